// @ts-check
// Folded columns and branches: each viewer's own, remembered by the browser for each product.
import { columns, goals, map } from "./_map_thread.js";
import { draw } from "./_map_lines.js";

/** @type {{columns: number[], goals: number[]}} */
let folds = { columns: [], goals: [] };

const key = () => `goldthread:folds:${map().dataset.product}`;

export function readFolds() {
  document.addEventListener("toggle", followOutline, true);
  try {
    folds = { columns: [], goals: [], ...JSON.parse(localStorage.getItem(key()) ?? "{}") };
  } catch {
    // A browser that keeps nothing, or something that was not ours: nothing is folded.
    folds = { columns: [], goals: [] };
  }
}

/** @param {number} number */
export const isFolded = (number) => folds.goals.includes(number);

/**
 * Fold or unfold a column (0 to 3) or what is below a goal.
 * @param {"columns" | "goals"} kind
 * @param {number} which
 */
export function toggleFold(kind, which) {
  const kept = folds[kind].filter((one) => one !== which);
  folds[kind] = kept.length < folds[kind].length ? kept : [...kept, which];
  try {
    localStorage.setItem(key(), JSON.stringify(folds));
  } catch {
    // Folded for now, not remembered.
  }
  fold();
  draw();
}

/** Show and hide by what is folded; after a part has arrived, again. */
export function fold() {
  for (const column of /** @type {NodeListOf<HTMLElement>} */ (columns().querySelectorAll(".map-column"))) {
    const isClosed = folds.columns.includes(Number(column.dataset.column));
    column.classList.toggle("folded", isClosed);
    columns().classList.toggle(`fold-${column.dataset.column}`, isClosed);
    column.querySelector(".fold-column")?.setAttribute("aria-expanded", String(!isClosed));
  }
  const hidden = hiddenByBranches();
  for (const goal of goals.values()) goal.card.hidden = hidden.has(goal.number);
  for (const goal of goals.values()) markFolded(goal);
  for (const level of outline()) if (closedLevels().includes(level.dataset.level ?? "")) level.open = false;
}

/** @returns {HTMLDetailsElement[]} the levels of the outline that narrow screens show */
const outline = () => [...document.querySelectorAll("#outline > details")].filter((one) => one instanceof HTMLDetailsElement);

/** @returns {string[]} the levels folded in the outline: for as long as the tab is open */
function closedLevels() {
  try {
    return JSON.parse(sessionStorage.getItem(`${key()}:outline`) ?? "[]");
  } catch {
    return [];
  }
}

/** @param {Event} event */
function followOutline(event) {
  const level = event.target;
  if (!(level instanceof HTMLDetailsElement) || !level.matches("#outline > details") || !level.isConnected) return;
  const others = closedLevels().filter((one) => one !== level.dataset.level);
  try {
    sessionStorage.setItem(`${key()}:outline`, JSON.stringify(level.open ? others : [...others, level.dataset.level]));
  } catch {
    // Folded for now, not remembered.
  }
}

/** A goal is hidden when every way up from it passes through a folded goal. */
function hiddenByBranches() {
  /** @type {Set<number>} */
  const hidden = new Set();
  const folded = new Set(folds.goals);
  for (let grew = folded.size > 0; grew; ) {
    grew = false;
    for (const goal of goals.values()) {
      if (hidden.has(goal.number) || !goal.up.length) continue;
      if (!goal.up.every((one) => folded.has(one) || hidden.has(one))) continue;
      hidden.add(goal.number);
      grew = true;
    }
  }
  return hidden;
}

/**
 * The number of steps folded away, as a button on the knot that they hang from.
 * @param {import("./_map_thread.js").Goal} goal
 */
function markFolded(goal) {
  const away = isFolded(goal.number) ? goal.below.length : 0;
  let mark = goal.card.querySelector(".steps-folded");
  if (!away) return mark?.remove();
  if (!mark) {
    mark = document.createElement("button");
    mark.className = "steps-folded";
    mark.setAttribute("type", "button");
    goal.card.append(mark);
  }
  mark.textContent = `+${away}`;
  mark.setAttribute("aria-label", `${document.getElementById("map-words")?.dataset.unfold} (${away})`);
}
