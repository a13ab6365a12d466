// @ts-check
// Lines and columns put into another order: dragged by their handle, or moved by the arrow keys.
import { announce } from "../../../kit/static/kit/_messages.js";
import { around } from "../../../kit/static/kit/_words.js";
import { token } from "./_undo.js";

const SLOP = 5; // pixels before a press becomes a drag
const EDGE = 56; // pixels from the edge of the window where it begins to scroll
const UP = ["ArrowUp", "ArrowLeft"];
const DOWN = ["ArrowDown", "ArrowRight"];

/** @typedef {{item: HTMLElement, list: HTMLElement, others: {item: HTMLElement, middle: number}[], across: boolean, from: number, size: number, start: number, at: number, moved: boolean}} Drag */

/** @type {Drag | null} */
let drag = null;
/** @type {{id: string, from: number, focus: string, words: string} | null} what was placed and has not arrived yet */
let placed = null;

export function placeByHand() {
  document.addEventListener("pointerdown", grab);
  document.addEventListener("pointermove", carry);
  document.addEventListener("pointerup", (event) => drop(event.type === "pointerup"));
  document.addEventListener("pointercancel", () => drop(false));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && drag) drop(false); });
}

export function placeByKeys() {
  document.addEventListener("keydown", (event) => {
    const item = itemOf(event);
    const way = UP.includes(event.key) ? "up" : DOWN.includes(event.key) ? "down" : "";
    const writing = around(event, "[data-in-place]");
    if (!item || !way || !(around(event, "[data-handle]") || (writing && event.altKey && event.key.match(/Up|Down/)))) return;
    event.preventDefault();
    send(item, itemsOf(/** @type {Element} */ (item.parentElement)).indexOf(item), { to: way });
  });
  document.addEventListener("htmx:after:swap", arrived);
}

/** @param {Event} event */
const itemOf = (event) => /** @type {HTMLElement | null} */ (around(event, "[data-ordered]"));
const itemsOf = (/** @type {Element} */ list) => /** @type {HTMLElement[]} */ ([...list.children].filter((one) => one.matches("[data-ordered]")));

/**
 * Middle and size of an item along the way it can be moved, on the page rather than in the window.
 * @param {Element} item
 * @param {boolean} across
 */
function measure(item, across) {
  const box = item.getBoundingClientRect();
  return across ? { middle: box.left + box.width / 2 + scrollX, size: box.width } : { middle: box.top + box.height / 2 + scrollY, size: box.height };
}

/** @param {PointerEvent} event */
function grab(event) {
  const item = around(event, "[data-handle]") ? itemOf(event) : null;
  const list = item?.parentElement;
  if (!item || !list || event.button !== 0) return;
  const items = itemsOf(list);
  const [one, two] = items.map((other) => other.getBoundingClientRect());
  const across = Boolean(one && two && two.left >= one.right - 1);
  const others = items.filter((other) => other !== item).map((other) => ({ item: other, middle: measure(other, across).middle }));
  const from = items.indexOf(item);
  const gap = one && two ? (across ? two.left - one.right : two.top - one.bottom) : 0;
  drag = { item, list, others, across, from, size: measure(item, across).size + gap, start: along(event, across), at: from, moved: false };
  /** @type {Element} */ (event.target).releasePointerCapture?.(event.pointerId);
}

/**
 * @param {PointerEvent} event
 * @param {boolean} across
 */
const along = (event, across) => (across ? event.clientX + scrollX : event.clientY + scrollY);

/** @param {PointerEvent} event */
function carry(event) {
  if (!drag) return;
  const way = along(event, drag.across) - drag.start;
  if (!drag.moved && Math.abs(way) < SLOP) return;
  if (!drag.moved) lift(drag);
  event.preventDefault();
  drag.item.style.translate = drag.across ? `${way}px 0` : `0 ${way}px`;
  const pointer = along(event, drag.across);
  drag.at = drag.others.filter((one) => one.middle < pointer).length;
  drag.others.forEach((one, place) => shift(/** @type {Drag} */ (drag), one.item, place));
  scrollNear(event);
}

/** @param {Drag} now */
function lift(now) {
  now.moved = true;
  now.item.classList.add("lifted");
  // Nothing that arrives may move things under the hand.
  now.list.setAttribute("hx-morph-skip", "");
  getSelection()?.removeAllRanges();
}

/**
 * Make room where the item would land.
 * @param {Drag} now
 * @param {HTMLElement} other
 * @param {number} place
 */
function shift(now, other, place) {
  const by = place >= now.at && place < now.from ? now.size : place < now.at && place >= now.from ? -now.size : 0;
  other.style.translate = by ? (now.across ? `${by}px 0` : `0 ${by}px`) : "";
}

/** @param {PointerEvent} event */
function scrollNear(event) {
  if (event.clientY < EDGE) scrollBy(0, -12);
  else if (event.clientY > innerHeight - EDGE) scrollBy(0, 12);
}

/** @param {boolean} meant false: put it back */
function drop(meant) {
  const now = drag;
  drag = null;
  if (!now?.moved) return;
  now.item.classList.remove("lifted");
  for (const one of [now.item, ...now.others.map((other) => other.item)]) one.style.translate = "";
  now.list.removeAttribute("hx-morph-skip");
  if (!meant || now.at === now.from) return now.item.dispatchEvent(new CustomEvent("refresh", { bubbles: true }));
  const before = now.others[now.at]?.item ?? null;
  now.list.insertBefore(now.item, before ?? /** @type {Element} */ (now.others.at(-1)?.item).nextElementSibling);
  send(now.item, now.from, { before: before?.dataset.ordered ?? "" });
}

/**
 * @param {HTMLElement} item
 * @param {number} from where it stood
 * @param {Record<string, string>} where
 */
function send(item, from, where) {
  const field = /** @type {HTMLTextAreaElement | null} */ (item.querySelector("[data-in-place]"));
  placed = { id: item.id, from, focus: document.activeElement?.id ?? "", words: field?.defaultValue || (item.getAttribute("aria-label") ?? "") };
  /** @type {any} */ (window).htmx.ajax("POST", item.dataset.placeUrl, { source: item, swap: "none", values: { once: token(), ...where } });
}

/** @param {Event} event */
function arrived(event) {
  const part = /** @type {HTMLElement | null} */ (document.querySelector("[data-part]"));
  const item = placed && document.getElementById(placed.id);
  if (!placed || !part || !item?.parentElement || /** @type {CustomEvent} */ (event).detail?.ctx?.sourceElement !== part) return;
  const items = itemsOf(item.parentElement);
  const focused = placed.focus ? document.getElementById(placed.focus) : null;
  if (focused && item.contains(focused) && document.activeElement !== focused) focused.focus();
  // What was asked for before the line was placed may arrive after.
  if (items.indexOf(item) === placed.from) return;
  announce((part.dataset.moved ?? "").replace("{line}", placed.words).replace("{place}", String(items.indexOf(item) + 1)).replace("{count}", String(items.length)));
  placed = null;
}
