// @ts-check
// How a line runs from knot to knot: never behind a card. Where a level is skipped it passes between two cards of it.

/**
 * Where a card lies, in pixels of the drawing; without a column it is a point under the pointer.
 * @typedef {{left: number, right: number, y: number, top?: number, bottom?: number, column?: number}} Spot
 */
/** @typedef {{left: number, right: number, ways: number[]}} Lane a column with the heights at which a line can pass */

const NARROWEST_BEND = 24;
// Half of what stands between two cards.
const BESIDE_CARD = 7;
// How far a line between two cards of one column swings out: less than the gap between columns.
const SWING = 30;

/**
 * Where lines can pass each column: between its cards, above the first and below the last.
 * @param {Iterable<Spot>} spots
 * @returns {Map<number, Lane>} by column; a column without cards can be passed anywhere and has none
 */
export function lanesOf(spots) {
  /** @type {Map<number, Spot[]>} */
  const columns = new Map();
  for (const spot of spots) columns.set(spot.column ?? 0, [...(columns.get(spot.column ?? 0) ?? []), spot]);
  return new Map([...columns].map(([column, cards]) => [column, lane(cards)]));
}

/** @param {Spot[]} cards @returns {Lane} */
function lane(cards) {
  const sorted = [...cards].sort((a, b) => a.y - b.y);
  const tops = sorted.map((one) => (one.top ?? one.y) - BESIDE_CARD);
  const bottoms = sorted.map((one) => (one.bottom ?? one.y) + BESIDE_CARD);
  const between = tops.slice(1).map((top, place) => (top + bottoms[place]) / 2);
  return { left: sorted[0].left, right: sorted[0].right, ways: [tops[0], ...between, bottoms[bottoms.length - 1]] };
}

/**
 * The shape of the line from the higher goal to the lower one.
 * @param {Spot} from
 * @param {Spot} to
 * @param {Map<number, Lane>} lanes
 */
export function route(from, to, lanes) {
  if (from.column === undefined || to.column === undefined) return start(from.right, from.y) + bend(from.right, from.y, to.left, to.y);
  if (from.column === to.column) return swing(from, to);
  const way = to.column > from.column ? 1 : -1;
  const [out, into] = way > 0 ? [from.right, to.left] : [from.left, to.right];
  let [x, y] = [out, from.y];
  let shape = start(x, y);
  for (let column = from.column + way; column !== to.column; column += way) {
    const passed = lanes.get(column);
    if (!passed) continue;
    const [near, far] = way > 0 ? [passed.left, passed.right] : [passed.right, passed.left];
    const straight = y + ((to.y - y) * (near - x)) / (into - x || 1);
    const height = nearest(passed.ways, straight);
    shape += `${bend(x, y, near, height)}H${half(far)}`;
    [x, y] = [far, height];
  }
  return shape + bend(x, y, into, to.y);
}

/**
 * Between two goals of one column: out to the left and back, as a bracket.
 * @param {Spot} from
 * @param {Spot} to
 */
function swing(from, to) {
  const out = half(from.left - SWING);
  return `${start(from.left, from.y)}C${out} ${half(from.y)} ${out} ${half(to.y)} ${half(to.left)} ${half(to.y)}`;
}

/** @param {number[]} ways @param {number} height */
const nearest = (ways, height) => ways.reduce((best, one) => (Math.abs(one - height) < Math.abs(best - height) ? one : best));

/** @param {number} x @param {number} y */
const start = (x, y) => `M${half(x)} ${half(y)}`;

/** @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 */
function bend(x1, y1, x2, y2) {
  const by = Math.max(NARROWEST_BEND, Math.abs(x2 - x1) * 0.55) * (x2 < x1 ? -1 : 1);
  return `C${half(x1 + by)} ${half(y1)} ${half(x2 - by)} ${half(y2)} ${half(x2)} ${half(y2)}`;
}

/** @param {number} pixels to the half pixel: enough for the eye, short in the page */
const half = (pixels) => Math.round(pixels * 2) / 2;
