// The stream carries along what changed on the table and what one is asked now; it is put in its place here, without asking.

/**
 * What is told of a change: the frame of the table where it is another, all its pieces anew (and which of them lies first,
 * second and so on) or those that changed, and how this person stands (see telling.py).
 * @typedef {{key: string, phase: number, keeps: boolean, html?: string}} Mine
 * @typedef {{edition: number, frame?: string, cards?: string, lie?: number[], gone?: string[], put?: [string, string | null, string][], mine: Mine}} Told
 */

const htmx = () => /** @type {any} */ (globalThis).htmx;
const table = () => document.getElementById("table");
const mine = () => document.getElementById("mine");

/** @type {WeakMap<object, number>} */
const sentAt = new WeakMap();
let tellings = 0;
let standing = "";

export function followTheRoom() {
  const topic = table()?.dataset.room;
  if (!topic) return;
  let line = Promise.resolve();
  document.getElementById("live")?.addEventListener(topic, (event) => {
    const words = /** @type {CustomEvent} */ (event).detail?.data;
    line = line.then(() => told(words)).catch(askForEverything);
  });
  document.addEventListener("htmx:before:swap", keepWhatIsNewer);
  document.addEventListener("htmx:before:request", (event) => {
    const request = /** @type {CustomEvent} */ (event).detail?.ctx?.request;
    if (request) sentAt.set(request, tellings);
  });
  document.addEventListener("htmx:finally:request", askWhereTold);
}

/**
 * An answer to a deed that was made before something was told comes back after it: then it says what was so before.
 * @param {Event} event
 */
function askWhereTold(event) {
  const { sourceElement, request } = /** @type {CustomEvent} */ (event).detail?.ctx ?? {};
  if (!request || sentAt.get(request) === tellings || !standing || !mine() || mine()?.dataset.key === standing) return;
  if (sourceElement instanceof HTMLFormElement) htmx().trigger(mine(), "again");
}

/** @param {string | undefined} words */
async function told(words) {
  const said = await unpacked(words);
  if (!said) return askForEverything();
  tellings += 1;
  standing = said.mine?.key ?? "";
  await lay(said);
  await ask(said.mine);
}

/**
 * Nothing is carried after an interruption, nor where it was made for another page: then each part asks for itself.
 */
function askForEverything() {
  for (const part of [table(), mine()]) if (part) htmx().trigger(part, "again");
}

/**
 * An answer that was asked for before something newer was told comes too late.
 * @param {Event} event
 */
function keepWhatIsNewer(event) {
  const { sourceElement, text } = /** @type {CustomEvent} */ (event).detail?.ctx ?? {};
  if (!sourceElement || sourceElement !== table()) return;
  const edition = /data-edition="(\d+)"/.exec(text ?? "")?.[1];
  if (edition && Number(edition) < Number(sourceElement.dataset.edition ?? 0)) event.preventDefault();
}

/** @param {Told} said */
async function lay(said) {
  const shown = table();
  if (!shown) return;
  if (said.frame !== undefined) {
    // The pieces are told of by themselves. Attributes are those of what comes, so that this one has to come with it.
    await drawn(shown, said.frame.replace('id="room-cards"', 'id="room-cards" hx-morph-skip-children'));
    document.getElementById("room-cards")?.removeAttribute("hx-morph-skip-children");
  }
  const cards = document.getElementById("room-cards");
  if (cards) layPieces(cards, said);
  shown.dataset.edition = String(said.edition);
  shown.dispatchEvent(new CustomEvent("htmx:after:swap", { bubbles: true }));
}

/**
 * @param {HTMLElement} cards
 * @param {Told} said
 */
function layPieces(cards, said) {
  const held = cards.contains(document.activeElement) ? (document.activeElement?.id ?? "") : "";
  if (said.cards !== undefined) {
    const pieces = parsed(said.cards).children;
    cards.replaceChildren(...(said.lie ?? []).map((place) => pieces[place] ?? ""));
    htmx().process(cards);
  }
  for (const id of said.gone ?? []) document.getElementById(id)?.remove();
  for (const [id, html, before] of said.put ?? []) {
    const piece = html === null ? document.getElementById(id) : renewed(id, html);
    if (piece) cards.insertBefore(piece, before ? document.getElementById(before) : null);
    if (piece && html !== null) htmx().process(piece);
  }
  // A card that was laid to a group is another piece now: whoever works by keyboard goes on from it.
  if (held && document.activeElement === document.body) document.getElementById(held)?.focus({ preventScroll: true });
}

/**
 * @param {string} id
 * @param {string} html
 */
function renewed(id, html) {
  const fresh = parsed(html).firstElementChild;
  const old = document.getElementById(id);
  const typing = old?.contains(document.activeElement) ? document.activeElement : null;
  // Somebody writes the title of a group while another card is laid to it.
  const same = typing?.id ? fresh?.querySelector(`#${CSS.escape(typing.id)}`) : null;
  if (same && typing) same.replaceWith(typing);
  old?.replaceWith(fresh ?? "");
  if (same && typing instanceof HTMLElement) typing.focus();
  return fresh;
}

/** @param {Mine | undefined} said */
async function ask(said) {
  const shown = mine();
  if (!shown || !said || shown.dataset.key === said.key) return;
  const mayHoldOwnWords = said.keeps && shown.dataset.phase === String(said.phase);
  if (said.html === undefined || mayHoldOwnWords) return htmx().trigger(shown, "again");
  const html = parsed(said.html);
  for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (html.querySelectorAll("input[type=hidden]"))) {
    if (input.name === "csrfmiddlewaretoken") input.setAttribute("value", token());
    if (input.name === "once") input.setAttribute("value", once());
  }
  await drawn(shown, html.innerHTML);
}

/** @param {string} html */
const parsed = (html) => new DOMParser().parseFromString(html, "text/html").body;

/**
 * @param {HTMLElement} place
 * @param {string} html
 */
const drawn = (place, html) => htmx().swap({ sourceElement: place, target: place, swap: "outerMorph", text: html, request: {} });

const token = () => /** @type {string} */ (JSON.parse(document.body.getAttribute("hx-headers:inherited") ?? "{}")["X-CSRFToken"] ?? "");

const once = () => Array.from(crypto.getRandomValues(new Uint8Array(11)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * @param {string | undefined} words
 * @returns {Promise<Told | null>}
 */
async function unpacked(words) {
  if (!words || words === "1") return null;
  if (!words.startsWith("~")) return JSON.parse(words);
  const packed = Uint8Array.from(atob(words.slice(1)), (letter) => letter.charCodeAt(0));
  const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return JSON.parse(await new Response(plain).text());
}
