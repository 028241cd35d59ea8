/** What the server knows and seldom changes: centres, protocols, instructions. Read once, patiently. */
import { SvelteMap } from 'svelte/reactivity'

import { read } from '$lib/api'
import { vocabulary } from '$lib/vocabulary.svelte'
import type { Centre, Instruction, Protocol } from '$lib/wire'

const RETRY_MS = 4000

class Reference {
  readonly centres = new SvelteMap<string, Centre>()
  readonly protocols = new SvelteMap<string, Protocol>()
  readonly instructions = new SvelteMap<string, Instruction>()

  load(): void {
    void fillUp(this.centres, '/centres')
    void fillUp(this.protocols, '/protocols')
    void fillUp(this.instructions, '/instructions')
    void vocabulary.load()
  }

  /** Where a centre sits: short enough for a chip. */
  cityOf(centre_id: string): string {
    return this.centres.get(centre_id)?.city ?? centre_id
  }

  centreName(id: string): string {
    return this.centres.get(id)?.name ?? id
  }
}

async function fillUp<T extends { id: string }>(map: SvelteMap<string, T>, path: string) {
  try {
    for (const one of await read<T[]>(path)) map.set(one.id, one)
  } catch {
    setTimeout(() => void fillUp(map, path), RETRY_MS)
  }
}

export const reference = new Reference()
