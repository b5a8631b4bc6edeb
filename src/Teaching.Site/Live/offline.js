// Keeps what was loaded, so that visited pages and the runtime work without a network. The export puts the version of what the site brings in here:
// another version is another store, and the old one goes.
const store = "teaching-VERSION";

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", event => event.waitUntil((async () => {
  for (const name of await caches.keys())
    if (name.startsWith("teaching-") && name !== store) await caches.delete(name);
  await self.clients.claim();
})()));

// The page names what it had loaded before this was there.
self.addEventListener("message", event => event.waitUntil((async () => {
  const cache = await caches.open(store);
  for (const address of Array.isArray(event.data) ? event.data : [])
    if (!await cache.match(address)) await cache.add(address).catch(() => {});
})()));

self.addEventListener("fetch", event => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith("http")) return;
  const home = self.registration.scope;
  // The runtime is that of this version, and the public copies have theirs in the address; pages and what they share may be written anew.
  if (request.url.startsWith(home + "live/") || (!request.url.startsWith(home) && ["script", "style", "font"].includes(request.destination)))
    event.respondWith(cacheFirst(request));
  else if (request.url.startsWith(home)) event.respondWith(networkFirst(request));
});

async function networkFirst(request) {
  const cache = await caches.open(store);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(request.url, response.clone());
    return response;
  } catch (error) {
    const kept = await cache.match(request.url, { ignoreSearch: true });
    if (kept) return kept;
    throw error;
  }
}

async function cacheFirst(request) {
  const cache = await caches.open(store);
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok && response.type !== "opaque") await cache.put(request, response.clone()).catch(() => {});
  return response;
}
