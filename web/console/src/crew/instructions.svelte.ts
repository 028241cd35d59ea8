/** Titles of the instructions, asked once and kept on the phone. */
import { SvelteMap } from 'svelte/reactivity'

import { read } from '$lib/api'
import type { Instruction, Text } from '$lib/wire'

import { keep } from './crew.svelte'

const RETRY_MS = 20_000
const KEPT = 'instructions'

class Instructions {
  readonly titles = new SvelteMap<string, Text>()

  /** Fills the titles from the phone, then from the server as soon as it answers. */
  async load(): Promise<void> {
    const kept = await keep.get<Instruction[]>(KEPT).catch(() => null)
    if (kept) this.#fill(kept)
    await this.#ask()
  }

  async #ask(): Promise<void> {
    try {
      const all = await read<Instruction[]>('/instructions')
      this.#fill(all)
      await keep.put(KEPT, all).catch(() => undefined)
    } catch {
      setTimeout(() => void this.#ask(), RETRY_MS)
    }
  }

  #fill(all: Instruction[]): void {
    all.forEach((one) => this.titles.set(one.id, one.title))
  }
}

export const instructions = new Instructions()
