/** The proposal for one case, asked again when something moves; the last one stays in view meanwhile. */
import { read } from '$lib/api'
import { Attempt } from '$lib/attempt.svelte'
import type { Proposal } from '$lib/wire'

/** A busy room moves several times a second; ranks that change faster cannot be read. */
const SOON_MS = 700
/** Travel times and ages grow old by themselves. */
const EVERY_MS = 30_000

export class ProposalKeeper {
  readonly reading = new Attempt()
  proposal = $state<Proposal | null>(null)
  readonly #case_id: () => string
  #soon: ReturnType<typeof setTimeout> | undefined

  constructor(case_id: () => string) {
    this.#case_id = case_id
  }

  readonly refresh = (): void => {
    clearTimeout(this.#soon)
    this.#soon = undefined
    const path = `/cases/${this.#case_id()}/proposal`
    void this.reading.run(
      () => read<Proposal>(path),
      (proposal) => (this.proposal = proposal),
    )
  }

  refreshSoon(): void {
    this.#soon ??= setTimeout(this.refresh, this.proposal === null ? 0 : SOON_MS)
  }

  /** Refreshes until the returned function is called. */
  everyHalfMinute(): () => void {
    const every = setInterval(this.refresh, EVERY_MS)
    return () => {
      clearInterval(every)
      clearTimeout(this.#soon)
    }
  }
}
