/**
 * Patients added one press each: kept in this browser first, sent one after the other, each under
 * its own key. A broken line loses none and a second try counts none twice.
 */
import { Refused, Unreachable } from '$lib/api'
import { forget, store, stored } from '$lib/stored'
import type { Tag } from '$lib/wire'
import { ulid } from '$lib/ulid'

import type { PatientCommands } from './commands'

const RETRY_MS = 4000

interface Press {
  key: string
  tag: Tag | null
}
interface Kept {
  presses: Press[]
  saved_ms: number
}

export class TagQueue {
  waiting = $state<Press[]>([])
  error = $state<unknown>(null)
  #sending = false
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #commands: PatientCommands
  readonly #case_id: string

  constructor(commands: PatientCommands, case_id: string) {
    this.#commands = commands
    this.#case_id = case_id
    this.waiting = stored<Kept>(this.#name)?.presses ?? []
    if (this.waiting.length > 0) void this.send()
  }

  get #name(): string {
    return `presses.${this.#case_id}`
  }

  add(tag: Tag | null): void {
    this.waiting = [...this.waiting, { key: ulid(), tag }]
    this.#keep()
    void this.send()
  }

  readonly send = async (): Promise<void> => {
    if (this.#sending) return
    this.#sending = true
    this.error = null
    try {
      for (let next = this.waiting[0]; next; next = this.waiting[0]) await this.#sendOne(next)
    } catch (error) {
      this.error = error
      if (error instanceof Unreachable) this.#timer = setTimeout(() => void this.send(), RETRY_MS)
    } finally {
      this.#sending = false
    }
  }

  /** Stops trying; what waits is sent when the case is opened again. */
  rest(): void {
    clearTimeout(this.#timer)
  }

  async #sendOne({ key, tag }: Press): Promise<void> {
    try {
      await this.#commands.add(this.#case_id, tag, key)
    } catch (error) {
      // What was refused is refused again: it is told and let go.
      if (error instanceof Refused) this.#drop(key)
      throw error
    }
    this.#drop(key)
  }

  #drop(key: string): void {
    this.waiting = this.waiting.filter((press) => press.key !== key)
    this.#keep()
  }

  #keep(): void {
    if (this.waiting.length === 0) return forget(this.#name)
    const presses = $state.snapshot(this.waiting)
    store(this.#name, { presses, saved_ms: Date.now() } satisfies Kept)
  }
}
