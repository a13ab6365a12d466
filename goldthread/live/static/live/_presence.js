// Who is here and who is writing. The stream says only *that* it changed; this asks, and draws.
import { address, live, topics } from "./_stream.js";

const MOST_FACES = 5;
const PAUSE_MILLISECONDS = 250;

/**
 * @typedef {{id: number, name: string, initials: string, tone: string}} Face
 * @typedef {{place: string, name: string}} Writing
 * @typedef {{here: Face[], count: number, writing: Writing[]}} Picture
 */

/** @type {Map<string, Picture>} */
const pictures = new Map();
/** @type {WeakMap<Element, string>} */
const drawn = new WeakMap();
/** @type {Set<string>} */
const aboutToAsk = new Set();

export function showWhoIsHere() {
  askAboutAll();
  document.addEventListener("htmx:sse:after:connection", askAboutAll);
  document.addEventListener("htmx:sse:after:message", (event) => {
    const name = String(/** @type {CustomEvent} */ (event).detail?.message?.event ?? "");
    if (event.target === live() && name.startsWith("here-")) askSoon(name.slice("here-".length));
  });
  // A part that was drawn anew knows nothing of presence.
  document.addEventListener("htmx:after:swap", draw);
}

const askAboutAll = () => topics().forEach(askSoon);

/**
 * Everybody on a topic hears of a change at the same moment; they ask a little apart.
 * @param {string} topic
 */
function askSoon(topic) {
  if (aboutToAsk.has(topic) || !isShown(topic)) return;
  aboutToAsk.add(topic);
  setTimeout(() => {
    aboutToAsk.delete(topic);
    fetched(topic);
  }, PAUSE_MILLISECONDS * (1 + Math.random()));
}

/** @param {string} topic */
async function fetched(topic) {
  const stream = address();
  // Who came by a link is told that something changed, and not who is here.
  if (!stream || document.getElementById("guest-here")) return;
  const url = new URL("here", stream);
  url.searchParams.set("topic", topic);
  const response = await fetch(url, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!response?.ok) return;
  pictures.set(topic, await response.json());
  draw();
}

/**
 * Only what the page shows is asked for: faces of a topic, or places where somebody may write.
 * @param {string} topic
 */
const isShown = (topic) => facesOf(topic).length > 0 || document.querySelector("[data-place]") !== null;

/**
 * Where the faces of a topic stand: elements that name it, and else the page's own place for its first topic.
 * @param {string} topic
 */
function facesOf(topic) {
  const named = [...document.querySelectorAll("[data-here]")].filter((one) => one.getAttribute("data-here") === topic);
  const own = document.querySelector("#presence:not([data-here])");
  return (own && topic === mainTopic() ? [...named, own] : named).filter(isOurs);
}

const mainTopic = () => topics().find((topic) => topic.startsWith("product-")) ?? topics()[0];

/**
 * Faces are put only where nothing else is.
 * @param {Element} element
 */
const isOurs = (element) => [...element.children].every((child) => child.classList.contains("stack"));

function draw() {
  for (const [topic, picture] of pictures) for (const place of facesOf(topic)) drawFaces(place, picture);
  drawWriting();
}

/**
 * @param {Element} place
 * @param {Picture} picture
 */
function drawFaces(place, picture) {
  const me = document.body.dataset.person ?? "";
  const others = picture.here.filter((face) => String(face.id) !== me);
  const count = picture.count - (picture.here.length - others.length);
  const state = JSON.stringify([others, count]);
  if (drawn.get(place) === state && place.children.length) return;
  drawn.set(place, state);
  const stack = element("span", "stack", "");
  stack.append(...others.slice(0, MOST_FACES).map(drawnFace));
  if (count > MOST_FACES) {
    const rest = others.slice(MOST_FACES).map((face) => face.name);
    stack.append(named(element("span", "av more", `+${count - MOST_FACES}`), rest.join(", ")));
  }
  place.replaceChildren(...(count > 0 ? [stack] : []));
}

/** @param {Face} face */
const drawnFace = (face) => named(element("span", `av ${face.tone ?? ""}`.trim(), face.initials), face.name);

/**
 * @param {HTMLElement} shown
 * @param {string} name
 */
function named(shown, name) {
  shown.setAttribute("role", "img");
  shown.setAttribute("aria-label", name);
  shown.title = name;
  return shown;
}

/**
 * @param {string} tag
 * @param {string} classes
 * @param {string} text
 */
function element(tag, classes, text) {
  const made = document.createElement(tag);
  made.className = classes;
  made.textContent = text;
  return made;
}

function drawWriting() {
  /** @type {Map<string, string[]>} */
  const names = new Map();
  for (const { writing } of pictures.values()) {
    for (const { place, name } of writing) names.set(place, [...new Set([...(names.get(place) ?? []), name.split(" ")[0] ?? name])]);
  }
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-place]"))) {
    const writers = names.get(place.dataset.place ?? "");
    if (writers) place.dataset.writing = writers.join(", ");
    else delete place.dataset.writing;
  }
}
