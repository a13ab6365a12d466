// @ts-check
// Opens the browser's own dialog for printing.
import { around } from "../../../kit/static/kit/_words.js";

document.addEventListener("click", (event) => {
  if (around(event, "[data-print]")) window.print();
});
