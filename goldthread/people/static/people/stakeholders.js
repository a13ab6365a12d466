// @ts-check
// Stakeholders on the field of power and interest: dragged by mouse, pen or finger, moved by the arrow keys.
import { announce } from "../../../kit/static/kit/_messages.js";
import { around } from "../../../kit/static/kit/_words.js";

const SCALE = 10;
const MIDDLE = 5;
const SLOP = 5; // pixels before a press becomes a drag
const PAUSE_MILLISECONDS = 500; // after the last key, before it is saved
// How far the outermost spots stand from the edge of the field, and one spot from the next, as in stakeholders.css.
const ACROSS = { edge: 0.07, step: 0.086 };
const UPWARDS = { edge: 0.08, step: 0.084 };
/** @type {Record<string, [number, number]>} power and interest */
const WAYS = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };

/** @typedef {{power: number, interest: number} | null} Spot null is nowhere yet */

/** @type {{stake: HTMLElement, x: number, y: number, moved: boolean, spot: Spot | undefined} | null} */
let drag = null;
/** @type {Map<string, Spot>} what was said and is not saved yet, by the id of the stake */
const unsaved = new Map();
/** @type {Set<string>} stakes whose answer has not come yet */
const underway = new Set();
/** @type {Map<string, ReturnType<typeof setTimeout>>} */
const timers = new Map();

const part = () => /** @type {HTMLElement} */ (document.getElementById("stakes"));
const field = () => /** @type {HTMLElement} */ (document.getElementById("stake-field"));
const tray = () => /** @type {HTMLElement} */ (document.getElementById("stake-tray"));
const stakeOf = (/** @type {Event} */ event) => /** @type {HTMLElement | null} */ (around(event, "[data-stake]"));

document.addEventListener("pointerdown", grab);
document.addEventListener("pointermove", carry);
document.addEventListener("pointerup", () => drop(true));
document.addEventListener("pointercancel", () => drop(false));
document.addEventListener("keydown", pressed);
document.addEventListener("dragstart", (event) => stakeOf(event) && event.preventDefault());
document.addEventListener("htmx:finally:request", answered);
document.addEventListener("htmx:after:swap", putBack);

/** @param {PointerEvent} event */
function grab(event) {
  const stake = stakeOf(event);
  if (!stake || event.button !== 0) return;
  drag = { stake, x: event.clientX, y: event.clientY, moved: false, spot: undefined };
}

/** @param {PointerEvent} event */
function carry(event) {
  if (!drag) return;
  const [across, down] = [event.clientX - drag.x, event.clientY - drag.y];
  if (!drag.moved && Math.hypot(across, down) < SLOP) return;
  if (!drag.moved) {
    drag.moved = true;
    drag.stake.classList.add("lifted");
    // Nothing that arrives may move things under the hand.
    part().setAttribute("hx-morph-skip", "");
  }
  event.preventDefault();
  drag.stake.style.translate = `${across}px ${down}px`;
  drag.spot = spotAt(event.clientX, event.clientY);
  field().dataset.over = drag.spot ? quarter(drag.spot) : "";
  tray().classList.toggle("over", drag.spot === null);
}

/** @param {boolean} meant false: put it back */
function drop(meant) {
  const now = drag;
  drag = null;
  if (!now?.moved) return;
  now.stake.classList.remove("lifted");
  now.stake.style.translate = "";
  delete field().dataset.over;
  tray().classList.remove("over");
  part().removeAttribute("hx-morph-skip");
  if (!meant || now.spot === undefined || !place(now.stake, now.spot)) return part().dispatchEvent(new CustomEvent("refresh"));
  save(now.stake.id);
}

/**
 * The spot below a point of the window: null over the place of those not placed yet, undefined elsewhere.
 * @param {number} x
 * @param {number} y
 * @returns {Spot | undefined}
 */
function spotAt(x, y) {
  const box = field().getBoundingClientRect();
  if (isWithin(x, y, box)) {
    const power = number(((box.bottom - y) / box.height - UPWARDS.edge) / UPWARDS.step);
    return { power, interest: number(((x - box.left) / box.width - ACROSS.edge) / ACROSS.step) };
  }
  return isWithin(x, y, tray().getBoundingClientRect()) ? null : undefined;
}

/**
 * @param {number} x
 * @param {number} y
 * @param {DOMRect} box
 */
