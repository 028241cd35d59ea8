/** Keeps a copy of the page on this device, so that it opens with no network. */

class OfflineCopy {
  /** False when the browser refuses (no TLS, private window): then the page must not be closed. */
  possible = $state(true)

  /** `scope` is the page's own address; the copy answers for nothing else. */
  keep(scope: string): void {
    if (!('serviceWorker' in navigator)) {
      this.possible = false
      return
    }
    navigator.serviceWorker.register('/sw.js', { scope }).catch(() => (this.possible = false))
  }
}

export const offlineCopy = new OfflineCopy()
