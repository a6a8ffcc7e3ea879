// Shows the kept page of an area when there is no signal. It keeps our own files and one page that names nobody;
// no answer for a person is ever kept.
const KEPT = {{ kept|safe }};
const STORE = {{ store|safe }};
const STANDS_FOR = new RegExp({{ stands_for|safe }});
const SHELL = KEPT[0];
const name = async () => {
  const bytes = new TextEncoder().encode(KEPT.join("\n"));
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return STORE + [...new Uint8Array(digest)].slice(0, 6).map((b) => b.toString(16).padStart(2, "0")).join("");
};
self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const store = await caches.open(await name());
    for (const path of KEPT) {
      const answer = await fetch(path, { credentials: "omit", cache: "no-cache" });
      if (!answer.ok || answer.redirected) throw new Error(path);
      await store.put(path, answer);
    }
    await self.skipWaiting();
  })());
});
self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const now = await name();
    for (const each of await caches.keys()) {
      if (each.startsWith(STORE) && each !== now) await caches.delete(each);
    }
    await self.clients.claim();
  })());
});
self.addEventListener("fetch", (event) => {
  const asked = new URL(event.request.url);
  if (asked.origin !== location.origin || event.request.method !== "GET") return;
  const isPage = event.request.mode === "navigate" && STANDS_FOR.test(asked.pathname);
  const kept = KEPT.includes(asked.pathname + asked.search) || KEPT.includes(asked.pathname);
  if (!isPage && !kept) return;
  event.respondWith((async () => {
    try {
      return await fetch(event.request);
    } catch (fault) {
      const store = await caches.open(await name());
      const answer = await store.match(isPage ? SHELL : asked.pathname + asked.search, { ignoreVary: true });
      if (answer) return answer;
      throw fault;
    }
  })());
});
