/**
 * Tells the room that a notice reached this page (DELIVERED) and was looked at (OPENED).
 *
 * A receipt is worth something only while it is new: it is tried again while the page is open and
 * not kept beyond it. A refusal means that the notice has moved on, and the receipt with it.
 */
import { act, Refused } from '$lib/api'
import type { Notice } from '$lib/wire'

type Step = 'DELIVERED' | 'OPENED'
type Told = (answer: { n: Record<string, number>; notice: Notice }) => void

const RETRY_MS = 10_000

export class Receipts {
  readonly #told: Told
  readonly #owed = new Map<string, { id: string; status: Step }>()
  readonly #asked = new Set<string>()
  #timer: ReturnType<typeof setInterval> | undefined
  #busy = false

  constructor(told: Told) {
    this.#told = told
  }

  start(): void {
    this.#timer = setInterval(() => void this.#settle(), RETRY_MS)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  /** Owes the room one receipt, once per notice and step. */
  owe(id: string, status: Step): void {
    const name = `${id} ${status}`
    if (this.#asked.has(name)) return
    this.#asked.add(name)
    this.#owed.set(name, { id, status })
    void this.#settle()
  }

  async #settle(): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    for (const [name, { id, status }] of this.#owed) {
      try {
        this.#told(await act('POST', `/notices/${id}/moves`, { status }))
        this.#owed.delete(name)
      } catch (error) {
        // Signed out or no answer: later. Any other refusal: there is nothing left to say.
        if (!(error instanceof Refused) || error.status === 401) break
        this.#owed.delete(name)
      }
    }
    this.#busy = false
  }
}
