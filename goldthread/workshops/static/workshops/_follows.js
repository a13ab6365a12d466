// Whoever changes the words begins with those that are on the table, also where somebody else has put others there
// meanwhile. What one has typed oneself stays.

/** @type {string | null} */
let laid = null;

export function followTheWords() {
  laid = field()?.defaultValue ?? null;
  document.addEventListener("htmx:before:swap", remember);
  document.addEventListener("htmx:after:swap", follow);
}

const field = () => /** @type {HTMLTextAreaElement | null} */ (document.querySelector("#mine textarea[data-follows]"));

function remember() {
  laid = field()?.defaultValue ?? null;
}

function follow() {
  const now = field();
  if (now && laid !== null && now.value === laid && now.value !== now.defaultValue) now.value = now.defaultValue;
  laid = now?.defaultValue ?? null;
}
