// Dialogs: one in the layout that parts are loaded into (#dialog), and those that stand in a page.
import { around } from "./_words.js";

const host = () => /** @type {HTMLDialogElement | null} */ (document.getElementById("dialog"));

export function openDialogs() {
  document.addEventListener("htmx:after:swap", (event) => {
    const target = targetOf(/** @type {CustomEvent} */ (event).detail?.ctx);
    const dialog = host();
    if (!dialog || !target || !dialog.contains(target)) return;
    if (!dialog.textContent?.trim()) dialog.close();
    else if (!dialog.open) dialog.showModal();
  });
  if ("commandForElement" in HTMLButtonElement.prototype) return;
  document.addEventListener("click", (event) => {
    const button = around(event, "button[commandfor]");
    const dialog = document.getElementById(button?.getAttribute("commandfor") ?? "");
    if (!(dialog instanceof HTMLDialogElement)) return;
    if (button?.getAttribute("command") === "show-modal") dialog.showModal();
    else dialog.close();
  });
}

export function closeDialogs() {
  document.addEventListener("click", (event) => {
    const dialog = around(event, "dialog[open]");
    if (!(dialog instanceof HTMLDialogElement)) return;
    const closer = around(event, "[data-close]");
    // A press beside the dialog closes it, unless something typed would go with it.
    const beside = event.target === dialog && !dialog.querySelector("form[data-dirty]");
    if (closer && dialog.contains(closer)) event.preventDefault();
    if (beside || closer) dialog.close();
  });
  document.addEventListener("close-dialog", () => host()?.close());
  document.addEventListener("htmx:finally:request", (event) => closeWhenDone(/** @type {CustomEvent} */ (event).detail?.ctx));
  host()?.addEventListener("close", () => document.getElementById("dialog-inside")?.replaceChildren());
}

/**
 * A form in the dialog that was answered well and whose answer stands elsewhere is done with.
 * @param {any} context htmx's context of the request
 */
function closeWhenDone(context) {
  const dialog = host();
  const status = context?.response?.status ?? 0;
  if (!dialog?.open || !(context?.sourceElement instanceof HTMLFormElement) || !dialog.contains(context.sourceElement)) return;
  if (status === 204 || (status < 300 && status >= 200 && !dialog.contains(targetOf(context)))) dialog.close();
}

/**
 * Where the answer went: htmx keeps a selector there when the server chose the place (HX-Retarget).
 * @param {any} context htmx's context of the request
 * @returns {Element | null}
 */
function targetOf(context) {
  const target = context?.target;
  return typeof target === "string" ? document.querySelector(target) : target instanceof Element ? target : null;
}
