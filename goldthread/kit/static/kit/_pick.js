// A long select (`select[data-search]`) becomes a field to search in. The select stays in the form and keeps the value;
// without scripts it is all there is.
import { announce } from "./_messages.js";

const MOST_SHOWN = 60;
/** @type {WeakMap<HTMLSelectElement, HTMLInputElement>} */
const fields = new WeakMap();
/** @type {{select: HTMLSelectElement, field: HTMLInputElement, list: HTMLElement} | null} */
let open = null;

export function searchInSelects() {
  enhanceIn(document.body);
  document.addEventListener("htmx:after:process", (event) => event.target instanceof Element && enhanceIn(event.target));
  document.addEventListener("reset", (event) => later(event.target));
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-discards-draft]")) later(event.target.closest("form"));
  });
}

/** @param {Element} root */
function enhanceIn(root) {
  for (const select of /** @type {NodeListOf<HTMLSelectElement>} */ (root.querySelectorAll("select[data-search]"))) {
    if (!fields.has(select)) enhance(select);
  }
}

/** @param {HTMLSelectElement} select */
function enhance(select) {
  const field = document.createElement("input");
  field.type = "text";
  field.id = select.id;
  field.dir = "auto";
  field.autocomplete = "off";
  field.autofocus = select.autofocus;
  field.placeholder = [...select.options].find((one) => !one.value)?.text ?? "";
  for (const name of ["aria-describedby", "aria-invalid"]) if (select.hasAttribute(name)) field.setAttribute(name, select.getAttribute(name) ?? "");
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" })) field.setAttribute(name, value);
  const holder = document.createElement("div");
  holder.className = "pick";
  select.id = `${select.id}-value`;
  select.hidden = true;
  select.after(holder);
  holder.append(field);
  fields.set(select, field);
  write(select, field);
  field.addEventListener("input", () => show(select, field, field.value));
  field.addEventListener("click", () => { if (!open) show(select, field, ""); });
  field.addEventListener("focus", () => field.select());
  field.addEventListener("blur", () => leave(select, field));
  field.addEventListener("keydown", (event) => { if (!event.isComposing && press(select, field, event.key)) event.preventDefault(); });
}

/**
 * @param {HTMLSelectElement} select
 * @param {HTMLInputElement} field
 */
function write(select, field) {
  const chosen = select.selectedOptions[0];
  field.value = chosen?.value ? chosen.text : "";
}

/** @param {EventTarget | null} form */
function later(form) {
  if (!(form instanceof HTMLFormElement)) return;
  setTimeout(() => {
    for (const select of form.querySelectorAll("select")) if (fields.has(select)) write(select, /** @type {HTMLInputElement} */ (fields.get(select)));
  });
}

/**
 * @param {HTMLSelectElement} select
 * @param {HTMLInputElement} field
 * @param {string} sought
 */
function show(select, field, sought) {
  const words = sought.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const fitting = [...select.options].filter((one) => one.value && words.every((word) => one.text.toLocaleLowerCase().includes(word)));
  const list = open?.select === select ? open.list : made(field);
  list.replaceChildren(...groups(fitting.slice(0, MOST_SHOWN), field.id));
  open = { select, field, list };
  list.hidden = !fitting.length;
  field.setAttribute("aria-expanded", String(fitting.length > 0));
  mark(words.length ? list.querySelector('[role="option"]') : list.querySelector(`[data-value="${CSS.escape(select.value)}"]`));
  if (words.length) announce(String(fitting.length));
}

/** @param {HTMLInputElement} field */
function made(field) {
  close();
  const list = document.createElement("div");
  list.className = "pick-list";
  list.id = `${field.id}-list`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.labels?.[0]?.textContent?.trim() ?? "");
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const option = event.target instanceof Element ? event.target.closest('[role="option"]') : null;
    if (option && open) choose(open.select, open.field, /** @type {HTMLElement} */ (option));
  });
  field.after(list);
  field.setAttribute("aria-controls", list.id);
  return list;
}

/**
 * The options as rows, under the name of the group they stand in.
 * @param {HTMLOptionElement[]} options
 * @param {string} name
 */
function groups(options, name) {
  /** @type {Map<string, HTMLElement>} */
  const made = new Map();
  for (const [place, option] of options.entries()) {
    const label = option.parentElement instanceof HTMLOptGroupElement ? option.parentElement.label : "";
    const group = made.get(label) ?? groupOf(label);
    made.set(label, group);
    group.append(row(option, `${name}-${place}`));
  }
  return made.values();
}

/** @param {string} label */
function groupOf(label) {
  const group = document.createElement("div");
  if (!label) return group;
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", label);
  const head = document.createElement("div");
  head.className = "menu-head";
  head.setAttribute("aria-hidden", "true");
  head.textContent = label;
  group.append(head);
  return group;
}

/**
 * @param {HTMLOptionElement} option
 * @param {string} id
 */
function row(option, id) {
  const made = document.createElement("div");
  made.id = id;
  made.dir = "auto";
  made.dataset.value = option.value;
  made.textContent = option.text;
  made.setAttribute("role", "option");
  made.setAttribute("aria-selected", "false");
  return made;
}

/** @param {Element | null} option */
function mark(option) {
  if (!open) return;
  for (const one of open.list.querySelectorAll('[role="option"]')) one.setAttribute("aria-selected", String(one === option));
  if (option) open.field.setAttribute("aria-activedescendant", option.id);
  else open.field.removeAttribute("aria-activedescendant");
  option?.scrollIntoView({ block: "nearest" });
}

/**
 * @param {HTMLSelectElement} select
 * @param {HTMLInputElement} field
 * @param {string} key
 * @returns {boolean} whether the key was meant for the list
 */
function press(select, field, key) {
  if (key === "ArrowDown" || key === "ArrowUp") {
    if (!open) show(select, field, "");
    else step(key === "ArrowDown" ? 1 : -1);
    return true;
  }
  const marked = /** @type {HTMLElement | null} */ (open?.list.querySelector('[aria-selected="true"]') ?? null);
  if (key === "Escape" && open) {
    write(select, field);
    close();
    return true;
  }
  if (key === "Enter" && marked) {
    choose(select, field, marked);
    return true;
  }
  return false;
}

/** @param {number} by */
function step(by) {
  const options = [...(open?.list.querySelectorAll('[role="option"]') ?? [])];
  const at = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
  mark(options.at((at < 0 && by < 0 ? options.length : at + by) % options.length) ?? null);
}

/**
 * @param {HTMLSelectElement} select
 * @param {HTMLInputElement} field
 * @param {HTMLElement} option
 */
function choose(select, field, option) {
  set(select, option.dataset.value ?? "");
  write(select, field);
  close();
}

/**
 * An emptied field chooses nothing; words that were not chosen go.
 * @param {HTMLSelectElement} select
 * @param {HTMLInputElement} field
 */
function leave(select, field) {
  if (!field.value.trim()) set(select, "");
  write(select, field);
  close();
}

/**
 * @param {HTMLSelectElement} select
 * @param {string} value
 */
function set(select, value) {
  if (select.value === value) return;
  select.value = value;
  for (const kind of ["input", "change"]) select.dispatchEvent(new Event(kind, { bubbles: true }));
}

function close() {
  if (!open) return;
  const { field, list } = open;
  open = null;
  list.remove();
  field.setAttribute("aria-expanded", "false");
  for (const name of ["aria-controls", "aria-activedescendant"]) field.removeAttribute(name);
}
