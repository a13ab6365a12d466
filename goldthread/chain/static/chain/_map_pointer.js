// @ts-check
// Pressing and dragging on the map, by mouse, pen or finger.
import { columns, goalAt, goals, isShown, openDialog } from "./_map_thread.js";
import { choose } from "./_map_choice.js";
import { toggleFold } from "./_map_folds.js";
import { openDeeds } from "./_map_deeds.js";
import { aimAt, beginTying, finishTying, leaveTying, pull, pullTo } from "./_map_tying.js";

// Less than this is a press with an unsteady hand.
const MOVED_PIXELS = 5;
const EDGE_PIXELS = 56;
const SCROLL_PIXELS = 12;

/** @type {{x: number, y: number, moved: boolean, scrolling: number} | null} */
let drag = null;

export function beginPressing() {
  document.addEventListener("click", pressed);
  document.addEventListener("dblclick", (event) => {
    const goal = goalAt(event.target);
    if (goal && !onControl(event)) location.assign(`${goal.card.closest("#map")?.getAttribute("data-base")}goals/${goal.number}/`);
  });
  document.addEventListener("pointerdown", grabbed);
  document.addEventListener("pointermove", dragged);
  document.addEventListener("pointerup", dropped);
  document.addEventListener("pointercancel", cancelled);
}

/** @param {Event} event whether it began on something in a card that has a deed of its own */
function onControl(event) {
  return event.target instanceof Element && event.target.closest("a:not(.goal-link), button, .knot") !== null;
}

/** @param {MouseEvent} event */
function pressed(event) {
  if (!(event.target instanceof Element) || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const dialog = event.target.closest("a[data-dialog]");
  const choice = event.target.closest("a[data-choose]");
  const goal = goalAt(event.target);
  if (pull) return finish(event, goal?.number ?? null);
  if (dialog instanceof HTMLAnchorElement) return answer(event, () => openDialog(dialog.href));
  if (choice instanceof HTMLElement) return lead(event, Number(choice.dataset.choose));
  const column = event.target.closest(".fold-column")?.closest(".map-column");
  if (column instanceof HTMLElement) return toggleFold("columns", Number(column.dataset.column));
  if (goal) onGoal(event, goal, event.target);
  else if (event.target.closest("#columns") && !event.target.closest("a, button") && !getSelection()?.toString()) choose(null);
}

/**
 * @param {MouseEvent} event
 * @param {import("./_map_thread.js").Goal} goal
 * @param {Element} target
 */
function onGoal(event, goal, target) {
  if (target.closest(".goal-more")) return answer(event, () => openDeeds(goal));
  if (target.closest(".steps-folded")) return toggleFold("goals", goal.number);
  if (target.closest(".goal-link")) return answer(event, () => choose(goal.number));
  // Words that are being selected are not a press.
  if (!onControl(event) && !getSelection()?.toString()) choose(goal.number);
}

/**
 * @param {Event} event
 * @param {() => void} deed
 */
function answer(event, deed) {
  event.preventDefault();
  deed();
}

/**
 * @param {Event} event
 * @param {number | null} number
 */
function finish(event, number) {
  event.preventDefault();
  aimAt(number);
  finishTying(number);
}

/**
 * From a line beside the map to the goal it speaks of.
 * @param {Event} event
 * @param {number} number
 */
function lead(event, number) {
  const goal = goals.get(number);
  if (!goal || !isShown(goal) || !columns().offsetWidth) return;
  event.preventDefault();
  choose(number);
  goal.card.scrollIntoView({ block: "nearest", behavior: "smooth" });
  goal.link.focus({ preventScroll: true });
}

/** @param {PointerEvent} event */
function grabbed(event) {
  const knot = event.target instanceof Element ? event.target.closest("#columns .goal > .knot") : null;
  const goal = goalAt(knot);
  if (!knot || !goal || event.button || pull) return;
  const end = knot.classList.contains("in") ? "in" : "out";
  // Also where nothing can be tied: pulling at a knot selects no words.
  event.preventDefault();
  if (!beginTying(goal.number, end, "pointer")) return;
  drag = { x: event.clientX, y: event.clientY, moved: false, scrolling: 0 };
}

/** @param {PointerEvent} event */
function dragged(event) {
  if (!drag || !pull) return;
  drag.moved ||= Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > MOVED_PIXELS;
  if (!drag.moved) return;
  const frame = columns().getBoundingClientRect();
  const [x, y] = [event.clientX - frame.left, event.clientY - frame.top];
  aimAt(goalAt(document.elementFromPoint(event.clientX, event.clientY))?.number ?? null);
  if (pull.aim === null) pullTo({ left: x, right: x, y });
  scrollAtEdge(event.clientY);
}

/** @param {number} y where the pointer is in the window */
function scrollAtEdge(y) {
  if (!drag) return;
  cancelAnimationFrame(drag.scrolling);
  const step = y < EDGE_PIXELS ? -SCROLL_PIXELS : y > innerHeight - EDGE_PIXELS ? SCROLL_PIXELS : 0;
  if (!step) return;
  scrollBy(0, step);
  drag.scrolling = requestAnimationFrame(() => scrollAtEdge(y));
}

/** @param {PointerEvent} event */
function dropped(event) {
  if (!drag) return;
  const { moved, scrolling } = drag;
  cancelAnimationFrame(scrolling);
  drag = null;
  // A knot that was only tapped stays held: the next press says where the line ends.
  if (moved) finishTying(goalAt(document.elementFromPoint(event.clientX, event.clientY))?.number ?? null);
  else document.addEventListener("click", (event) => event.stopPropagation(), { capture: true, once: true });
}

function cancelled() {
  if (drag) cancelAnimationFrame(drag.scrolling);
  drag = null;
  leaveTying();
}

