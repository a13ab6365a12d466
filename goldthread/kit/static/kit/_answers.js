// Answers to htmx that are not the part it asked for: a refusal, a page to go to, a page for signing in.
import { words } from "./_words.js";
import { say } from "./_messages.js";

const WAIT_MILLISECONDS = 250;

export function readAnswers() {
  document.addEventListener("htmx:before:swap", (event) => {
    const context = /** @type {CustomEvent} */ (event).detail?.ctx;
    const text = String(context?.text ?? "");
    const whole = /^\s*<!doctype/i.test(text) && !context.select;
    // A refusal put in the place of a form would take with it what was typed there.
    const wrong = text.includes("data-wrong=") || context?.response?.status >= 500;
    if (!whole && !wrong) return;
    event.preventDefault();
    const answer = new DOMParser().parseFromString(text, "text/html");
    if (answer.documentElement.dataset.keepsDrafts === "account") say(words("signedOut"), "warn", { label: words("signIn"), href: comingBack(context.response.raw.url) });
    else if (wrong) say(sentence(answer) || words("failed"), "bad", nextStep(answer));
    else location.assign(context.response.raw.url);
  });
}

/**
 * @param {Document} answer
 * @returns {string} what happened, and that nothing is lost
 */
function sentence(answer) {
  return [...answer.querySelectorAll("[data-sentence]")].map((one) => one.textContent?.trim()).join(" ");
}

/**
 * The link of a refusal that says what to do, if it has one.
 * @param {Document} answer
 */
function nextStep(answer) {
  const link = answer.querySelector("a[data-next-step]");
  return link ? { label: link.textContent?.trim() ?? "", href: comingBack(link.getAttribute("href") ?? "") } : undefined;
}

/**
 * The address of a page for signing in that leads back here.
 * @param {string} href
 */
function comingBack(href) {
  const address = new URL(href, location.href);
  address.searchParams.set("next", location.pathname + location.search);
  return address.href;
}

/** The running thread on top, for what a person started and what takes longer than a blink. */
export function showWaiting() {
  const waiting = new Map();
  document.addEventListener("htmx:before:request", (event) => {
    const context = /** @type {CustomEvent} */ (event).detail?.ctx;
    if (!context?.sourceEvent?.isTrusted) return;
    waiting.set(context, setTimeout(() => { document.documentElement.dataset.busy = ""; }, WAIT_MILLISECONDS));
  });
  document.addEventListener("htmx:finally:request", (event) => {
    const context = /** @type {CustomEvent} */ (event).detail?.ctx;
    clearTimeout(waiting.get(context));
    waiting.delete(context);
    if (!waiting.size) delete document.documentElement.dataset.busy;
  });
}
