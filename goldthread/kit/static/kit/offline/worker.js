// Shows the page about a missing connection instead of the browser's own. It keeps that page and its styles, nothing
// else: whatever people write or read is never stored here, and every request still goes to the network first.
const KEPT = "offline-1";
const PAGE = new URL("./", self.location.href).href;

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));

self.addEventListener("activate", (event) => event.waitUntil(forgetOthers().then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  const { mode, destination } = event.request;
  if (mode === "navigate" && event.request.method === "GET") event.respondWith(fetch(event.request).catch(() => caches.match(PAGE)));
  else if (destination === "style") event.respondWith(fetch(event.request).catch(() => kept(event.request)));
});

async function keep() {
  const cache = await caches.open(KEPT);
  const page = await fetch(PAGE, { credentials: "omit" });
  await cache.put(PAGE, page.clone());
  const sheets = found(await page.text(), /<link rel="stylesheet" href="([^"]+)"/g, PAGE);
  for (const sheet of sheets) {
    const answer = await fetch(sheet);
    await cache.put(sheet, answer.clone());
    await cache.addAll(found(await answer.text(), /@import url\("([^"]+)"\)/g, sheet));
  }
}

async function kept(request) {
  return (await caches.match(request)) ?? Response.error();
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("offline-") && name !== KEPT).map((name) => caches.delete(name)));
}

function found(text, pattern, base) {
  return [...text.matchAll(pattern)].map((match) => new URL(match[1], base).href);
}
