// @ts-check
// Turns the slides of the wall; a key or a tap stops it. What the slides say follows by itself (hx-trigger).
import { around } from "../../../kit/static/kit/_words.js";

const TOOLS_MILLISECONDS = 4000; // how long the tools stay after a hand has moved
const SAID_MILLISECONDS = 3000;
const AFRESH_MILLISECONDS = 12 * 3600 * 1000; // a wall hangs for months: it takes up a new edition of the product by itself

const wall = /** @type {HTMLElement} */ (document.querySelector(".wall"));
const turns = (wall.dataset.turns ?? "").split(" ").filter(Boolean);
const began = Date.now();
// In a hand all slides stand under each other (wall.css): nothing turns away under the thumb.
const inHand = matchMedia("(max-width: 900px) and (orientation: portrait)");
let paused = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let turning;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waking;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let saying;

/** @param {number} step */
function turn(step) {
  const at = turns.indexOf(wall.dataset.view ?? "");
  wall.dataset.view = turns[(at + step + turns.length) % turns.length];
  wait();
}

function wait() {
  clearTimeout(turning);
  if (!paused && turns.length > 1 && !inHand.matches) turning = setTimeout(() => turn(1), 1000 * Number(wall.dataset.seconds || 30));
}

function pause() {
  if (turns.length < 2 || inHand.matches) return;
  paused = !paused;
  wall.querySelector("[data-pause]")?.setAttribute("aria-pressed", String(paused));
  say((paused ? wall.dataset.pausedWords : wall.dataset.turningWords) ?? "", paused);
  wait();
}

/**
 * @param {string} words
 * @param {boolean} stays
 */
function say(words, stays) {
  const place = document.getElementById("wall-said");
  if (!place) return;
  place.textContent = words;
  clearTimeout(saying);
  if (!stays) saying = setTimeout(() => (place.textContent = ""), SAID_MILLISECONDS);
}

function wake() {
  wall.classList.add("awake");
  clearTimeout(waking);
  waking = setTimeout(() => wall.classList.remove("awake"), TOOLS_MILLISECONDS);
}

function fill() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {});
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const onControl = around(event, "a, button");
  if (event.key === "ArrowRight") turn(1);
  else if (event.key === "ArrowLeft") turn(-1);
  else if (event.key === "p" || event.key === "P" || (event.key === " " && !onControl)) pause();
  else if (event.key === "f" || event.key === "F") fill();
  else return;
  event.preventDefault();
});

document.addEventListener("click", (event) => {
  const step = around(event, "[data-step]");
  if (step) turn(Number(step.dataset.step));
  else if (around(event, "[data-fills]")) fill();
  else if (around(event, "[data-pause]") || (around(event, ".wall") && !around(event, ".wall-tools") && !getSelection()?.toString())) pause();
});
document.addEventListener("pointermove", wake);
document.addEventListener("pointerdown", wake);

// The stream was refused or ended: ask, and learn whether the link still holds.
document.addEventListener("htmx:sse:error", () => document.getElementById("slides")?.dispatchEvent(new CustomEvent("refresh")));
document.addEventListener("htmx:after:swap", () => {
  // The server has just answered, so that it can be asked for the whole page.
  if (Date.now() - began > AFRESH_MILLISECONDS) location.replace(`?view=${wall.dataset.view}&seconds=${wall.dataset.seconds}`);
});

// Nobody touches a wall: keep the screen on, where the browser lets a page ask for it.
const stayOn = () => /** @type {any} */ (navigator).wakeLock?.request("screen").catch(() => {});
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && stayOn());
inHand.addEventListener("change", wait);
stayOn();
wait();
