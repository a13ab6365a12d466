// The statement of a goal, changed where it stands: opened with the caret in it, left by Escape, closed when it is saved.
// @ts-check
import "../../../kit/static/kit/keep.js";

/** @returns {HTMLDetailsElement | null} */
const place = () => /** @type {HTMLDetailsElement | null} */ (document.getElementById("statement"));

// A press on the statement opens it at once: what is typed next already belongs into the field.
document.addEventListener("click", (event) => {
  const details = place();
  if (!(event.target instanceof Element) || !details || details.open || event.target.closest("summary")?.parentElement !== details) return;
  event.preventDefault();
  details.open = true;
  const field = details.querySelector("textarea");
  field?.focus();
  field?.setSelectionRange(field.value.length, field.value.length);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !(event.target instanceof Element) || !place()?.contains(event.target) || event.isComposing) return;
  event.preventDefault();
  leave();
});

document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-leaves]")) leave();
});

document.addEventListener("htmx:finally:request", (event) => {
  const { sourceElement, response } = /** @type {CustomEvent} */ (event).detail?.ctx ?? {};
  const form = place()?.querySelector("form");
  if (!form || !(response?.status < 300)) return;
  if (sourceElement === form) close();
  // The same words sent from the dialog about a crossing edit.
  else if (sourceElement?.getAttribute?.("hx-post") === form.getAttribute("hx-post")) leave();
});

/** What was typed is let go of; what is in force stands again. */
function leave() {
  const form = place()?.querySelector("form");
  form?.reset();
  // Tells the keepers of drafts and of half-typed words that nothing is left to keep.
  form?.removeAttribute("data-dirty");
  form?.dispatchEvent(new Event("input", { bubbles: true }));
  form?.removeAttribute("data-dirty");
  form?.removeAttribute("hx-morph-skip");
  close();
}

function close() {
  const details = place();
  if (!details?.open) return;
  details.open = false;
  details.querySelector("summary")?.focus();
}
