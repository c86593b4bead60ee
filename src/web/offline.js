/**
 * The service worker: what a view has loaded is kept, so that the page works without a connection. The code of all views is kept from the
 * start, their data when they are first asked for, or all at once when the page says so. Names carry a hash: what is kept never ages.
 */
const KEPT = 'parley-VERSION'
const CODE = ['CODE']
const DATA = ['DATA']

const keep = async (names) => {
  const cache = await caches.open(KEPT)
  const missing = []
  for (const name of names) if (!(await cache.match(name))) missing.push(name)
  await cache.addAll(missing)
}

self.addEventListener('install', (event) => {
  event.waitUntil(keep(['./', ...CODE]).then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  const clear = async () => {
    for (const name of await caches.keys()) if (name.startsWith('parley-') && name !== KEPT) await caches.delete(name)
    await self.clients.claim()
  }
  event.waitUntil(clear())
})

self.addEventListener('message', (event) => {
  if (event.data !== 'keep all') return
  const say = (kept) => event.source?.postMessage({ kept })
  event.waitUntil(
    keep(DATA).then(
      () => say(true),
      () => say(false),
    ),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const address = new URL(request.url)
  if (request.method !== 'GET' || address.origin !== location.origin || !address.href.startsWith(self.registration.scope)) return
  event.respondWith(request.mode === 'navigate' ? page(request) : file(request))
})

/** The page itself: the newest where there is a connection, else the one kept. */
const page = async (request) => {
  const kept = await caches.open(KEPT)
  try {
    return await fetch(request)
  } catch {
    return (await kept.match('./')) ?? Response.error()
  }
}

const file = async (request) => {
  const cache = await caches.open(KEPT)
  const found = await cache.match(request)
  if (found) return found
  const answer = await fetch(request)
  if (answer.ok) cache.put(request, answer.clone())
  return answer
}
