// Tells the others that this person is writing, and where; never what.
import { address, topics } from "./_stream.js";

const PAUSE_MILLISECONDS = 2000;

/** @type {Map<string, number>} */
const saidAt = new Map();

export function sayThatIWrite() {
  document.addEventListener("input", (event) => {
    const field = event.target instanceof Element ? /** @type {HTMLElement | null} */ (event.target.closest("[data-place]")) : null;
    const place = field?.dataset.place;
    if (!field || !place || Date.now() - (saidAt.get(place) ?? 0) < PAUSE_MILLISECONDS) return;
    saidAt.set(place, Date.now());
    say(topicOf(field, place), place);
  });
}

/**
 * The topic that a place belongs to: what an element around it says, the thing in its name where the page listens
 * to it (`goal-42-statement`), or the page's first.
 * @param {HTMLElement} field
 * @param {string} place
 */
function topicOf(field, place) {
  const said = /** @type {HTMLElement | null} */ (field.closest("[data-topic]"))?.dataset.topic;
  return said ?? topics().find((topic) => place.startsWith(`${topic}-`)) ?? topics()[0];
}

/**
 * @param {string | undefined} topic
 * @param {string} place
 */
function say(topic, place) {
  const stream = address();
  if (!stream || !topic || document.getElementById("guest-here")) return;
  fetch(new URL("writing", stream), { method: "POST", body: new URLSearchParams({ topic, place }) }).catch(() => {});
}
