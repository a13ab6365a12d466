// @ts-check
// Walking the map by keyboard: one card is in the order of Tab, arrows lead to the others.
import { columns, goalAt, goals, isShown, map, openDialog, shown } from "./_map_thread.js";
import { choose, chosen } from "./_map_choice.js";
import { toggleFold } from "./_map_folds.js";
import { openDeeds } from "./_map_deeds.js";
import { aimAt, beginTying, finishTying, leaveTying, pull } from "./_map_tying.js";

/** @typedef {import("./_map_thread.js").Goal} Goal */

/** @type {number | null} the goal whose card Tab leads to */
let current = null;

export function beginKeys() {
  document.addEventListener("keydown", pressed);
  document.addEventListener("focusin", (event) => {
    const goal = goalAt(event.target);
    if (goal && goal.number !== current) stand(goal);
    document.getElementById("map-keys")?.classList.toggle("walking", !!goal && goal.link.matches(":focus-visible"));
  });
  document.addEventListener("focusout", () => document.getElementById("map-keys")?.classList.remove("walking"));
}

/** After a part has arrived: one card in the order of Tab, as before if it is still there. */
export function readKeys() {
  const goal = goals.get(current ?? chosen ?? -1) ?? goals.get(chosen ?? -1) ?? shown()[0];
  for (const one of goals.values()) reachable(one, false);
  current = null;
  if (goal) stand(goal);
}

/** @param {Goal} goal */
function stand(goal) {
  const before = current === null ? undefined : goals.get(current);
  if (before) reachable(before, false);
  reachable(goal, true);
  current = goal.number;
}

/**
 * @param {Goal} goal
 * @param {boolean} yes
 */
function reachable(goal, yes) {
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (goal.card.querySelectorAll("a, button"))) one.tabIndex = yes ? 0 : -1;
}

/** @param {KeyboardEvent} event */
function pressed(event) {
  if (event.key === "Escape" && pull) return answer(event, giveUp);
  const link = event.target instanceof Element ? event.target.closest(".goal-link") : null;
  const goal = goalAt(link);
  if (!goal || event.ctrlKey || event.metaKey || event.altKey) return;
  const deed = pull ? tyingDeed(event.key, goal) : deedOf(event, goal);
  if (deed) answer(event, deed);
}

/**
 * @param {KeyboardEvent} event
 * @param {() => void} deed
 */
function answer(event, deed) {
  event.preventDefault();
  deed();
}

/**
 * @param {KeyboardEvent} event
 * @param {Goal} goal
 * @returns {(() => void) | undefined}
 */
function deedOf(event, goal) {
  if (event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End") return () => go(next(goal, event.key, shown()));
  const page = `${map().dataset.base}goals/${goal.number}/`;
  if (event.shiftKey && event.key === "F10") return () => openDeeds(goal);
  const deeds = {
    t: () => hold(goal),
    u: () => void (goal.mine && goal.up.length && openDialog(`${page}ties/?for=untying`)),
    o: () => location.assign(page),
    f: () => void (goal.below.length && toggleFold("goals", goal.number)),
    m: () => openDeeds(goal),
    contextmenu: () => openDeeds(goal),
    escape: () => choose(null),
  };
  return deeds[/** @type {keyof typeof deeds} */ (event.key.toLowerCase())];
}

/**
 * While tying, the arrows lead from one possible goal to the next.
 * @param {string} key
 * @param {Goal} goal
 * @returns {(() => void) | undefined}
 */
function tyingDeed(key, goal) {
  if (!pull) return undefined;
  const { may, number } = pull;
  if (key === "Enter" || key === " ") return () => void finishTying();
  if (!key.startsWith("Arrow") && key !== "Home" && key !== "End") return undefined;
  const others = shown().filter((one) => may.has(one.number) || one.number === goal.number);
  return () => {
    const to = next(goal, key, others);
    go(to);
    aimAt(to && to.number !== number ? to.number : null);
  };
}

/** @param {Goal} goal */
function hold(goal) {
  if (!beginTying(goal.number, "in", "keys") || !pull) return;
  const may = shown().filter((one) => pull?.may.has(one.number));
  // Begin at the nearest goal one column to the left that it is not tied to yet: that is what most goals are tied to.
  const untied = may.filter((one) => !goal.up.includes(one.number));
  const left = untied.filter((one) => one.column < goal.column);
  const first = nearest(goal, left.filter((one) => one.column === Math.max(...left.map((other) => other.column)))) ?? untied[0] ?? may[0];
  go(first);
  aimAt(first.number);
}

function giveUp() {
  const held = pull ? goals.get(pull.number) : undefined;
  leaveTying();
  go(held);
}

/** @param {Goal | undefined} goal */
function go(goal) {
  if (!goal) return;
  goal.link.focus({ preventScroll: true });
  goal.card.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/**
 * Where a key leads from a goal: up and down in its column, left and right along its ties or else to the nearest card.
 * @param {Goal} goal
 * @param {string} key
 * @param {Goal[]} among
 * @returns {Goal | undefined}
 */
function next(goal, key, among) {
  const column = among.filter((one) => one.column === goal.column);
  const at = column.indexOf(goal);
  if (key === "ArrowUp" || key === "ArrowDown") return column[at + (key === "ArrowUp" ? -1 : 1)];
  if (key === "Home" || key === "End") return column.at(key === "Home" ? 0 : -1);
  const isLeft = key === "ArrowLeft";
  const tied = (isLeft ? goal.up : goal.below).map((one) => goals.get(one));
  const seen = tied.filter((one) => one !== undefined && among.includes(one) && (isLeft ? one.column < goal.column : one.column > goal.column));
  if (seen.length) return nearest(goal, /** @type {Goal[]} */ (seen));
  const beside = among.filter((one) => (isLeft ? one.column < goal.column : one.column > goal.column));
  const column2 = Math[isLeft ? "max" : "min"](...beside.map((one) => one.column));
  return nearest(goal, beside.filter((one) => one.column === column2));
}

/**
 * The goal whose card lies nearest in height.
 * @param {Goal} goal
 * @param {Goal[]} others
 * @returns {Goal | undefined}
 */
function nearest(goal, others) {
  const height = (/** @type {Goal} */ one) => one.card.getBoundingClientRect().top + one.card.offsetHeight / 2;
  const here = height(goal);
  return others.map((one) => ({ one, far: Math.abs(height(one) - here) })).sort((a, b) => a.far - b.far)[0]?.one;
}

/** Whether the focus was on a card that a part has taken away: it goes on to the card that Tab leads to. */
export function keepFocus() {
  const goal = current === null ? undefined : goals.get(current);
  if (goal && isShown(goal) && columns().contains(goal.card)) goal.link.focus({ preventScroll: true });
}
