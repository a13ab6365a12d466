// @ts-check
/**
 * The goals of the map as the page shows them, read from its cards. Read again whenever a part has arrived.
 *
 * @typedef {object} Goal
 * @property {number} number
 * @property {HTMLElement} card
 * @property {HTMLAnchorElement} link chooses the goal; carries the focus of the card
 * @property {number} column 0 to 3
 * @property {boolean} mine whether the viewer may tie it
 * @property {number[]} up what it is a step towards
 * @property {number[]} below what is a step towards it
 */

/** @type {Map<number, Goal>} */
export const goals = new Map();

/** @returns {HTMLElement} */
export const map = () => /** @type {HTMLElement} */ (document.getElementById("map"));
/** @returns {HTMLElement} */
export const columns = () => /** @type {HTMLElement} */ (document.getElementById("columns"));

/** Whether this window shows the outline in the place of the columns. */
export const narrow = matchMedia("(max-width: 720px)");

export function readGoals() {
  goals.clear();
  for (const card of /** @type {NodeListOf<HTMLElement>} */ (columns().querySelectorAll(".goal"))) {
    const number = Number(card.id.slice(5));
    const column = Number(/** @type {HTMLElement} */ (card.closest(".map-column")).dataset.column);
    const link = /** @type {HTMLAnchorElement} */ (card.querySelector(".goal-link"));
    const up = (card.dataset.ties ?? "").split(" ").filter(Boolean).map(Number);
    goals.set(number, { number, card, link, column, mine: card.classList.contains("mine"), up, below: [] });
  }
  for (const goal of goals.values()) {
    goal.up = goal.up.filter((one) => goals.has(one));
    for (const one of goal.up) goals.get(one)?.below.push(goal.number);
  }
}

/**
 * The goal whose card an event or element lies in.
 * @param {EventTarget | null} target
 * @returns {Goal | undefined}
 */
export function goalAt(target) {
  const card = target instanceof Element ? target.closest("#columns .goal") : null;
  return card ? goals.get(Number(card.id.slice(5))) : undefined;
}

/**
 * Everything above a goal, or below it; not itself.
 * @param {number} number
 * @param {"up" | "below"} way
 * @returns {Set<number>}
 */
export function reach(number, way) {
  /** @type {Set<number>} */
  const found = new Set();
  const waiting = [...(goals.get(number)?.[way] ?? [])];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    if (found.has(one)) continue;
    found.add(one);
    waiting.push(...(goals.get(one)?.[way] ?? []));
  }
  return found;
}

/** @param {Goal} goal */
export const isShown = (goal) => !goal.card.hidden && !goal.card.closest(".folded");

/** The goals that can be seen, column by column, from top to bottom. */
export const shown = () => [...goals.values()].filter(isShown);

/**
 * Load a page of ours into the dialog.
 * @param {string} address
 */
export const openDialog = (address) => htmx.ajax("GET", address, { target: "#dialog-inside", swap: "innerHTML" });
