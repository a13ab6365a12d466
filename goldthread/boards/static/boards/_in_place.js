// @ts-check
// Lines written where they stand: Enter or leaving saves, Escape gives up. What somebody types is never replaced
// by what arrives meanwhile (kit/keep.js freezes the form), and never lost with a line that somebody else removes.
import { announce } from "../../../kit/static/kit/_messages.js";
import { around } from "../../../kit/static/kit/_words.js";

const GROWS_BY_ITSELF = CSS.supports("field-sizing", "content");
/** @typedef {HTMLTextAreaElement} Field */

/** @type {WeakMap<HTMLFormElement, string[]>} new lines that wait until the one before is in */
const waiting = new WeakMap();
/** Whether something arrived that a frozen form did not take up. */
let missed = false;

export function writeInPlace() {
  document.addEventListener("keydown", pressed);
  document.addEventListener("focusout", left);
  document.addEventListener("input", (event) => grow(fieldOf(event)));
  document.addEventListener("htmx:before:request", sent);
  document.addEventListener("htmx:finally:request", answered);
  document.addEventListener("htmx:before:swap", remember);
  document.addEventListener("htmx:after:swap", rescue);
  document.addEventListener("saved", based);
  // Before the drafts are kept.
  addEventListener("pagehide", takeBack, true);
  growAll();
}

const part = () => /** @type {HTMLElement | null} */ (document.querySelector("[data-part]"));
const fieldOf = (/** @type {Event} */ event) => /** @type {Field | null} */ (around(event, "[data-in-place]"));
const fieldIn = (/** @type {Element} */ form) => /** @type {Field} */ (form.querySelector("[data-in-place]"));
const asks = (/** @type {Element} */ form) => form.hasAttribute("data-adds");

/** Ask for the part anew. */
export function refresh() {
  part()?.dispatchEvent(new CustomEvent("refresh"));
}

/** @param {KeyboardEvent} event */
function pressed(event) {
  const field = fieldOf(event);
  if (!field?.form || event.isComposing || event.altKey) return;
  if (event.key === "Enter") {
    event.preventDefault();
    if (asks(field.form)) add(field.form);
    else save(field);
  } else if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    giveUp(field);
  }
}

/** @param {FocusEvent} event */
function left(event) {
  const field = fieldOf(event);
  const form = field?.form;
  if (!field || !form || (event.relatedTarget instanceof Node && form.contains(event.relatedTarget))) return;
  // Going to another window is not leaving the line, nor is a dialog that asks about it.
  setTimeout(() => {
    if (document.querySelector("dialog[open]")) return;
    if (document.activeElement !== field && field.isConnected && !asks(form)) save(field);
  });
}

/** @param {Field} field */
function save(field) {
  const form = /** @type {HTMLFormElement} */ (field.form);
  const words = field.value.split(/\s+/).filter(Boolean).join(" ");
  if (words === field.defaultValue || (!words && field.required)) release(form);
  else if (form.getAttribute("aria-busy") !== "true") form.requestSubmit();
}

/** @param {HTMLFormElement} form */
function add(form) {
  const field = fieldIn(form);
  if (!field.value.trim()) return;
  if (form.getAttribute("aria-busy") !== "true") return form.requestSubmit();
  // The one before is on its way still; the next may be typed all the same.
  waiting.set(form, [...(waiting.get(form) ?? []), field.value]);
  put(field, "");
  grow(field);
}

/**
 * Send the first of the lines that wait; what is being typed stays in its field.
 * @param {HTMLFormElement} form
 */
function sendNext(form) {
  const [words, ...others] = waiting.get(form) ?? [];
  if (words === undefined || !form.isConnected) return;
  waiting.set(form, others);
  const field = fieldIn(form);
  const { value, selectionStart, selectionEnd } = field;
  put(field, words);
  form.requestSubmit();
  put(field, value);
  field.setSelectionRange(selectionStart, selectionEnd);
  grow(field);
}

/** What waits goes back into its field: not all of it can be sent now. */
function takeBack() {
  for (const form of document.querySelectorAll("form.words[data-adds]")) {
    const lines = waiting.get(/** @type {HTMLFormElement} */ (form)) ?? [];
    waiting.delete(/** @type {HTMLFormElement} */ (form));
    if (lines.length) put(fieldIn(form), [...lines, fieldIn(form).value].filter(Boolean).join(" "));
  }
}

/**
 * Other words in a field, so that the draft of its form (kit/_drafts.js) follows.
 * @param {Field} field
 * @param {string} words
 */
