// What dist/htmx.js puts on every page before the rooms' own scripts.
import type Htmx from "htmx.org";

declare global {
  const htmx: typeof Htmx;
  interface Window {
    htmx: typeof Htmx;
  }
}
