// @ts-check
/**
 * Tying two goals: one end is held, the other is chosen by pointer or keys, the reason is asked in a dialog.
 * `end` says which end is held: "in" for the goal that becomes a step, "out" for the one it is a step towards.
 */
import { columns, goals, map, openDialog, reach, shown } from "./_map_thread.js";
import { curve, put, spotOf } from "./_map_lines.js";
import { say } from "../../../kit/static/kit/_messages.js";

/** @typedef {{number: number, end: "in" | "out", by: "pointer" | "keys", may: Set<number>, aim: number | null}} Pull */

/** @type {Pull | null} */
export let pull = null;

/** @param {string} name */
const words = (name) => document.getElementById("map-words")?.dataset[name] ?? "";

/** @param {string} text */
function announce(text) {
  const voice = document.getElementById("voice");
  if (voice) voice.textContent = text;
}

/** @param {import("./_map_thread.js").Goal} goal its words as part of a sentence */
const statement = (goal) => (goal.link.textContent ?? "").replace(/[.\s]+$/, "");

let refused = "";

/**
 * Say why nothing is tied; it takes the place of what was said so before.
 * @param {string} why
 */
function refuse(why) {
  for (const notice of document.querySelectorAll("#messages > .notice")) {
    if (refused && notice.textContent?.includes(refused)) notice.remove();
  }
  refused = why;
  say(why);
}

/**
 * @param {number} number
 * @param {"in" | "out"} end
 * @param {"pointer" | "keys"} by
 * @returns {boolean} whether there is anything to tie it to
 */
export function beginTying(number, end, by) {
  const goal = goals.get(number);
  if (!goal) return false;
  const may = possible(goal, end);
  if (!may.size) {
    refuse(words(end === "in" && !goal.mine ? "notMine" : "nowhere").replace("{lower}", statement(goal)));
    return false;
  }
  pull = { number, end, by, may, aim: null };
  map().classList.add("tying-now", "by-" + by);
  goal.card.classList.add("pulling");
  for (const one of may) {
    const other = /** @type {import("./_map_thread.js").Goal} */ (goals.get(one));
    other.card.classList.add("may");
    // What the method foresees lies one column over.
    other.card.classList.toggle("foreseen", other.column - goal.column === (end === "in" ? -1 : 1));
  }
  announce(words("tying").replace("{goal}", statement(goal)));
  return true;
}

/**
 * Which goals the other end may be: no ring, and the lower one must be the viewer's to tie.
 * @param {import("./_map_thread.js").Goal} goal
 * @param {"in" | "out"} end
 */
function possible(goal, end) {
  if (end === "in" && (!goal.mine || goal.column === 0)) return new Set();
  const barred = reach(goal.number, end === "in" ? "below" : "up").add(goal.number);
  const others = shown().filter((one) => !barred.has(one.number) && (end === "in" || (one.mine && one.column > 0)));
  return new Set(others.map((one) => one.number));
}

/**
 * A sentence on why a line cannot end at a goal.
 * @param {Pull} held
 * @param {number} over
 */
function whyNot({ number, end }, over) {
  const [lower, upper] = [goals.get(end === "in" ? number : over), goals.get(end === "in" ? over : number)];
  if (!lower || !upper) return "";
  const why = lower === upper ? "itself" : reach(upper.number, "up").has(lower.number) ? "circle" : lower.column === 0 ? "topmost" : "notMine";
  return words(why).replace("{lower}", statement(lower)).replace("{upper}", statement(upper));
}

/**
 * Aim at a goal, or at nothing.
 * @param {number | null} number
 */
export function aimAt(number) {
  if (!pull) return;
  if (pull.aim !== null) goals.get(pull.aim)?.card.classList.remove("aimed");
  pull.aim = number !== null && pull.may.has(number) ? number : null;
  if (pull.aim !== null) goals.get(pull.aim)?.card.classList.add("aimed");
  if (pull.by === "keys" || pull.aim !== null) pullTo(pull.aim === null ? undefined : spotOf(pull.aim));
}

/**
 * Draw the line that is being pulled to a spot of the drawing.
 * @param {import("./_map_lines.js").Spot | undefined} there
 */
export function pullTo(there) {
  const here = pull && spotOf(pull.number);
  if (!pull || !here || !there) return put("pulled", "");
  put("pulled", pull.end === "in" ? curve(there, here) : curve(here, there));
}

/**
 * Ask for the reason where a goal is aimed at; otherwise nothing is tied, and it is said why.
 * @param {number | null} [over] the goal that the line was let go over
 */
export async function finishTying(over = null) {
  if (!pull) return;
  if (pull.aim === null) {
    if (over !== null) refuse(whyNot(pull, over));
    return leaveTying();
  }
  const [child, parent] = pull.end === "in" ? [pull.number, pull.aim] : [pull.aim, pull.number];
  const byKeys = pull.by === "keys";
  rest();
  // The dialog gives the focus back to where it was: to the goal that is tied, not to the one that was aimed at.
  if (byKeys) goals.get(child)?.link.focus({ preventScroll: true });
  // The line stays between the two knots while the dialog asks.
  document.getElementById("dialog")?.addEventListener("close", () => put("pulled", ""), { once: true });
  await openDialog(`${map().dataset.base}goals/${child}/ties/?to=${parent}`);
}

/** @param {boolean} [quietly] */
export function leaveTying(quietly) {
  if (!pull) return;
  rest();
  put("pulled", "");
  if (!quietly) announce(words("left"));
}

function rest() {
  pull = null;
  map().classList.remove("tying-now", "by-pointer", "by-keys");
  for (const card of columns().querySelectorAll(".goal:is(.may, .foreseen, .aimed, .pulling)")) {
    card.classList.remove("may", "foreseen", "aimed", "pulling");
  }
}

/** After a part has arrived while a line is pulled: the same ends, if both are still there. */
export function resumeTying() {
  if (!pull) return;
  const { number, end, by, aim } = pull;
  rest();
  if (beginTying(number, end, by)) aimAt(aim);
  else put("pulled", "");
}