function put(field, words) {
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** @param {Field} field */
function giveUp(field) {
  put(field, field.defaultValue);
  field.blur();
  release(/** @type {HTMLFormElement} */ (field.form));
}

/**
 * Nothing to save: the form follows what arrives again.
 * @param {HTMLFormElement} form
 */
function release(form) {
  const field = fieldIn(form);
  if (field.value !== field.defaultValue) put(field, field.defaultValue);
  grow(field);
  form.removeAttribute("data-dirty");
  form.removeAttribute("hx-morph-skip");
  if (!missed) return;
  missed = false;
  refresh();
}

/** @param {Event} event */
const contextOf = (event) => /** @type {CustomEvent} */ (event).detail?.ctx;

/**
 * A new line leaves its field as soon as it is on its way, so that the next one can be typed at once.
 * @param {Event} event
 */
function sent(event) {
  const form = contextOf(event)?.sourceElement;
  if (!(form instanceof HTMLFormElement) || !form.matches(".words")) return;
  const field = fieldIn(form);
  form.dataset.underway = field.value;
  if (!asks(form)) return;
  field.value = "";
  grow(field);
}

/**
 * The server says which edition the saved words became: what is typed next starts from it.
 * @param {Event} event
 */
function based(event) {
  const form = event.target instanceof Element ? event.target.closest("form.words") : null;
  const base = form?.querySelector("[name=base]");
  if (base instanceof HTMLInputElement) base.value = String(/** @type {CustomEvent} */ (event).detail?.base ?? base.value);
}

/** @param {Event} event */
function answered(event) {
  const context = contextOf(event);
  const form = context?.sourceElement;
  if (!(form instanceof HTMLFormElement)) return;
  const status = context.response?.status ?? 0;
  if (form.matches("[data-adds]")) return added(form, status);
  if (form.matches(".words")) return worded(form, status);
  if (form.closest("#crossed") && status > 0 && status < 300) settled(form);
}

/**
 * @param {HTMLFormElement} form
 * @param {number} status 0 where nothing came back
 */
function added(form, status) {
  const field = fieldIn(form);
  const words = form.dataset.underway ?? "";
  delete form.dataset.underway;
  const well = status > 0 && status < 300;
  if (well) {
    announce(part()?.dataset.saved ?? "");
    // As soon as this one has left the queue of the form.
    queueMicrotask(() => sendNext(form));
  } else {
    takeBack();
    put(field, field.value ? `${words} ${field.value}` : words);
  }
  grow(field);
}

/**
 * @param {HTMLFormElement} form
 * @param {number} status
 */
function worded(form, status) {
  const field = fieldIn(form);
  const sentWords = form.dataset.underway ?? field.value;
  delete form.dataset.underway;
  const well = status > 0 && status < 300;
  const typedSince = field.value !== sentWords;
  if (well) {
    field.defaultValue = sentWords;
    announce(part()?.dataset.saved ?? "");
    if (!typedSince) return;
  }
  // Not saved, or only as it was before: what is typed stays, with the edition it started from.
  form.setAttribute("data-dirty", "");
  form.setAttribute("hx-morph-skip", "");
  if (well && document.activeElement !== field) save(field);
}

/**
 * The choice after a crossing was made in the dialog; the line it began in may follow again.
 * @param {HTMLFormElement} form
 */
function settled(form) {
  const begun = document.querySelector(form.getAttribute("hx-target") || "none");
  if (!(begun instanceof HTMLFormElement) || !begun.matches(".words")) return;
  missed = true;
  release(begun);
}

/** @type {Map<string, string>} what is being written, by the id of its field */
const writing = new Map();

/** @param {Event} event */
function remember(event) {
  if (contextOf(event)?.sourceElement !== part()) return;
  writing.clear();
  for (const form of document.querySelectorAll("form.words[hx-morph-skip]")) {
    missed = true;
    if (form.hasAttribute("data-dirty")) writing.set(fieldIn(form).id, fieldIn(form).value);
  }
}

/** Somebody removed the line that is being written: its words are shown, to be put where they belong. */
function rescue() {
  follow();
  growAll();
  const shape = /** @type {HTMLTemplateElement | null} */ (document.getElementById("rescued-shape"));
  for (const [id, words] of writing) {
    if (document.getElementById(id) || !shape) continue;
    const notice = /** @type {DocumentFragment} */ (shape.content.cloneNode(true));
    /** @type {Element} */ (notice.querySelector("[data-rescued]")).textContent = words;
    document.getElementById("undo")?.append(notice);
  }
  writing.clear();
}

/** A field that has the focus and was not typed into follows what arrives, too. */
function follow() {
  for (const form of document.querySelectorAll("form.words:not([data-adds], [data-dirty], [hx-morph-skip], [aria-busy])")) {
    const field = fieldIn(form);
    if (field.value !== field.defaultValue) field.value = field.defaultValue;
  }
}

/** @param {Field | null} field */
function grow(field) {
  if (!field || GROWS_BY_ITSELF) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}

function growAll() {
  if (!GROWS_BY_ITSELF) document.querySelectorAll("[data-in-place]").forEach((one) => grow(/** @type {Field} */ (one)));
}
