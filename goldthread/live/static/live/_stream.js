// The one stream of a page: #live, its topics, and what to do when it breaks off.

const BAR_AFTER_MILLISECONDS = 3000;
const LONGEST_PAUSE_MILLISECONDS = 30000;

/** The element that holds the stream; null on pages without one. */
export const live = () => document.getElementById("live");

/** Where the stream is, with its topics; null on pages without one. */
export function address() {
  const written = live()?.getAttribute("hx-sse:connect");
  return written ? new URL(written, location.href) : null;
}

/** The topics that this page listens to. */
export const topics = () => address()?.searchParams.getAll("topic") ?? [];

/** @type {WeakSet<Element>} */
const wereConnected = new WeakSet();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let barTimer;

/** Nothing is kept for a page that was away: after an interruption every part asks again. */
export function askAgainAfterInterruptions() {
  const first = live();
  // The stream may have been quicker than this script.
  if (first && isConnected(first)) wereConnected.add(first);
  document.addEventListener("htmx:sse:after:connection", (event) => {
    const element = live();
    if (!element || event.target !== element) return;
    hideBar();
    if (wereConnected.has(element)) for (const topic of topics()) element.dispatchEvent(new CustomEvent(topic));
    wereConnected.add(element);
  });
  // The extension waits longer each time; a browser that has its network back need not.
  addEventListener("online", () => /** @type {any} */ (live())?._htmx?.sse?.delayCanceller?.());
  document.addEventListener("htmx:sse:error", (event) => {
    if (event.target === live()) showBarSoon(/** @type {CustomEvent} */ (event).detail?.status);
  });
}

/** The extension reconnects what was connected once; a first connection that fails is tried again from here. */
export function beginAgainWhereNeverBegun() {
  let pause = 1000;
  /** @param {Element} element @param {number} [status] */
  const tryAgain = (element, status) => {
    showBarSoon(status);
    setTimeout(() => connect(element), pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MILLISECONDS);
  };
  const first = live();
  // The first connection may have failed before this script was there to hear of it.
  if (first && wasBegun(first) && !isUnderWay(first) && !isConnected(first)) tryAgain(first);
  document.addEventListener("htmx:finally:request", (event) => {
    const element = live();
    const { sourceElement, response } = /** @type {CustomEvent} */ (event).detail?.ctx ?? {};
    if (!element || sourceElement !== element || isConnected(element) || response?.status === 200) return;
    // Signed out, or not allowed: asking again would not help.
    if ([400, 401, 403, 404].includes(response?.status)) return;
    tryAgain(element, response?.status);
  });
}

/** @param {Element} element */
function connect(element) {
  const htmx = /** @type {any} */ (globalThis).htmx;
  const url = element.getAttribute("hx-sse:connect");
  // What the page shows may be old by now: the connection counts as one after an interruption.
  wereConnected.add(element);
  if (element.isConnected && !isConnected(element) && url) htmx.ajax("GET", url, { source: element });
}

/** @param {Element} element */
const isConnected = (element) => Boolean(/** @type {any} */ (element)._htmx?.sse);

/** @param {Element} element */
const wasBegun = (element) => element.hasAttribute("data-htmx-powered");

/** @param {Element} element */
const isUnderWay = (element) => element.classList.contains("htmx-request");

/** @param {number | undefined} status */
function showBarSoon(status) {
  // An answer that refuses is a connection too.
  if (status && status < 500) return;
  // A server that starts anew is back before anybody has read the bar.
  barTimer ??= setTimeout(() => setBar(false), BAR_AFTER_MILLISECONDS);
}

function hideBar() {
  clearTimeout(barTimer);
  barTimer = undefined;
  setBar(navigator.onLine);
}

/** @param {boolean} hidden */
function setBar(hidden) {
  const bar = document.getElementById("offline");
  if (bar) bar.hidden = hidden;
}
