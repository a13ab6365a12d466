// Buttons with data-copy (a text) or data-copy-from (a selector) put it on the clipboard and say so.
import { around } from "./_words.js";
import { announce } from "./_messages.js";

export function copyOnPress() {
  document.addEventListener("click", async (event) => {
    const button = around(event, "[data-copy], [data-copy-from]");
    if (!button) return;
    const source = button.dataset.copyFrom ? document.querySelector(button.dataset.copyFrom) : null;
    const text = button.dataset.copy ?? (source instanceof HTMLInputElement || source instanceof HTMLTextAreaElement ? source.value : source?.textContent) ?? "";
    if (await copied(text.trim())) confirmCopy(button);
  });
}

/**
 * @param {string} text
 * @returns {Promise<boolean>} whether it is on the clipboard now
 */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedBySelection(text);
  }
}

/**
 * The older way: the newer one does not exist on pages served without TLS.
 * @param {string} text
 */
function copiedBySelection(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "unseen";
  const holder = document.querySelector("dialog[open]") ?? document.body;
  const before = document.activeElement;
  holder.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}

/** @param {HTMLElement} button */
function confirmCopy(button) {
  const label = button.querySelector("span:last-child");
  const said = button.dataset.copied ?? "";
  announce(said);
  if (!label || button.dataset.was !== undefined) return;
  button.dataset.was = label.textContent ?? "";
  label.textContent = said;
  setTimeout(() => {
    label.textContent = button.dataset.was ?? "";
    delete button.dataset.was;
  }, 1800);
}
