/** Calls that ended without a case. The board lets them go; here they wait in case it was a mistake. */
import { SvelteMap } from 'svelte/reactivity'

import { read } from '$lib/api'
import type { Call } from '$lib/wire'

const CLASSED = new Set(['NUISANCE', 'WRONG_NUMBER', 'SILENT', 'INFORMATION'])

export class ClassedCalls {
  readonly #calls = new SvelteMap<string, Call>()
  readonly #centre: string
  readonly newest: Call[] = $derived.by(() =>
    [...this.#calls.values()].sort((a, b) => b.received_at.localeCompare(a.received_at)),
  )

  constructor(centre: string) {
    this.#centre = centre
  }

  get(id: string): Call | undefined {
    return this.#calls.get(id)
  }

  /** Keeps a call in view after it was classed here. */
  keep(call: Call): void {
    if (CLASSED.has(call.state)) this.#calls.set(call.id, call)
    else this.#calls.delete(call.id)
  }

  /** Reads the centre's newest classed calls; raises Refused or Unreachable. */
  async load(): Promise<void> {
    const calls = await read<Call[]>('/calls', { centre: this.#centre, state: [...CLASSED] })
    calls.forEach((call) => this.keep(call))
  }
}
