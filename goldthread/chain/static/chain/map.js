// @ts-check
// The map of the thread: lines, choice, folds, keys, tying. Everything works on what the server rendered, and again
// whenever a part has arrived in its place.
import { columns, goalAt, goals, map, narrow, readGoals } from "./_map_thread.js";
import { chosen, followChoice, insist, light, readChoice } from "./_map_choice.js";
import { celebrate, draw, drawSoon, ties } from "./_map_lines.js";
import { fold, readFolds } from "./_map_folds.js";
import { beginKeys, keepFocus, readKeys } from "./_map_keys.js";
import { beginDeeds } from "./_map_deeds.js";
import { beginPressing } from "./_map_pointer.js";
import { resumeTying } from "./_map_tying.js";

const moves = new ResizeObserver(drawSoon);
let focused = 0;

function begin() {
  if (!document.getElementById("columns")) return;
  readChoice();
  readFolds();
  // On the page around the map, so that no part that arrives takes it away.
  document.getElementById("main")?.classList.add("drawing");
  show();
  beginKeys();
  beginDeeds();
  beginPressing();
  document.addEventListener("htmx:before:swap", (event) => {
    if (!isMap(event)) return;
    if (isForAnotherWidth(event)) event.preventDefault();
    else focused = goalAt(document.activeElement)?.number ?? 0;
  });
  document.addEventListener("htmx:after:swap", (event) => {
    if (isMap(event)) follow();
  });
  narrow.addEventListener("change", () => {
    spare();
    htmx.trigger("#map", "tied");
  });
  document.fonts.ready.then(drawSoon);
  if (chosen !== null) goals.get(chosen)?.card.scrollIntoView({ block: "nearest" });
}

/** Put in force what this page knows and the server does not: folds, the choice made meanwhile, the card for Tab. */
function show() {
  readGoals();
  light();
  spare();
  fold();
  draw();
  readKeys();
  moves.disconnect();
  moves.observe(columns());
  for (const list of columns().querySelectorAll(".goals, .map-column")) moves.observe(list);
}

/** Of columns and outline only one can be seen; the other is left as it is until the window changes. */
function spare() {
  document.getElementById("outline")?.toggleAttribute("hx-morph-skip", !narrow.matches);
  columns().parentElement?.toggleAttribute("hx-morph-skip", narrow.matches);
  followChoice();
}

function follow() {
  const before = ties();
  // A part that was on its way while somebody chose says what was chosen before.
  const isLate = (Number(map().dataset.chosen) || null) !== chosen;
  show();
  if (isLate) insist();
  celebrate([...ties()].filter((tie) => !before.has(tie)));
  resumeTying();
  if (focused && !goals.has(focused) && document.activeElement === document.body) keepFocus();
}

/**
 * Whether the answer was asked for before the window turned: what is shown now does not stand in it, and is asked for.
 * @param {Event} event
 */
function isForAnotherWidth(event) {
  const address = new URL(/** @type {CustomEvent} */ (event).detail.ctx.request.action, location.href);
  return address.searchParams.get("only") === (narrow.matches ? "columns" : "outline");
}

/** @param {Event} event */
function isMap(event) {
  const target = /** @type {CustomEvent} */ (event).detail?.ctx?.target;
  return target instanceof Element && target.id === "map";
}

begin();
