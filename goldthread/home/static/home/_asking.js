// The dialog of search: a field that keeps the focus, and results that the arrows choose from (a combobox with a list).
import { announce } from "../../../kit/static/kit/_messages.js";
import { around } from "../../../kit/static/kit/_words.js";

const dialog = () => /** @type {HTMLDialogElement | null} */ (document.getElementById("search"));
const field = () => /** @type {HTMLInputElement | null} */ (document.getElementById("search-field"));
const list = () => document.getElementById("search-options");
const options = () => /** @type {HTMLElement[]} */ ([...(list()?.querySelectorAll('[role="option"]') ?? [])]);

export function beginSearch() {
  nameTheKey();
  document.addEventListener("click", (event) => {
    const pressed = /** @type {MouseEvent} */ (event);
    if (!around(event, "#tool-search") || pressed.ctrlKey || pressed.metaKey || pressed.shiftKey || pressed.button) return;
    event.preventDefault();
    openSearch();
  });
  // A result on the page one is on leads to a place in it: nothing would close the dialog then.
  dialog()?.addEventListener("click", (event) => { if (around(event, '[role="option"]')) dialog()?.close(); });
  field()?.addEventListener("keydown", pressed);
  document.addEventListener("htmx:after:swap", (event) => {
    const target = /** @type {CustomEvent} */ (event).detail?.ctx?.target;
    if (target === "#search-found" || target?.id === "search-found") arrived();
  });
}

export function openSearch() {
  if (document.querySelector("dialog[open]")) return;
  dialog()?.showModal();
  field()?.focus();
  field()?.select();
  // htmx begins in a turn of its own once the page is there; whoever is quicker with the key would be asked for nothing.
  setTimeout(() => field()?.dispatchEvent(new CustomEvent("ask", { bubbles: true })));
}

function arrived() {
  choose(options()[0]);
  announce(list()?.dataset.said ?? "");
}

/** @param {KeyboardEvent} event */
function pressed(event) {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const all = options();
  const at = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
  const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? all.length - 1 : at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to !== undefined && all.length) {
    event.preventDefault();
    choose(all.at(to % all.length));
  } else if (event.key === "Enter" && at >= 0 && isAnswered()) {
    // Before the answer is there, the form goes to the page of search: never to what stood there for other words.
    event.preventDefault();
    all[at].click();
  }
}

function isAnswered() {
  return list()?.dataset.question?.trim() === field()?.value.trim();
}

/** @param {HTMLElement | undefined} option */
function choose(option) {
  for (const one of options()) one.setAttribute("aria-selected", String(one === option));
  if (option) field()?.setAttribute("aria-activedescendant", option.id);
  else field()?.removeAttribute("aria-activedescendant");
  option?.scrollIntoView({ block: "nearest" });
}

/** On a Mac the key beside the space bar, elsewhere Control. */
function nameTheKey() {
  const sign = document.querySelector("#tool-search kbd");
  if (sign && /Mac|iPhone|iPad/.test(navigator.platform)) sign.textContent = "⌘K";
}
