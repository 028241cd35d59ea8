/** Protocols that fit the caller's words; the whole list stays at hand when there are none. */
import { read } from '$lib/api'
import type { ProtocolHit } from '$lib/wire'

import { OPENING } from './questioning.svelte'

/** Long enough for a word to be finished. */
const PAUSE_MS = 300

export class Suggestions {
  hits = $state<ProtocolHit[]>([])
  readonly #words: () => string

  constructor(words: () => string) {
    this.#words = words
  }

  /** Asks again when the words change; to be called in an effect. */
  follow(): (() => void) | undefined {
    const q = this.#words().trim()
    if (q.length < 3) {
      this.hits = []
      return undefined
    }
    const stop = new AbortController()
    const wait = setTimeout(() => void this.#search(q, stop.signal), PAUSE_MS)
    return () => {
      clearTimeout(wait)
      stop.abort()
    }
  }

  async #search(q: string, signal: AbortSignal): Promise<void> {
    try {
      const found = await read<ProtocolHit[]>('/protocols/search', { q }, signal)
      this.hits = found.filter((one) => one.id !== OPENING)
    } catch {
      // A suggestion that does not come is no failure: the person can choose from the list.
      this.hits = []
    }
  }
}
