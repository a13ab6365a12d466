// Cards are laid together by dragging one onto another, or by pressing one and then the other: by mouse, finger or keyboard.

/** @type {string} */
let picked = "";
let usualHint = "";

export function layCardsTogether() {
  document.addEventListener("click", (event) => {
    const card = cardOf(event.target);
    if (card) press(keyOf(card));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && picked) pick("");
  });
  document.addEventListener("dragstart", (event) => {
    const card = cardOf(event.target);
    if (card) event.dataTransfer?.setData("text/plain", keyOf(card));
  });
  document.addEventListener("dragover", (event) => {
    if (cardOf(event.target) || isTable(event.target)) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    const dragged = event.dataTransfer?.getData("text/plain") ?? "";
    const onto = cardOf(event.target) ?? groupOf(event.target);
    if (!dragged || !(onto || isTable(event.target))) return;
    event.preventDefault();
    lay(dragged, onto ? keyOf(onto) : "");
  });
  document.addEventListener("htmx:after:swap", () => pick(picked));
}

/** @param {string} card */
function press(card) {
  if (!picked) pick(card);
  else if (picked === card) lay(card, "");
  else lay(picked, card);
}

/**
 * Onto another card, or with no other: by itself.
 * @param {string} card
 * @param {string} onto
 */
function lay(card, onto) {
  pick("");
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById("grouping"));
  if (!form || card === onto) return;
  const isGrouped = document.getElementById(`card-${card}`)?.hasAttribute("data-grouped");
  if (!onto && !isGrouped) return;
  /** @type {HTMLInputElement} */ (form.elements.namedItem("card")).value = card;
  /** @type {HTMLInputElement} */ (form.elements.namedItem("with")).value = onto;
  form.requestSubmit();
}

/** @param {string} card */
function pick(card) {
  picked = card && document.getElementById(`card-${card}`) ? card : "";
  for (const one of document.querySelectorAll("[data-card]")) one.setAttribute("aria-pressed", String(one.id === `card-${picked}` && picked !== ""));
  const hint = document.getElementById("room-hint");
  if (!hint) return;
  if (!usualHint) usualHint = hint.textContent ?? "";
  hint.textContent = picked ? (document.getElementById("room-cards")?.dataset.hint ?? "") : usualHint;
}

/** @param {EventTarget | null} target */
const cardOf = (target) => /** @type {HTMLElement | null} */ (target instanceof Element && document.getElementById("grouping") ? target.closest("[data-card]") : null);

/**
 * Whoever lays a card on the frame of a group means the group: any card in it stands for all.
 * @param {EventTarget | null} target
 */
const groupOf = (target) => /** @type {HTMLElement | null} */ (target instanceof Element ? (target.closest(".cluster")?.querySelector("[data-card]") ?? null) : null);

/** @param {HTMLElement} card */
const keyOf = (card) => card.id.replace("card-", "");

/** @param {EventTarget | null} target */
const isTable = (target) => target instanceof Element && target.closest("#room-cards") !== null;
