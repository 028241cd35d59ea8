/** The server's clock as this page knows it, ticking once a second. */

const TICK_MS = 1000

class Clock {
  /** Milliseconds of the server's clock, moved on once a second. */
  now_ms = $state(Date.now())
  #offset_ms = 0

  constructor() {
    setInterval(() => (this.now_ms = this.precise_ms()), TICK_MS)
  }

  /** Milliseconds of the server's clock at this very moment. */
  precise_ms(): number {
    return Date.now() + this.#offset_ms
  }

  /** Learns the server's clock from a time it just sent. */
  learn(server_time: string): void {
    this.#offset_ms = Date.parse(server_time) - Date.now()
    this.now_ms = this.precise_ms()
  }

  /** Whole seconds since a server time; never negative. */
  age_s(at: string): number {
    return Math.max(0, Math.floor((this.now_ms - Date.parse(at)) / 1000))
  }
}

export const clock = new Clock()
