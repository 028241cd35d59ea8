/** What the server knows and seldom changes: centres, protocols, instructions. Read once, patiently. */
import { SvelteMap } from 'svelte/reactivity'

import { read } from '$lib/api'
import { vocabulary } from '$lib/vocabulary.svelte'
import type { Centre, Instruction, Protocol, ProtocolTrouble } from '$lib/wire'

const RETRY_MS = 4000

class Reference {
  readonly centres = new SvelteMap<string, Centre>()
  readonly protocols = new SvelteMap<string, Protocol>()
  readonly instructions = new SvelteMap<string, Instruction>()
  /** Protocol files that are not in use because something is wrong in them. */
  troubles = $state<ProtocolTrouble[]>([])
  /** Versions that are no longer the present ones, by content hash. */
  readonly #versions = new SvelteMap<string, Protocol>()
  readonly #asked = new Set<string>()

  loadCentres(): void {
    void fillUp(this.centres, '/centres')
  }

  /** Reads what the room of one centre works with. */
  load(centre: string): void {
    this.loadCentres()
    void vocabulary.load()
    void fillUp(this.protocols, '/protocols', { centre })
    void fillUp(this.instructions, '/instructions', { centre })
    void patiently(async () => {
      this.troubles = await read<ProtocolTrouble[]>('/protocols/troubles')
    })
  }

  /** The version a call began with, the present one for a new call; undefined until it is here. */
  protocol(id: string, sha256?: string): Protocol | undefined {
    const present = this.protocols.get(id)
    if (sha256 === undefined || present?.sha256 === sha256) return present
    if (!this.#asked.has(sha256)) {
      this.#asked.add(sha256)
      void patiently(async () => {
        this.#versions.set(sha256, await read<Protocol>(`/protocols/versions/${sha256}`))
      })
    }
    return this.#versions.get(sha256)
  }

  /** Where a centre sits: short enough for a chip. */
  cityOf(centre_id: string): string {
    return this.centres.get(centre_id)?.city ?? centre_id
  }

  centreName(id: string): string {
    return this.centres.get(id)?.name ?? id
  }
}

async function fillUp<T extends { id: string }>(map: SvelteMap<string, T>, path: string, query = {}): Promise<void> {
  await patiently(async () => {
    for (const one of await read<T[]>(path, query)) map.set(one.id, one)
  })
}

/** Tries until it works: the line of the room comes and goes. */
async function patiently(act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch {
    setTimeout(() => void patiently(act), RETRY_MS)
  }
}

export const reference = new Reference()
