/** One thing a person tries: busy while it runs, its failure kept, tried again on demand. */

export class Attempt {
  busy = $state(false)
  error = $state<unknown>(null)
  #work: (() => Promise<void>) | null = null

  /** Runs the work unless it is already running; a failure is kept in `error`, never thrown. */
  async run<T>(work: () => Promise<T>, done?: (answer: T) => void): Promise<void> {
    if (this.busy) return
    this.#work = async () => {
      const answer = await work()
      done?.(answer)
    }
    await this.#go()
  }

  readonly again = (): void => {
    if (!this.busy) void this.#go()
  }

  clear(): void {
    this.error = null
  }

  async #go(): Promise<void> {
    if (this.#work === null) return
    this.busy = true
    this.error = null
    try {
      await this.#work()
    } catch (error) {
      this.error = error
    } finally {
      this.busy = false
    }
  }
}
