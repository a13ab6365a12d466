// What was typed into a form with data-draft="name" is kept in this tab until it has been sent and taken.
import { around } from "./_words.js";
import { cameBack } from "./_forms.js";
import { leavesWords } from "./keep.js";

const WAIT_MILLISECONDS = 300;
const UNKEPT = ["password", "hidden", "file", "submit", "button", "reset", "image"];

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */
/**
 * `base` is the edition that the words started from: put back with them, so that what somebody else saved
 * meanwhile is never overwritten unseen.
 * @typedef {{values: Record<string, string>, base?: string, sent: boolean}} Draft
 */

/** @type {WeakMap<HTMLFormElement, Record<string, string>>} what was sent with forms that were refused */
const refused = new WeakMap();

const prefix = () => `draft:${document.body.dataset.person ?? ""}:`;
const key = (/** @type {HTMLFormElement} */ form) => `${prefix()}${location.pathname}:${form.dataset.draft}`;

export function keepDrafts() {
  tidy();
  restoreIn(document.body);
  /** @type {Map<HTMLFormElement, ReturnType<typeof setTimeout>>} */
  const waiting = new Map();
  const storeNow = (/** @type {HTMLFormElement} */ form, sent = false) => {
    clearTimeout(waiting.get(form));
    waiting.delete(form);
    store(form, sent);
  };
  document.addEventListener("input", (event) => {
    const form = draftForm(event);
    if (!form) return;
    form.toggleAttribute("data-dirty", changed(form).length > 0);
    if (!form.hasAttribute("data-dirty")) rebase(form);
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(() => storeNow(form), WAIT_MILLISECONDS));
  });
  addEventListener("submit", (event) => {
    if (around(event, "form[data-signs-out]")) forgetAll();
    const form = draftForm(event);
    if (!form || event.defaultPrevented) return;
    storeNow(form, true);
  });
  // Before the answer comes: a form that is refused is shown as it was sent, and nothing older may be put over it.
  document.addEventListener("htmx:before:request", (event) => {
    const source = /** @type {CustomEvent} */ (event).detail?.ctx?.sourceElement;
    if (source instanceof HTMLFormElement && source.dataset.draft) storeNow(source);
  });
  addEventListener("pagehide", () => [...waiting.keys()].forEach((form) => storeNow(form)));
  document.addEventListener("htmx:finally:request", (event) => {
    const context = /** @type {CustomEvent} */ (event).detail?.ctx ?? {};
    const { sourceElement, response } = context;
    if (!(sourceElement instanceof HTMLFormElement) || !sourceElement.dataset.draft) return;
    // Shown as it was sent, a refused form has no changed field; its words are still to be taken.
    if (response?.status >= 400 || leavesWords(context)) return void refused.set(sourceElement, read(key(sourceElement))?.values ?? {});
    refused.delete(sourceElement);
    storeNow(sourceElement);
    if (response) forget(sourceElement);
  });
  document.addEventListener("htmx:after:process", (event) => event.target instanceof Element && restoreIn(event.target));
  document.addEventListener("click", (event) => {
    if (around(event, "[data-discards-draft]")) discard(/** @type {HTMLFormElement | null} */ (around(event, "form")));
  });
}

/** @param {Event} event */
const draftForm = (event) => /** @type {HTMLFormElement | null} */ (around(event, "form[data-draft]"));

/**
 * @param {HTMLFormElement} form
 * @returns {Field[]}
 */
function fields(form) {
  return /** @type {Field[]} */ ([...form.elements]).filter((one) => one.name && one.matches("input, textarea, select") && !UNKEPT.includes(one.type));
}

const isTick = (/** @type {Field} */ field) => field instanceof HTMLInputElement && ["checkbox", "radio"].includes(field.type);
const label = (/** @type {Field} */ field) => (isTick(field) ? `${field.name}=${field.value}` : field.name);
const held = (/** @type {Field} */ field) => (isTick(field) ? String(/** @type {HTMLInputElement} */ (field).checked) : field.value);

/**
 * The value that the server wrote.
 * @param {Field} field
 */
