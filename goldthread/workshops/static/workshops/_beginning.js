// What a phase is about stands at the top: with a new phase everybody sees it from there, but for those who are just typing.

const table = () => document.getElementById("table");
let phase = table()?.dataset.phase;

export function beginAtTheTop() {
  document.addEventListener("htmx:after:swap", () => {
    const now = table()?.dataset.phase;
    if (now === phase) return;
    phase = now;
    if (!isTyping()) begin();
  });
}

function begin() {
  window.scrollTo(0, 0);
  for (const part of document.querySelectorAll(".room-main, .room-side")) part.scrollTop = 0;
  // The keyboard of a telephone covers half of what was just turned over.
  const held = document.activeElement;
  if (held instanceof HTMLTextAreaElement && matchMedia("(pointer: coarse)").matches) held.blur();
}

function isTyping() {
  const held = document.activeElement;
  return (held instanceof HTMLTextAreaElement || held instanceof HTMLInputElement) && held.value !== "" && held.value !== held.defaultValue;
}
