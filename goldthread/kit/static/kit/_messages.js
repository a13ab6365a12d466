// What the product says to the person: notices in #messages, and a voice for those who listen to the page.
import { around, words } from "./_words.js";

const READ_MILLISECONDS = 7000;

/**
 * Show a sentence until it is dismissed; the same sentence is not shown twice.
 * @param {string} text
 * @param {"" | "good" | "warn" | "bad" | "blue"} [tone] good ones leave by themselves
 * @param {{label: string, href: string}} [link] what can be done about it
 */
export function say(text, tone = "", link) {
  const region = document.getElementById("messages");
  if (!region || !text) return;
  if ([...region.querySelectorAll(".notice-words")].some((one) => one.textContent?.startsWith(text))) return;
  const notice = shaped(tone);
  const place = notice?.querySelector(".notice-words");
  if (!notice || !place) return;
  place.textContent = text;
  if (link) place.append(" ", linked(link));
  region.append(notice);
  if (tone === "good") leaveWhenRead(notice);
}

/**
 * A copy of the shape in the page, with the one icon that fits the tone.
 * @param {string} tone
 */
function shaped(tone) {
  const shape = /** @type {HTMLTemplateElement | null} */ (document.getElementById("message-shape"));
  const notice = /** @type {HTMLElement | null} */ (shape?.content.querySelector(".notice")?.cloneNode(true) ?? null);
  const icons = /** @type {HTMLElement[]} */ ([...(notice?.querySelectorAll("[data-tone]") ?? [])]);
  const fitting = icons.find((one) => one.dataset.tone === tone) ?? icons[0];
  for (const one of icons) one.replaceWith(...(one === fitting ? one.childNodes : []));
  if (tone) notice?.classList.add(tone);
  return notice;
}

/**
 * Say something to screen readers only.
 * @param {string} text
 */
export function announce(text) {
  const voice = document.getElementById("voice");
  if (voice) voice.textContent = text;
}

/** @param {{label: string, href: string}} link */
function linked(link) {
  const anchor = document.createElement("a");
  anchor.href = link.href;
  anchor.textContent = link.label;
  return anchor;
}

/** @param {HTMLElement} notice */
function leaveWhenRead(notice) {
  setTimeout(() => {
    if (notice.matches(":hover, :focus-within")) leaveWhenRead(notice);
    else notice.remove();
  }, READ_MILLISECONDS);
}

export function dismissMessages() {
  document.addEventListener("click", (event) => {
    const notice = around(event, "[data-close]")?.closest(".notice");
    if (notice) notice.remove();
  });
  for (const notice of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#messages > .notice.good"))) leaveWhenRead(notice);
}

/** The server says something with an answer by the header `HX-Trigger: {"say": {"text": "…", "tone": "good"}}`. */
export function hearMessages() {
  document.addEventListener("say", (event) => {
    const { text, tone } = /** @type {CustomEvent} */ (event).detail ?? {};
    say(String(text ?? ""), tone);
  });
}

/** The bar above the page while the browser has no network. live.js shows and hides the same bar for the stream. */
export function tellConnection() {
  const bar = document.getElementById("offline");
  if (!bar) return;
  const show = () => { bar.hidden = navigator.onLine; };
  addEventListener("online", show);
  addEventListener("offline", show);
  show();
  document.addEventListener("htmx:error", (event) => {
    const context = /** @type {CustomEvent} */ (event).detail?.ctx;
    // Parts that ask again by themselves stay silent; what a person pressed gets an answer.
    const goesLater = context?.sourceElement instanceof HTMLElement && "goesLater" in context.sourceElement.dataset;
    if (context?.sourceEvent?.isTrusted && !context.response && !goesLater) say(words("unreachable"), "warn");
  });
  // Answered again, it is reached: the sentence would lie.
  document.addEventListener("htmx:after:request", (event) => {
    if (!(/** @type {CustomEvent} */ (event).detail?.ctx?.response)) return;
    for (const one of document.querySelectorAll("#messages .notice-words")) {
      if (one.textContent === words("unreachable")) one.closest(".notice")?.remove();
    }
  });
}
