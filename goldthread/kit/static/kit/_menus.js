// Menus are native disclosures (`details.menu`): they open without scripts. Here: outside, Escape, arrows, edges.
import { around } from "./_words.js";

const open = () => /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("details.menu[open]"));

export function closeMenusOutside() {
  document.addEventListener("click", (event) => {
    const inside = around(event, "details.menu");
    const chosen = around(event, ".menu-item:not([data-stays])");
    for (const menu of open()) {
      if (menu !== inside && !menu.contains(inside)) menu.open = false;
      else if (chosen) menu.open = false;
    }
  });
  document.addEventListener("focusout", (event) => {
    const menu = around(event, "details.menu[open]");
    const next = event.relatedTarget;
    // A press on something that takes no focus has no next element; the click above decides then.
    if (menu instanceof HTMLDetailsElement && next instanceof Node && !menu.contains(next)) menu.open = false;
  });
}

export function walkMenus() {
  document.addEventListener("keydown", (event) => {
    const menu = /** @type {HTMLDetailsElement | null} */ (around(event, "details.menu"));
    if (!menu) return;
    if (event.key === "Escape" && menu.open) {
      event.preventDefault();
      menu.open = false;
      menu.querySelector("summary")?.focus();
    } else if (["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key) && !around(event, "input, textarea, select")) {
      step(menu, event);
    }
  });
}

/**
 * @param {HTMLDetailsElement} menu
 * @param {KeyboardEvent} event
 */
function step(menu, event) {
  if (!menu.open && event.key !== "ArrowDown") return;
  event.preventDefault();
  menu.open = true;
  const items = /** @type {HTMLElement[]} */ ([...menu.querySelectorAll(".menu-list :is(a, button:not(:disabled))")]);
  const at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? items.length - 1 : at - 1, Home: 0, End: items.length - 1 }[event.key] ?? 0;
  items.at(to % items.length)?.focus();
}

/** Turn a menu that would hang over the edge of the window. */
export function placeMenus() {
  document.addEventListener("toggle", (event) => {
    const menu = event.target;
    if (!(menu instanceof HTMLDetailsElement) || !menu.classList.contains("menu")) return;
    menu.removeAttribute("data-up");
    if (!menu.open) return;
    const list = menu.querySelector(".menu-list")?.getBoundingClientRect();
    if (!list) return;
    if (list.right > innerWidth) menu.dataset.align = "end";
    else if (list.left < 0) menu.dataset.align = "start";
    if (list.bottom > innerHeight && menu.getBoundingClientRect().top > list.height) menu.dataset.up = "";
  }, true);
}
