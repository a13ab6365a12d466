// @ts-check
// The gold lines between knots: a few paths in one SVG, drawn anew whenever a card may have moved.
import { columns, goals, isShown, shown } from "./_map_thread.js";
import { line } from "./_map_choice.js";
import { lanesOf, route } from "./_map_routes.js";

// From so many lines past folded goals on they are drawn as hairs, that together still let the page be seen.
const CROWDED = 40;
const SVG = "http://www.w3.org/2000/svg";
/** @typedef {import("./_map_routes.js").Spot} Spot */

let waiting = 0;
/** @type {Map<number, import("./_map_routes.js").Lane>} where lines can pass the columns, as last drawn */
let lanes = new Map();

const wires = () => /** @type {SVGElement} */ (/** @type {unknown} */ (document.getElementById("wires")));

/** Draw before the next frame; asked several times, it is done once. */
export function drawSoon() {
  waiting ||= requestAnimationFrame(draw);
}

export function draw() {
  cancelAnimationFrame(waiting);
  waiting = 0;
  const spots = measured();
  lanes = lanesOf(spots.values());
  const paths = { dim: "", through: "", lit: "" };
  let passing = 0;
  for (const [number, end] of spots) {
    for (const [parent, isDirect] of parentsInSight(number)) {
      const start = spots.get(parent);
      if (!start) continue;
      const isLit = line.has(number) && line.has(parent);
      if (!isDirect) passing += 1;
      paths[isLit ? "lit" : isDirect ? "dim" : "through"] += curve(start, end);
    }
  }
  // One path a kind, not one a tie: three hundred goals cost the same three elements.
  for (const [kind, shape] of Object.entries(paths)) put(kind, shape);
  wires().classList.toggle("crowded", passing > CROWDED);
}

/**
 * All visible cards are measured before anything is written, so that the browser lays the page out once.
 * @returns {Map<number, Spot>}
 */
function measured() {
  const frame = columns().getBoundingClientRect();
  return new Map((frame.width ? shown() : []).map((goal) => [goal.number, spot(goal, frame)]));
}

/**
 * @param {import("./_map_thread.js").Goal} goal
 * @param {DOMRect} frame
 * @returns {Spot}
 */
function spot(goal, frame) {
  const box = goal.card.getBoundingClientRect();
  const [top, bottom] = [box.top - frame.top, box.bottom - frame.top];
  return { left: box.left - frame.left, right: box.right - frame.left, y: (top + bottom) / 2, top, bottom, column: goal.column };
}

/**
 * @param {number} number
 * @returns {Spot | undefined}
 */
export function spotOf(number) {
  const goal = goals.get(number);
  return goal && isShown(goal) ? spot(goal, columns().getBoundingClientRect()) : undefined;
}

/**
 * What a goal is a step towards, as far as it can be seen: what is folded away is passed through.
 * @param {number} number
 * @returns {Map<number, boolean>} a parent's number, and whether the goal is tied to it directly
 */
function parentsInSight(number) {
  /** @type {Map<number, boolean>} */
  const found = new Map();
  /** @type {[number, boolean][]} */
  const next = (goals.get(number)?.up ?? []).map((one) => [one, true]);
  for (let one = next.shift(); one; one = next.shift()) {
    const parent = goals.get(one[0]);
    if (!parent || found.has(one[0])) continue;
    if (isShown(parent)) found.set(...one);
    else for (const above of parent.up) next.push([above, false]);
  }
  return found;
}

/**
 * From the higher goal to the lower one, past the cards in between.
 * @param {Spot} from
 * @param {Spot} to
 */
export const curve = (from, to) => route(from, to, lanes);

/**
 * @param {string} kind
 * @param {string} shape the `d` of a path; "" takes it away
 */
export function put(kind, shape) {
  const path = wires().querySelector(`.wire.${kind}`);
  if (!shape) path?.remove();
  else (path ?? added(`wire ${kind}`)).setAttribute("d", shape);
}

/** @param {string} classes */
function added(classes) {
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("class", classes);
  return wires().appendChild(path);
}

/** @returns {Set<string>} every tie of the page as "child-parent" */
export function ties() {
  return new Set([...goals.values()].flatMap((goal) => goal.up.map((parent) => `${goal.number}-${parent}`)));
}

/**
 * A new tie runs once from knot to knot, on every screen.
 * @param {string[]} fresh
 */
export function celebrate(fresh) {
  for (const tie of fresh) {
    const [child, parent] = tie.split("-").map(Number);
    const [end, start] = [spotOf(child), spotOf(parent)];
    if (!end || !start) continue;
    const path = added("wire fresh");
    path.setAttribute("pathLength", "1");
    path.setAttribute("d", curve(start, end));
    path.addEventListener("animationend", () => path.remove());
  }
}
