// On the big screen nobody holds a mouse: cards move closer together until all of them fit, as far as they can be read from
// afar; where that is not enough it says how many lie further down, and one button shows them, a screenful at a time.

const TIGHTEST = 3;

const main = () => document.getElementById("room-main");
const button = () => document.getElementById("room-rest");
let isDue = false;

export function showAllOnTheWall() {
  if (!button()) return;
  document.addEventListener("htmx:after:swap", () => soon(true));
  window.addEventListener("load", () => soon(true));
  window.addEventListener("resize", () => soon(true));
  document.addEventListener("scroll", () => soon(false), true);
  button()?.addEventListener("click", turn);
  soon(true);
}

/** @param {boolean} fits whether it has to be laid anew as well */
function soon(fits) {
  if (fits) lay();
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(() => {
    isDue = false;
    tell();
  });
}

function lay() {
  const wall = main();
  if (!wall) return;
  for (let tight = 0; tight <= TIGHTEST; tight += 1) {
    document.body.dataset.tight = String(tight);
    if (wall.scrollHeight <= wall.clientHeight) return;
  }
}

function tell() {
  const wall = main();
  const rest = button();
  if (!wall || !rest) return;
  const below = howManyBelow(wall);
  const isAtEnd = wall.scrollTop > 0 && !below;
  rest.hidden = !below && !isAtEnd;
  rest.textContent = (isAtEnd ? (rest.dataset.top ?? "") : (rest.dataset.rest ?? "")).replace("{count}", String(below));
}

/**
 * How many cards end below what is seen.
 * @param {HTMLElement} wall
 */
function howManyBelow(wall) {
  const edge = wall.scrollTop + wall.clientHeight + 1;
  return [.../** @type {NodeListOf<HTMLElement>} */ (wall.querySelectorAll("[data-card]"))].filter((card) => card.offsetTop + card.offsetHeight > edge).length;
}

function turn() {
  const wall = main();
  if (!wall) return;
  const isAtEnd = wall.scrollTop + wall.clientHeight >= wall.scrollHeight - 1;
  wall.scrollTo({ top: isAtEnd ? 0 : wall.scrollTop + wall.clientHeight * 0.85 });
}
