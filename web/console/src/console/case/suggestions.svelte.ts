/** The five protocols that fit some words best; the whole list stays at hand when there are none. */
import { read } from '$lib/api'
import type { ProtocolHit } from '$lib/wire'

import { OPENING } from './questioning.svelte'

export class Suggestions {
  hits = $state<ProtocolHit[]>([])
  /** Nothing but the protocol for what no other covers. */
  readonly none = $derived.by(() => this.hits.length <= 1)
  readonly #words: () => string
  readonly #centre: string

  constructor(centre: string, words: () => string) {
    this.#centre = centre
    this.#words = words
  }

  /** Asks again at each key press, the answer to the last one counts; to be called in an effect. */
  follow(): (() => void) | undefined {
    const q = this.#words().trim()
    if (q.length < 3) {
      this.hits = []
      return undefined
    }
    const stop = new AbortController()
    void this.#search(q, stop.signal)
    return () => stop.abort()
  }

  async #search(q: string, signal: AbortSignal): Promise<void> {
    try {
      const found = await read<ProtocolHit[]>('/protocols/search', { q, centre: this.#centre }, signal)
      this.hits = found.filter((one) => one.id !== OPENING)
    } catch {
      if (signal.aborted) return
      // A suggestion that does not come is no failure: the person can choose from the list.
      this.hits = []
    }
  }
}
