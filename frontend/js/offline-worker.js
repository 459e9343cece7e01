// Only for when the network fails: answers a page with /offline/, and its stylesheet from the same store. Keeps nothing else.
const STORE = "offline-1";

async function keep() {
  const store = await caches.open(STORE);
  const page = await fetch("/offline/", { cache: "reload" });
  const style = (await page.clone().text()).match(/rel="stylesheet" href="([^"]+)"/);
  await store.put("/offline/", page);
  if (style) await store.add(style[1]);
}

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate" && request.method === "GET") {
    event.respondWith(fetch(request).catch(() => caches.match("/offline/")));
  } else if (request.destination === "style") {
    event.respondWith(fetch(request).catch(async () => (await caches.match(request)) ?? Response.error()));
  }
});
