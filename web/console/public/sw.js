/**
 * Lets the crew's and the ward's page open with no network. It keeps pages and their hashed assets,
 * never anything of the API: what the service knows comes live or not at all.
 */
const STORE = 'samu-pages-1'
/** On 2G a page takes seconds; past this the kept one is shown and the new one is kept for later. */
const PATIENCE_MS = 4000
const PAGES = ['/equipage', '/service']

self.addEventListener('install', (event) => {
  event.waitUntil(keepPage(ownPage()).then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim())
})

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== 'GET' || url.origin !== location.origin) return
  if (event.request.mode === 'navigate' && PAGES.includes(url.pathname)) {
    const fetched = keepPage(url.pathname)
    event.waitUntil(fetched.catch(() => undefined))
    event.respondWith(page(url.pathname, fetched))
  } else if (url.pathname.startsWith('/assets/')) {
    event.respondWith(asset(event.request))
  }
})

function ownPage() {
  return new URL(self.registration.scope).pathname
}

/** The fresh page if it comes soon, else the kept one, else whatever the fresh one becomes. */
async function page(path, fetched) {
  const kept = await caches.match(path)
  if (!kept) return fetched
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, kept))
  return Promise.race([fetched.catch(() => kept), late])
}

/** Fetches a page and keeps it once all it needs is kept; raises when the network fails. */
async function keepPage(path) {
  const response = await fetch(path, { cache: 'no-cache' })
  if (!response.ok) return response
  const html = await response.clone().text()
  const store = await caches.open(STORE)
  await Promise.all(assetsOf(html).map((name) => keepAsset(store, name)))
  await store.put(path, response.clone())
  await dropUnused(store)
  return response
}

const assetsOf = (html) => [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((found) => found[1])

/** A hashed asset never changes: what is kept is never asked for again. */
async function keepAsset(store, name) {
  if (!(await store.match(name))) await store.add(name)
}

async function asset(request) {
  const kept = await caches.match(request)
  if (kept) return kept
  const response = await fetch(request)
  if (response.ok) (await caches.open(STORE)).put(request, response.clone())
  return response
}

/** Drops the assets that no kept page names any more. */
async function dropUnused(store) {
  const pages = await Promise.all(PAGES.map((path) => store.match(path)))
  const texts = await Promise.all(pages.filter(Boolean).map((one) => one.text()))
  const used = new Set([...PAGES, ...texts.flatMap(assetsOf)])
  for (const request of await store.keys()) {
    if (!used.has(new URL(request.url).pathname)) await store.delete(request)
  }
}
