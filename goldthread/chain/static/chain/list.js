// @ts-check
// Ticking goals of the list: one by one with Space, all between with Shift, all that are shown; and saying how many are.

/** @type {HTMLInputElement | null} */
let last = null;

const ticks = () => /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll("#list .goal-tick")]);

/** @param {Event} event */
const tickOf = (event) => (event.target instanceof HTMLInputElement && event.target.matches("#list .goal-tick") ? event.target : null);

/**
 * Give all between the last tick and this one the same state.
 * @param {HTMLInputElement} to
 */
function between(to) {
  const all = ticks();
  // The list may have been put in place anew since: the goal is found again by its id.
  const from = last ? all.findIndex((one) => one.id === last?.id) : -1;
  const until = all.indexOf(to);
  if (from < 0) return;
  for (const one of all.slice(Math.min(from, until), Math.max(from, until) + 1)) one.checked = to.checked;
}

function count() {
  const all = ticks();
  const ticked = all.filter((one) => one.checked).length;
  const said = document.getElementById("ticked-count");
  if (said) said.textContent = ticked ? (said.dataset.words ?? "").replace("{count}", String(ticked)) : "";
  const whole = document.getElementById("tick-all");
  if (whole instanceof HTMLInputElement) {
    whole.checked = ticked > 0 && ticked === all.length;
    whole.indeterminate = ticked > 0 && ticked < all.length;
  }
}

document.addEventListener("click", (event) => {
  const tick = tickOf(event);
  if (!tick) return;
  if (event.shiftKey) between(tick);
  last = tick;
  count();
});
document.addEventListener("keydown", (event) => {
  const tick = tickOf(event);
  if (!tick || event.key !== " " || !event.shiftKey) return;
  event.preventDefault();
  tick.checked = !tick.checked;
  between(tick);
  last = tick;
  count();
});
document.addEventListener("change", (event) => {
  if (!(event.target instanceof HTMLInputElement) || event.target.id !== "tick-all") return;
  for (const one of ticks()) one.checked = event.target.checked;
  count();
});
document.addEventListener("htmx:after:swap", count);
addEventListener("pageshow", count);
count();