const isWithin = (x, y, box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;

/** @param {number} value */
const number = (value) => Math.min(SCALE, Math.max(0, Math.round(value)));

/** @param {{power: number, interest: number}} spot the same rule as in power_interest.py */
function quarter({ power, interest }) {
  if (power > MIDDLE) return interest > MIDDLE ? "players" : "context_setters";
  return interest > MIDDLE ? "subjects" : "crowd";
}

/** @param {KeyboardEvent} event */
function pressed(event) {
  if (event.key === "Escape" && drag) return drop(false);
  const stake = stakeOf(event);
  const way = WAYS[event.key];
  const leaves = event.key === "Backspace" || event.key === "Delete";
  if (!stake || (!way && !leaves) || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const here = spotOf(stake);
  // Who stands nowhere begins in the middle.
  const from = here ?? { power: MIDDLE, interest: MIDDLE };
  const to = way && here ? { power: number(from.power + way[0]), interest: number(from.interest + way[1]) } : from;
  if (!place(stake, leaves ? null : to)) return;
  clearTimeout(timers.get(stake.id));
  timers.set(stake.id, setTimeout(() => save(stake.id), PAUSE_MILLISECONDS));
}

/** @param {HTMLElement} stake @returns {Spot} */
function spotOf(stake) {
  const { power, interest } = stake.dataset;
  return power === undefined || interest === undefined ? null : { power: Number(power), interest: Number(interest) };
}

/**
 * Show it where it was put, and say so.
 * @param {HTMLElement} stake
 * @param {Spot} spot
 * @returns {boolean} whether it stands elsewhere than before
 */
function place(stake, spot) {
  if (JSON.stringify(spot) === JSON.stringify(spotOf(stake))) return false;
  unsaved.set(stake.id, spot);
  show(stake, spot);
  announce(sentence(stake, spot));
  return true;
}

/**
 * @param {HTMLElement} stake
 * @param {Spot} spot
 */
function show(stake, spot) {
  const hand = stake.querySelector("button");
  const isFocused = document.activeElement === hand;
  const list = document.getElementById(spot ? "stake-spots" : "stake-waiting");
  if (stake.parentElement !== list) list?.append(stake);
  if (isFocused) hand?.focus();
  stake.dataset.nth = "0";
  if (spot) Object.assign(stake.dataset, { power: String(spot.power), interest: String(spot.interest) });
  else for (const name of ["power", "interest"]) delete stake.dataset[name];
}

/**
 * @param {HTMLElement} stake
 * @param {Spot} spot
 */
function sentence(stake, spot) {
  const { placed = "", unplaced = "" } = part().dataset;
  const shape = (spot ? placed : unplaced).replace("{name}", stake.dataset.name ?? "");
  if (!spot) return shape;
  const words = part().getAttribute(`data-${quarter(spot).replace("_", "-")}`) ?? "";
  return shape.replace("{power}", String(spot.power)).replace("{interest}", String(spot.interest)).replace("{quarter}", words);
}

/**
 * One after the other: each save says from which spot it started, and the answer brings the next one's start.
 * @param {string} id
 */
function save(id) {
  const stake = document.getElementById(id);
  const spot = unsaved.get(id);
  if (!stake || spot === undefined || underway.has(id)) return;
  unsaved.delete(id);
  underway.add(id);
  const values = { once: token(), base: stake.dataset.base, power: String(spot?.power ?? ""), interest: String(spot?.interest ?? "") };
  /** @type {any} */ (window).htmx.ajax("POST", stake.dataset.url, { source: stake, target: "#stakes", swap: "outerMorph", values });
}

/** @param {Event} event */
function answered(event) {
  const { sourceElement, response } = /** @type {CustomEvent} */ (event).detail?.ctx ?? {};
  const id = sourceElement instanceof HTMLElement && sourceElement.matches("[data-stake]") ? sourceElement.id : "";
  if (!underway.delete(id)) return;
  // Refused: what was pressed meanwhile stood on a spot that does not hold.
  if (!response || response.status >= 400) unsaved.delete(id);
  if (!response || response.status >= 500) part().dispatchEvent(new CustomEvent("refresh"));
  if (unsaved.has(id)) save(id);
}

/** What arrives knows nothing of what is still to be saved. */
function putBack() {
  for (const [id, spot] of unsaved) {
    const stake = document.getElementById(id);
    if (stake) show(stake, spot);
    else unsaved.delete(id);
  }
}

/** A token that makes one write happen once. */
function token() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
