// The room of a workshop: the clock, laying cards together, and coming in when the room opens.
import { sendLater } from "./_unsent.js";
import { followWhoLeads } from "./_leading.js";
import { runClocks } from "./_clock.js";
import { layCardsTogether } from "./_cards.js";
import { followTheRoom } from "./_told.js";
import { followTheWords } from "./_follows.js";
import { beginAtTheTop } from "./_beginning.js";
import { showAllOnTheWall } from "./_wall.js";

sendLater();
followWhoLeads();
runClocks();
layCardsTogether();
followTheRoom();
followTheWords();
beginAtTheTop();
showAllOnTheWall();

// Enter adds a card; with Shift it breaks the line.
document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (!(field instanceof HTMLTextAreaElement) || !("enterSends" in field.dataset)) return;
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  field.form?.requestSubmit();
});

// What was sent leaves its fields empty for the next: what somebody types is otherwise kept when a part is drawn anew. A tick
// goes as well: whoever signs one card has not signed the next.
document.addEventListener("htmx:finally:request", (event) => {
  const { sourceElement, response } = /** @type {CustomEvent} */ (event).detail?.ctx ?? {};
  if (!(sourceElement instanceof HTMLFormElement) || !("empties" in sourceElement.dataset) || response?.status !== 200) return;
  for (const field of sourceElement.querySelectorAll("textarea")) field.value = "";
  for (const field of sourceElement.querySelectorAll("input")) {
    if (field.type === "checkbox") field.checked = false;
    else if (field.type !== "hidden") field.value = "";
  }
});

// Whoever waits before the door is let in when the meeting begins; whoever is inside sees what came of it at the end.
const door = document.getElementById("room-opens");
if (door) document.getElementById("live")?.addEventListener(door.dataset.topic ?? "", () => location.reload());
