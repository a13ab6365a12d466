// What was sent while nobody answered waits in this tab and goes out once, by itself, as soon as the room is back.

const AGAIN_MILLISECONDS = 3000;
const SERVER_IS_AWAY = [502, 503, 504];

/**
 * One deed as it was to be sent. `words` is what its writer sees of it; `late`: it came when the meeting had gone on.
 * @typedef {{action: string, body: string, words: string, late?: boolean}} Unsent
 */

// Under the name of drafts, so that signing out forgets it too.
const name = () => `draft:${document.body.dataset.person ?? ""}:${location.pathname}:unsent`;
/** @type {WeakMap<HTMLFormElement, string>} */
const underway = new WeakMap();
let isSending = false;

export function sendLater() {
  document.addEventListener("htmx:before:request", (event) => {
    const { sourceElement, request } = /** @type {CustomEvent} */ (event).detail?.ctx ?? {};
    if (goesLater(sourceElement)) underway.set(sourceElement, String(new URLSearchParams(request.body)));
  });
  document.addEventListener("htmx:finally:request", (event) => {
    const { sourceElement, response } = /** @type {CustomEvent} */ (event).detail?.ctx ?? {};
    if (goesLater(sourceElement) && (!response || SERVER_IS_AWAY.includes(response.status))) keep(sourceElement);
  });
  document.addEventListener("htmx:sse:after:connection", sendAll);
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-forgets-late]")) put(read().filter((one) => !one.late));
  });
  addEventListener("online", sendAll);
  setInterval(sendAll, AGAIN_MILLISECONDS);
  show();
  sendAll();
}

/**
 * @param {unknown} form
 * @returns {form is HTMLFormElement}
 */
const goesLater = (form) => form instanceof HTMLFormElement && "goesLater" in form.dataset;

/** @param {HTMLFormElement} form */
function keep(form) {
  const body = underway.get(form);
  if (body === undefined) return;
  const empties = "empties" in form.dataset;
  const said = new URLSearchParams(body);
  const words = [empties ? "" : form.dataset.goesLater, said.get("words") ?? said.get("because")].filter(Boolean).join(": ");
  const others = read().filter((one) => empties || one.late || one.action !== form.action);
  put([...others, { action: form.action, body, words }]);
  if (!empties) return;
  for (const field of form.querySelectorAll("textarea")) {
    field.value = "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

async function sendAll() {
  if (isSending || !waiting().length) return;
  isSending = true;
  try {
    while (waiting().length && (await sendFirst())) { /* one after the other, in their order */ }
  } finally {
    isSending = false;
  }
}

/** Whether the server answered; what it does not take any more stays to be read. */
async function sendFirst() {
  const [one] = waiting();
  if (!one) return false;
  const headers = { "Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true" };
  const response = await fetch(one.action, { method: "POST", body: one.body, headers }).catch(() => null);
  // Led elsewhere means signed out: it waits until somebody signs in.
  if (!response || response.redirected || SERVER_IS_AWAY.includes(response.status)) return false;
  put(read().flatMap((other) => (other.body !== one.body ? [other] : response.ok ? [] : [{ ...one, late: true }])));
  askAgain();
  return true;
}

/** The room is shown as it is with what was just taken. */
function askAgain() {
  const topic = document.getElementById("unsent")?.dataset.topic;
  if (topic) document.getElementById("live")?.dispatchEvent(new CustomEvent(topic));
}

const waiting = () => read().filter((one) => !one.late);

/** @returns {Unsent[]} */
function read() {
  try {
    return JSON.parse(sessionStorage.getItem(name()) ?? "[]");
  } catch {
    return [];
  }
}

/** @param {Unsent[]} unsent */
function put(unsent) {
  if (unsent.length) sessionStorage.setItem(name(), JSON.stringify(unsent));
  else sessionStorage.removeItem(name());
  show();
}

function show() {
  const unsent = read();
  list("unsent", unsent.filter((one) => !one.late));
  list("unsent-late", unsent.filter((one) => one.late));
}

/**
 * @param {string} id
 * @param {Unsent[]} unsent
 */
function list(id, unsent) {
  const place = document.getElementById(id);
  const lines = place?.querySelector("ul");
  if (!place || !lines) return;
  place.hidden = unsent.length === 0;
  lines.replaceChildren(...unsent.map((one) => {
    const line = document.createElement("li");
    line.dir = "auto";
    line.textContent = one.words;
    return line;
  }));
}
