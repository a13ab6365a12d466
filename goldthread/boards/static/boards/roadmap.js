// @ts-check
import { around } from "../../../kit/static/kit/_words.js";
import { writeInPlace } from "./_in_place.js";
import { placeByHand, placeByKeys } from "./_order.js";
import { offerUndo, tellDeedsApart } from "./_undo.js";

for (const begin of [writeInPlace, placeByHand, placeByKeys, offerUndo, tellDeedsApart, setDates]) begin();

/** The small form behind a column's date: closed by saving, by Escape and by a press elsewhere. */
function setDates() {
  const open = () => /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("details.dating[open]"));
  document.addEventListener("htmx:finally:request", (event) => {
    const { sourceElement, response } = /** @type {CustomEvent} */ (event).detail?.ctx ?? {};
    const dating = sourceElement instanceof Element && sourceElement.matches(".dates") ? sourceElement.closest("details") : null;
    if (dating && response?.status < 300) dating.open = false;
  });
  document.addEventListener("click", (event) => {
    const inside = around(event, "details.dating");
    for (const dating of open()) if (dating !== inside && !dating.querySelector("[data-dirty]")) dating.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const dating = /** @type {HTMLDetailsElement | null} */ (around(event, "details.dating[open]"));
    if (event.key !== "Escape" || !dating) return;
    const form = /** @type {HTMLFormElement} */ (dating.querySelector("form"));
    form.reset();
    form.removeAttribute("data-dirty");
    form.removeAttribute("hx-morph-skip");
    dating.open = false;
    dating.querySelector("summary")?.focus();
  });
}
