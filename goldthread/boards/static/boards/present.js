// @ts-check
// Slides: arrow keys, a press, a swipe (the browser's own scrolling); Escape leaves.
import { around } from "../../../kit/static/kit/_words.js";

const ON = ["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"];
const BACK = ["ArrowLeft", "ArrowUp", "PageUp", "Backspace"];

const show = () => /** @type {HTMLElement} */ (document.querySelector(".show"));
const slides = () => /** @type {HTMLElement} */ (document.getElementById("slides"));
const at = () => Math.round(slides().scrollLeft / slides().clientWidth);

/** @param {number} place */
function go(place) {
  const last = slides().children.length - 1;
  slides().scrollTo({ left: Math.min(Math.max(place, 0), last) * slides().clientWidth });
}

function count() {
  const said = document.getElementById("slide-count");
  if (!said) return;
  const words = (said.dataset.words ?? "").replace("{place}", String(at() + 1)).replace("{count}", String(slides().children.length));
  if (said.textContent !== words) said.textContent = words;
}

function leave() {
  location.assign(show().dataset.leavesTo ?? "..");
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || around(event, "a, button")) {
    if (event.key !== "Escape" && !event.key.startsWith("Arrow")) return;
  }
  if (ON.includes(event.key)) go(at() + 1);
  else if (BACK.includes(event.key)) go(at() - 1);
  else if (event.key === "Home") go(0);
  else if (event.key === "End") go(slides().children.length - 1);
  else if (event.key === "f" || event.key === "F") fill();
  else if (event.key === "Escape") leave();
  else return;
  event.preventDefault();
});

document.addEventListener("click", (event) => {
  const step = around(event, "[data-step]");
  if (step) go(at() + Number(step.dataset.step));
  else if (around(event, "[data-fills]")) fill();
  else if (around(event, ".slide") && !getSelection()?.toString()) go(at() + (event.clientX < innerWidth / 3 ? -1 : 1));
});

// In full screen the browser takes Escape for itself; leaving it leaves the slides.
let filled = false;
document.addEventListener("fullscreenchange", () => {
  if (filled && !document.fullscreenElement) leave();
  filled = Boolean(document.fullscreenElement);
});

function fill() {
  if (!document.fullscreenElement) document.documentElement.requestFullscreen?.().catch(() => {});
}

// Scrolling does not bubble, and a part that arrives anew keeps its place.
document.addEventListener("scroll", count, { capture: true, passive: true });
document.addEventListener("htmx:after:swap", count);
addEventListener("resize", count);
slides().focus({ preventScroll: true });
count();
