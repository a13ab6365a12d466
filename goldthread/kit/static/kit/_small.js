// Two small courtesies.
import { around } from "./_words.js";

/** Escape hides a tip until the pointer or the focus has left it. */
export function quietTips() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const tip of document.querySelectorAll(".tip:is(:hover, :focus-within)")) tip.setAttribute("data-quiet", "");
  });
  for (const kind of ["focusout", "pointerout"]) {
    document.addEventListener(kind, (event) => around(event, ".tip")?.removeAttribute("data-quiet"));
  }
  document.addEventListener("click", (event) => {
    if (around(event, "[data-goes-back]")) history.back();
  });
}

/** On a narrow screen the view that one is on may lie outside the row of views. */
export function showCurrentTab() {
  for (const current of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".tabs > [aria-current]"))) {
    const row = /** @type {HTMLElement} */ (current.parentElement);
    row.scrollLeft = current.offsetLeft - row.offsetLeft - (row.clientWidth - current.offsetWidth) / 2;
  }
}
