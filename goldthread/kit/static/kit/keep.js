// @ts-check
/**
 * While somebody writes in a form marked `data-keep`, nothing that arrives replaces it: neither the words nor the
 * hidden `base` that says from which version they started. After an answer the form follows again.
 */

/** @param {Event} event */
function held(event) {
  const keep = event.target instanceof Element && event.target.closest("[data-keep]");
  if (keep) keep.setAttribute("hx-morph-skip", "");
}

/** @param {Event} event */
function left(event) {
  const keep = event.target instanceof Element && event.target.closest("[data-keep]");
  if (keep && !keep.hasAttribute("data-dirty")) keep.removeAttribute("hx-morph-skip");
}

/** @param {Event} event */
function typed(event) {
  held(event);
  const keep = event.target instanceof Element && event.target.closest("[data-keep]");
  if (keep) keep.setAttribute("data-dirty", "");
}

/** @param {Event} event */
function answered(event) {
  const detail = /** @type {CustomEvent} */ (event).detail;
  const source = detail?.ctx?.sourceElement;
  const status = detail?.ctx?.response?.status ?? 0;
  // Hints on what is being typed are asked for from inside the form; only its own sending ends the writing.
  const keep = source instanceof HTMLFormElement ? source.closest("[data-keep]") : null;
  if (keep && status >= 200 && status < 500) {
    keep.removeAttribute("hx-morph-skip");
    keep.removeAttribute("data-dirty");
  }
}

document.addEventListener("focusin", held);
document.addEventListener("focusout", left);
document.addEventListener("input", typed);
// Before the swap, so that the answer itself may take the form's place.
document.addEventListener("htmx:before:swap", answered);
