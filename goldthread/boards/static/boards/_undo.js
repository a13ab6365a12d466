// @ts-check
// "Removed. Bring it back": the server says what was removed and where it is brought back.

export function offerUndo() {
  document.addEventListener("removed", (event) => {
    const { words, url } = /** @type {CustomEvent} */ (event).detail ?? {};
    const place = document.getElementById("undo");
    const shape = /** @type {HTMLTemplateElement | null} */ (document.getElementById("undo-shape"));
    if (!place || !shape || !url) return;
    const offer = /** @type {DocumentFragment} */ (shape.content.cloneNode(true));
    const form = /** @type {HTMLFormElement} */ (offer.querySelector("form"));
    form.setAttribute("action", String(url));
    form.setAttribute("hx-post", String(url));
    form.setAttribute("hx-swap", "none");
    /** @type {Element} */ (form.querySelector("[data-said]")).textContent = String(words ?? "");
    fresh(form);
    place.replaceChildren(offer);
    /** @type {any} */ (window).htmx.process(place);
    /** @type {HTMLElement | null} */ (place.querySelector("button"))?.focus({ preventScroll: true });
  });
  document.addEventListener("htmx:finally:request", (event) => {
    const { sourceElement, response } = /** @type {CustomEvent} */ (event).detail?.ctx ?? {};
    if (sourceElement instanceof Element && sourceElement.closest("#undo") && response?.status < 300) sourceElement.remove();
  });
}

/**
 * Deeds from one form of the page each need a token of their own.
 * @param {HTMLFormElement} form
 */
function fresh(form) {
  const once = form.elements.namedItem("once");
  if (once instanceof HTMLInputElement) once.value = token();
}

/** A token that makes one write happen once. */
export function token() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Every deed sent with the page's one form #deeds is a deed of its own. */
export function tellDeedsApart() {
  document.addEventListener("htmx:config:request", (event) => {
    const request = /** @type {CustomEvent} */ (event).detail?.ctx?.request;
    if (request?.form?.id === "deeds") request.body.set("once", token());
  });
}
