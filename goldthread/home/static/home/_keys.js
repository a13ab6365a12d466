// Keys that work on every page: those that lead somewhere stand as links in the sheet of keys (#keys).
import { openSearch } from "./_asking.js";

const WAIT_MILLISECONDS = 1500;
const YEAR_SECONDS = 31_536_000;
/** The first key of two, until the second comes or the wait is over. */
let begun = "";
let timer = 0;

export function beginKeys() {
  // On the way down: the second key of a pair must not reach what a page does with that letter.
  window.addEventListener("keydown", pressed, true);
  const on = /** @type {HTMLInputElement | null} */ (document.getElementById("keys-on"));
  if (!on) return;
  on.checked = areOn();
  on.addEventListener("change", () => keep(on.checked));
}

/** @param {KeyboardEvent} event */
function pressed(event) {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") return done(event, openSearch);
  const free = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing && !event.repeat;
  if (!free || isTyping(event) || document.querySelector("dialog[open]") || !areOn()) return wait("");
  if (event.key === "/") return done(event, openSearch);
  if (event.key === "?") return done(event, openSheet);
  if (event.shiftKey || event.key.length > 1) return undefined;
  const keys = begun ? `${begun} ${event.key.toLowerCase()}` : event.key.toLowerCase();
  const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll("#keys a[data-keys]")]);
  const link = links.find((one) => one.dataset.keys === keys);
  if (link) return done(event, () => link.click());
  return wait(!begun && links.some((one) => one.dataset.keys?.startsWith(`${keys} `)) ? keys : "");
}

/**
 * @param {KeyboardEvent} event
 * @param {() => void} deed
 */
function done(event, deed) {
  event.preventDefault();
  event.stopImmediatePropagation();
  wait("");
  deed();
}

/** @param {string} key */
function wait(key) {
  begun = key;
  clearTimeout(timer);
  if (key) timer = setTimeout(() => { begun = ""; }, WAIT_MILLISECONDS);
}

function openSheet() {
  /** @type {HTMLDialogElement | null} */ (document.getElementById("keys"))?.showModal();
}

/** @param {KeyboardEvent} event */
function isTyping(event) {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])") !== null;
}

function areOn() {
  return !document.cookie.split("; ").includes("keys=off");
}

/** @param {boolean} on */
function keep(on) {
  const root = document.documentElement.dataset.root || "/";
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `keys=off; path=${root}; max-age=${on ? 0 : YEAR_SECONDS}; samesite=lax${secure}`;
}
