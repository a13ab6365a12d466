// Names to choose from while somebody writes "@" in a field with data-mentions. Without it, names can be typed in full.
// @ts-check
import "../../../kit/static/kit/keep.js";

const WAIT_MILLISECONDS = 90;
// "@", then up to three words, at the end of what stands before the caret; not inside a word or an e-mail address.
const BEGUN = /(?<![\p{L}\p{N}_@.+-])@((?:[\p{L}\p{M}\p{N}'’.-]+ ?){0,3})$/u;

/** @typedef {{field: HTMLTextAreaElement, list: HTMLUListElement, from: number}} Choosing */
/** @type {Choosing | null} */
let choosing = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;
let asked = 0;

document.addEventListener("input", (event) => {
  const field = mentioning(event);
  if (!field) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => offer(field), WAIT_MILLISECONDS);
});
document.addEventListener("keydown", (event) => {
  if (!choosing || event.target !== choosing.field || event.isComposing) return;
  if (press(event.key)) event.preventDefault();
}, true);
document.addEventListener("mousedown", (event) => {
  const option = event.target instanceof Element ? event.target.closest(".mention-names > li") : null;
  if (!option) return;
  // The field keeps the focus, so that one can write on.
  event.preventDefault();
  put(/** @type {HTMLElement} */ (option));
});
document.addEventListener("focusout", (event) => { if (choosing && event.target === choosing.field) close(); });

/** @param {Event} event */
function mentioning(event) {
  return event.target instanceof HTMLTextAreaElement && event.target.dataset.mentions ? event.target : null;
}

/** @param {HTMLTextAreaElement} field */
async function offer(field) {
  const begun = BEGUN.exec(field.value.slice(0, field.selectionStart));
  const turn = ++asked;
  if (!begun) return close();
  const answer = await fetch(`${field.dataset.mentions}?q=${encodeURIComponent((begun[1] ?? "").trim())}`, { headers: { "HX-Request": "true" } });
  const options = answer.ok ? read(await answer.text()) : [];
  // Somebody who types faster than the answers come is shown the last one only.
  if (turn !== asked || document.activeElement !== field) return;
  if (!options.length) return close();
  show(field, options, begun.index);
}

/** @param {string} text */
function read(text) {
  return [...new DOMParser().parseFromString(`<ul>${text}</ul>`, "text/html").querySelectorAll("li")];
}

/**
 * @param {HTMLTextAreaElement} field
 * @param {HTMLLIElement[]} options
 * @param {number} from where the @ stands
 */
function show(field, options, from) {
  const list = choosing?.field === field ? choosing.list : made(field);
  list.replaceChildren(...options);
  choosing = { field, list, from };
  select(options[0]);
}

/** @param {HTMLTextAreaElement} field */
function made(field) {
  close();
  const list = document.createElement("ul");
  list.className = "mention-names";
  list.id = `${field.id}-names`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.labels?.[0]?.textContent?.trim() ?? "");
  const place = document.createElement("div");
  place.className = "mention-place";
  field.after(place);
  place.append(list);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  return list;
}

/** @param {Element | null | undefined} option */
function select(option) {
  if (!choosing || !option) return;
  for (const one of choosing.list.children) one.setAttribute("aria-selected", String(one === option));
  choosing.field.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

/**
 * @param {string} key
 * @returns {boolean} whether the key was meant for the list
 */
function press(key) {
  const list = /** @type {Choosing} */ (choosing).list;
  const at = list.querySelector('[aria-selected="true"]');
  if (key === "ArrowDown") select(at?.nextElementSibling ?? list.firstElementChild);
  else if (key === "ArrowUp") select(at?.previousElementSibling ?? list.lastElementChild);
  else if (key === "Enter" || key === "Tab") put(/** @type {HTMLElement} */ (at));
  else if (key === "Escape") close();
  else return false;
  return true;
}

/** @param {HTMLElement} option */
function put(option) {
  if (!choosing) return;
  const { field, from } = choosing;
  field.setRangeText(`@${option.dataset.name} `, from, field.selectionStart, "end");
  close();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function close() {
  asked += 1;
  if (!choosing) return;
  const { field, list } = choosing;
  choosing = null;
  list.parentElement?.remove();
  for (const name of ["aria-autocomplete", "aria-controls", "aria-activedescendant"]) field.removeAttribute(name);
}
