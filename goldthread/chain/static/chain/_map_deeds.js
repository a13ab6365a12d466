// @ts-check
// One menu for all cards: opened at a card, filled with what can be done with its goal.
import { map, openDialog } from "./_map_thread.js";
import { isFolded, toggleFold } from "./_map_folds.js";

/** @type {import("./_map_thread.js").Goal | null} the goal whose menu is open */
let of = null;

const menu = () => /** @type {HTMLElement} */ (document.getElementById("deeds"));
const items = () => /** @type {HTMLElement[]} */ ([...menu().querySelectorAll(".menu-item:not([hidden])")]);

export function beginDeeds() {
  menu().addEventListener("click", pressed);
  menu().addEventListener("keydown", walked);
}

/** @param {import("./_map_thread.js").Goal} goal */
export function openDeeds(goal) {
  of = goal;
  for (const item of /** @type {NodeListOf<HTMLElement>} */ (menu().querySelectorAll(".menu-item"))) fit(item, goal);
  menu().showPopover();
  const button = /** @type {Element} */ (goal.card.querySelector(".goal-more")).getBoundingClientRect();
  const { offsetWidth, offsetHeight } = menu();
  const isLow = button.bottom + offsetHeight + 8 > innerHeight && button.top > offsetHeight;
  const left = Math.min(button.right, document.documentElement.clientWidth - 8) - offsetWidth;
  menu().style.left = `${Math.max(8, left) + scrollX}px`;
  menu().style.top = `${(isLow ? button.top - offsetHeight - 5 : button.bottom + 5) + scrollY}px`;
  items()[0]?.focus({ preventScroll: true });
}

/**
 * Show an item where it fits the goal, and lead it there.
 * @param {HTMLElement} item
 * @param {import("./_map_thread.js").Goal} goal
 */
function fit(item, goal) {
  const traits = { mine: goal.mine, tied: goal.up.length > 0, steps: goal.below.length > 0 };
  const needs = (item.dataset.needs ?? "").split(" ").filter(Boolean);
  const { not, below } = item.dataset;
  const isOf = (/** @type {string} */ level) => goal.card.classList.contains(level);
  item.hidden = needs.some((one) => !traits[/** @type {keyof typeof traits} */ (one)]) || (!!not && isOf(not)) || (!!below && !isOf(below));
  if (item instanceof HTMLAnchorElement) item.href = address(item, goal);
  if (item.dataset.deed === "fold") nameFold(item, goal);
}

/**
 * @param {HTMLElement} item
 * @param {import("./_map_thread.js").Goal} goal
 */
function address(item, goal) {
  const page = `${map().dataset.base}goals/${goal.number}/`;
  const places = { open: page, tie: `${page}ties/`, untie: `${page}ties/?for=untying`, close: `${page}closing/`, new: `${item.dataset.address}${goal.number}` };
  return places[/** @type {keyof typeof places} */ (item.dataset.deed)] ?? page;
}

/**
 * @param {HTMLElement} item
 * @param {import("./_map_thread.js").Goal} goal
 */
function nameFold(item, goal) {
  const label = /** @type {HTMLElement} */ (item.querySelector("[data-folded-words]"));
  label.dataset.openWords ??= label.textContent ?? "";
  label.textContent = (isFolded(goal.number) ? label.dataset.foldedWords : label.dataset.openWords) ?? "";
}

/** @param {MouseEvent} event */
function pressed(event) {
  const item = event.target instanceof Element ? event.target.closest(".menu-item") : null;
  if (!(item instanceof HTMLElement) || !of || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const goal = of;
  menu().hidePopover();
  goal.link.focus({ preventScroll: true });
  if (item.dataset.deed === "fold") toggleFold("goals", goal.number);
  else if (item instanceof HTMLAnchorElement && ["tie", "untie", "new", "close"].includes(item.dataset.deed ?? "")) {
    event.preventDefault();
    openDialog(item.href);
  }
}

/** @param {KeyboardEvent} event */
function walked(event) {
  const all = items();
  const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  all.at(to % all.length)?.focus();
}
