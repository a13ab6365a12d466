// @ts-check
/**
 * Tasks are dragged between the columns of a sprint's list, by mouse or finger. The buttons on each task do the same
 * for the keyboard and without scripts.
 */

/** @typedef {{task: HTMLElement, column: HTMLElement | null, x: number, y: number, moved: boolean}} Drag */
/** @type {Drag | null} */
let drag = null;

/** @param {PointerEvent} event */
function lift(event) {
  const target = event.target instanceof Element ? event.target : null;
  const task = target?.closest("[data-task]");
  if (!(task instanceof HTMLElement) || target?.closest("button, a, input") || event.button !== 0) return;
  drag = { task, column: null, x: event.clientX, y: event.clientY, moved: false };
}

/** @param {PointerEvent} event */
function carry(event) {
  if (!drag) return;
  if (!drag.moved && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < 6) return;
  drag.moved = true;
  drag.task.classList.add("lifted");
  const below = document.elementFromPoint(event.clientX, event.clientY)?.closest(".tasks-column");
  const home = drag.task.closest(".tasks");
  const column = below instanceof HTMLElement && below.closest(".tasks") === home ? below : null;
  if (column !== drag.column) {
    drag.column?.classList.remove("over");
    column?.classList.add("over");
    drag.column = column;
  }
  event.preventDefault();
}

/** @param {PointerEvent} event */
function drop(event) {
  if (!drag) return;
  const { task, column, moved } = drag;
  drag = null;
  task.classList.remove("lifted");
  column?.classList.remove("over");
  if (!moved || !column) return;
  const values = { state: column.dataset.state ?? "to_do", before: neighbour(column, task, event.clientY) };
  htmx.ajax("POST", task.dataset.task ?? "", { source: task, target: "#sprints", swap: "outerMorph", values });
}

/**
 * The task that the dropped one comes to stand before.
 * @param {HTMLElement} column @param {HTMLElement} task @param {number} y
 */
function neighbour(column, task, y) {
  for (const other of column.querySelectorAll("[data-task]")) {
    const box = other.getBoundingClientRect();
    if (other !== task && other instanceof HTMLElement && y < box.top + box.height / 2) return other.dataset.number ?? "";
  }
  return "";
}

document.addEventListener("pointerdown", lift);
document.addEventListener("pointermove", carry);
document.addEventListener("pointerup", drop);
document.addEventListener("pointercancel", () => {
  drag?.task.classList.remove("lifted");
  drag = null;
});
