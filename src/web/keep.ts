/** Keeping the page for use without a connection. */

/** Starts the service worker once the first view stands; a host without https has none, and the page works as before. */
export function keepCode(): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  navigator.serviceWorker.register(new URL('offline.js', document.baseURI)).catch(() => {})
}

/** Loads and keeps all data. Gives whether that went well. */
export async function keepAll(): Promise<boolean> {
  if (!('serviceWorker' in navigator)) return false
  const { active } = await navigator.serviceWorker.ready
  return new Promise((resolve) => {
    navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<{ kept: boolean }>) => resolve(data.kept), { once: true })
    active ? active.postMessage('keep all') : resolve(false)
  })
}