function written(field) {
  if (field instanceof HTMLSelectElement) return ([...field.options].find((one) => one.defaultSelected) ?? field.options[0])?.value ?? "";
  return isTick(field) ? String(/** @type {HTMLInputElement} */ (field).defaultChecked) : field.defaultValue;
}

/**
 * @param {Field} field
 * @param {string} value
 */
function put(field, value) {
  if (isTick(field)) /** @type {HTMLInputElement} */ (field).checked = value === "true";
  else field.value = value;
}

const changed = (/** @type {HTMLFormElement} */ form) => fields(form).filter((one) => held(one) !== written(one));

/**
 * @param {HTMLFormElement} form
 * @param {boolean} sent
 */
function store(form, sent) {
  const values = { ...refused.get(form), ...Object.fromEntries(changed(form).map((one) => [label(one), held(one)])) };
  if (Object.keys(values).length) sessionStorage.setItem(key(form), JSON.stringify({ values, base: baseOf(form)?.value, sent }));
  else sessionStorage.removeItem(key(form));
}

/** @param {HTMLFormElement} form */
function baseOf(form) {
  const base = form.elements.namedItem("base");
  return base instanceof HTMLInputElement ? base : null;
}

/**
 * The words were given up: what is typed next starts from what the page shows.
 * @param {HTMLFormElement} form
 */
function rebase(form) {
  const base = baseOf(form);
  if (base) base.value = base.dataset.inForce ?? base.value;
}

/** @param {HTMLFormElement} form */
function forget(form) {
  sessionStorage.removeItem(key(form));
  form.removeAttribute("data-dirty");
  form.querySelector(".draft-note")?.remove();
}

/** @param {Element} root */
function restoreIn(root) {
  const forms = [...root.querySelectorAll("form[data-draft]"), ...(root.matches("form[data-draft]") ? [root] : [])];
  for (const form of forms) restore(/** @type {HTMLFormElement} */ (form));
}

/** @param {HTMLFormElement} form */
function restore(form) {
  const draft = read(key(form));
  // What is on its way may have left its field already.
  if (!draft || form.getAttribute("aria-busy") === "true") return;
  const taken = fields(form).filter((one) => label(one) in draft.values && held(one) === written(one) && held(one) !== draft.values[label(one)]);
  for (const one of taken) put(one, draft.values[label(one)] ?? "");
  // The words were taken after all, though the page was left before it heard so.
  if (!refused.has(form) && !changed(form).length && fields(form).some((one) => draft.values[label(one)] === written(one))) sessionStorage.removeItem(key(form));
  if (!taken.length) return;
  const base = baseOf(form);
  if (base && draft.base) {
    base.dataset.inForce = base.value;
    base.value = draft.base;
  }
  form.setAttribute("data-dirty", "");
  // As if the words had just been typed: what arrives does not replace them.
  if (form.hasAttribute("data-keep")) form.setAttribute("hx-morph-skip", "");
  note(form);
}

/** @param {HTMLFormElement} form */
function note(form) {
  const shape = /** @type {HTMLTemplateElement | null} */ (document.getElementById("draft-shape"));
  if (shape && !form.querySelector(".draft-note")) form.prepend(shape.content.cloneNode(true));
}

/** @param {HTMLFormElement | null} form */
function discard(form) {
  if (!form) return;
  for (const one of changed(form)) put(one, written(one));
  rebase(form);
  forget(form);
}

/**
 * @param {string} name
 * @returns {Draft | null}
 */
function read(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? "null");
  } catch {
    return null;
  }
}

/** A page that opens after a form was sent tells that it was taken; a page about a failure, or coming back, does not. */
function tidy() {
  const failed = "keepsDrafts" in document.documentElement.dataset || cameBack();
  for (const name of Object.keys(sessionStorage).filter((one) => one.startsWith(prefix()))) {
    const draft = read(name);
    if (!draft?.sent) continue;
    if (failed) sessionStorage.setItem(name, JSON.stringify({ ...draft, sent: false }));
    else sessionStorage.removeItem(name);
  }
}

function forgetAll() {
  for (const name of Object.keys(sessionStorage).filter((one) => one.startsWith("draft:"))) sessionStorage.removeItem(name);
}
