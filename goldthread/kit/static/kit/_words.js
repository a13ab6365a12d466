// Words that scripts say come from the server, in the language of the page: data attributes of #messages.

/**
 * A sentence by its name: `words("unreachable")` reads `data-unreachable`.
 * @param {string} name
 * @returns {string} "" where the page does not carry it
 */
export function words(name) {
  return document.getElementById("messages")?.dataset[name] ?? "";
}

/**
 * The element an event began at, or the nearest one around it that matches.
 * @template {Element} [T=HTMLElement]
 * @param {Event} event
 * @param {string} selector
 * @returns {T | null}
 */
export function around(event, selector) {
  return event.target instanceof Element ? /** @type {T | null} */ (event.target.closest(selector)) : null;
}
