// Ctrl+Enter (or Cmd+Enter) sends the form that one writes in.
import { around } from "./_words.js";

export function sendByKeyboard() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing || event.defaultPrevented) return;
    const form = /** @type {HTMLFormElement | null} */ (around(event, "form"));
    const button = /** @type {HTMLButtonElement | null} */ (form?.querySelector('[type="submit"]:not(:disabled)'));
    if (!form || form.getAttribute("method") === "dialog" || !button) return;
    event.preventDefault();
    form.requestSubmit(button);
  });
}
