// Light, dark, or as the system has it. The server reads the cookie and writes data-theme, so no page flickers.
import { around } from "./_words.js";

const YEAR_SECONDS = 31_536_000;

export function chooseTheme() {
  mark(document.documentElement.dataset.theme || "system");
  document.addEventListener("click", (event) => {
    const choice = around(event, "[data-theme-choice]")?.dataset.themeChoice;
    if (choice) choose(choice);
  });
}

/** @param {string} theme "light", "dark" or "system" */
function choose(theme) {
  const root = document.documentElement.dataset.root || "/";
  const secure = location.protocol === "https:" ? "; secure" : "";
  const age = theme === "system" ? 0 : YEAR_SECONDS;
  document.cookie = `theme=${theme}; path=${root}; max-age=${age}; samesite=lax${secure}`;
  document.documentElement.dataset.theme = theme;
  mark(theme);
}

/** @param {string} theme */
function mark(theme) {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-theme-choice]"))) {
    button.setAttribute("aria-pressed", String(button.dataset.themeChoice === theme));
  }
}
