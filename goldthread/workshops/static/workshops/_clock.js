// Counts down to the end of a phase, and up while somebody speaks. The server says when; its clock is the one that holds.

const note = document.getElementById("room-clock-now");
const ahead = note?.dataset.now ? Date.parse(note.dataset.now) - Date.now() : 0;
// Further away than this nobody counts minutes: the day and the time where one is say more.
const FAR_SECONDS = 3 * 3600;
const localTime = new Intl.DateTimeFormat(document.documentElement.lang || undefined, {
  weekday: "short",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
  timeZone: note?.dataset.zone || undefined,
});

export function runClocks() {
  tick();
  setInterval(tick, 1000);
  document.addEventListener("htmx:after:swap", tick);
}

function tick() {
  const now = Date.now() + ahead;
  for (const clock of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-ends]"))) {
    const ends = Date.parse(clock.dataset.ends ?? "");
    const left = Math.round((ends - now) / 1000);
    if (left > FAR_SECONDS) {
      say(clock, localTime.format(ends), false);
      clock.classList.add("far");
      continue;
    }
    say(clock, `${left < 0 ? "−" : ""}${minutes(Math.abs(left))}`, left < 0);
  }
  for (const clock of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-since]"))) {
    const spoken = Math.max(0, Math.round((now - Date.parse(clock.dataset.since ?? "")) / 1000));
    say(clock, minutes(spoken), spoken > Number(clock.dataset.seconds));
  }
}

/**
 * @param {HTMLElement} clock
 * @param {string} words
 * @param {boolean} isOver
 */
function say(clock, words, isOver) {
  if (clock.textContent !== words) clock.textContent = words;
  clock.classList.toggle("over", isOver);
}

/** @param {number} seconds */
const minutes = (seconds) => `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
