// @ts-check
// The chosen goal: its line is lit on the map, the address names it, and what stands beside follows.
import { goals, map, narrow, reach } from "./_map_thread.js";
import { draw } from "./_map_lines.js";

/** @type {Set<number>} the chosen goal with everything above and below it; empty where none is chosen */
export let line = new Set();
/** @type {number | null} */
export let chosen = null;

/** Take over what the server has lit. */
export function readChoice() {
  chosen = Number(map().dataset.chosen) || null;
}

/**
 * @param {number | null} number
 */
export function choose(number) {
  if (number === chosen) return;
  chosen = number;
  light();
  draw();
  history.replaceState(history.state, "", address(""));
  insist();
}

/** Let what follows changes ask for the goal that is chosen here, and ask anew for what stands beside the map. */
export function insist() {
  followChoice();
  // A newer question takes the place of an older.
  htmx.ajax("GET", address("side/"), { source: "#side", target: "#side", swap: "outerMorph" });
}

/** What follows changes asks for this choice, and only for what this window shows. */
export function followChoice() {
  map().dataset.chosen = String(chosen ?? "");
  map().setAttribute("hx-get", address("", narrow.matches ? "outline" : "columns"));
}

/** Mark the cards of the line; after a part has arrived, again. */
export function light() {
  if (chosen !== null && !goals.has(chosen)) chosen = null;
  line = new Set(chosen === null ? [] : [chosen, ...reach(chosen, "up"), ...reach(chosen, "below")]);
  map().classList.toggle("has-chosen", chosen !== null);
  for (const goal of goals.values()) {
    goal.card.classList.toggle("lit", line.has(goal.number));
    goal.card.classList.toggle("chosen", goal.number === chosen);
    if (goal.number === chosen) goal.link.setAttribute("aria-current", "true");
    else goal.link.removeAttribute("aria-current");
  }
}

/**
 * An address below the product's, asking for the same goals and the chosen one.
 * @param {string} place
 * @param {"columns" | "outline"} [only]
 */
function address(place, only) {
  const { base, query } = map().dataset;
  const asked = [query, chosen && `goal=${chosen}`, only && `only=${only}`].filter(Boolean).join("&");
  return `${base}${place}${asked ? `?${asked}` : ""}`;
}
