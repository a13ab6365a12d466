// A form is sent once however often it is pressed, and a form that was changed after sending is a new deed.
import { around } from "./_words.js";

// A download answers a form without leaving the page; after this long the form may be sent again.
const STUCK_MILLISECONDS = 8000;

export function sendOnce() {
  document.addEventListener("submit", (event) => {
    const form = formOf(event);
    if (form?.getAttribute("aria-busy") === "true") {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);
  addEventListener("submit", (event) => {
    const form = formOf(event);
    if (!form || event.defaultPrevented || form.method === "dialog" || form.target) return;
    busy(form);
    setTimeout(() => rest(form), STUCK_MILLISECONDS);
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[aria-busy]").forEach(rest));
  document.addEventListener("htmx:before:request", (event) => busy(sender(event)));
  document.addEventListener("htmx:finally:request", (event) => finish(sender(event), /** @type {CustomEvent} */ (event).detail?.ctx));
  for (const kind of ["input", "change", "reset"]) {
    document.addEventListener(kind, (event) => renew(/** @type {HTMLFormElement | null} */ (around(event, "form"))));
  }
}

/** @param {Event} event */
const formOf = (event) => (event.target instanceof HTMLFormElement ? event.target : null);

/** @param {Event} event */
function sender(event) {
  const source = /** @type {CustomEvent} */ (event).detail?.ctx?.sourceElement;
  return source instanceof HTMLFormElement ? source : null;
}

/** @param {Element | null} form */
function busy(form) {
  form?.setAttribute("aria-busy", "true");
  form?.setAttribute("data-sent", "");
}

/** @param {Element | null} form */
function rest(form) {
  form?.removeAttribute("aria-busy");
}

/**
 * @param {HTMLFormElement | null} form
 * @param {any} context
 */
function finish(form, context) {
  rest(form);
  const well = context?.response && context.response.status < 400;
  if (form?.isConnected && well && form.hasAttribute("data-reset")) form.reset();
}

/**
 * Words changed after sending get a token of their own; the same words sent again keep theirs and happen once.
 * @param {HTMLFormElement | null} form
 */
function renew(form) {
  const once = form?.elements.namedItem("once");
  // After "back" the form may be an old copy of one that was sent.
  const sent = form?.hasAttribute("data-sent") || (cameBack() && !form?.hasAttribute("data-fresh"));
  if (!form || !sent || !(once instanceof HTMLInputElement)) return;
  once.value = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  form.removeAttribute("data-sent");
  form.setAttribute("data-fresh", "");
}

/** Whether the page was reached by going back or forward. */
export function cameBack() {
  const arrival = performance.getEntriesByType("navigation")[0];
  return arrival instanceof PerformanceNavigationTiming && arrival.type === "back_forward";
}
