// Lets the browser keep the page about a missing connection (offline/worker.js), once the page itself has settled.
const SETTLED_MILLISECONDS = 4000;

export function keepOfflinePage() {
  const root = document.documentElement.dataset.root;
  if (!root || !("serviceWorker" in navigator)) return;
  setTimeout(() => {
    // Where it cannot be kept (no TLS, a private window) the browser shows a page of its own: no loss.
    navigator.serviceWorker.register(`${root}offline/worker.js`, { scope: root }).catch(() => {});
  }, SETTLED_MILLISECONDS);
}
