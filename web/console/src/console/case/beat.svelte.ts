/** The beat of chest compressions: a count-in, then thirty and again, seen and heard. */

/** Compressions a minute that resuscitation guidelines ask for (ERC 2021). */
export const SLOWEST = 100
export const FASTEST = 120
const STEP = 5
/** Time for the caller to kneel and put the hands down. */
const COUNT_IN = 4
const ROUND = 30
const CLICK_S = 0.05
const COUNT_HZ = 660
const PUSH_HZ = 880

export class Beat {
  running = $state(false)
  sound = $state(false)
  perMinute = $state(110)
  /** Below 1 the count-in, then 1 to 30. */
  #at = $state(-COUNT_IN)
  #audio: AudioContext | null = null

  /** What is left of the count-in, 0 once the pushing goes on. */
  readonly countIn = $derived.by(() => Math.max(0, 1 - this.#at))
  readonly push = $derived.by(() => Math.max(0, this.#at))

  start(): void {
    this.#at = 1 - COUNT_IN
    this.running = true
  }

  stop(): void {
    this.running = false
  }

  faster(): void {
    this.perMinute = Math.min(FASTEST, this.perMinute + STEP)
  }

  slower(): void {
    this.perMinute = Math.max(SLOWEST, this.perMinute - STEP)
  }

  /** Beats while it runs; to be called in an effect. */
  follow(): (() => void) | undefined {
    if (!this.running) return undefined
    const every = setInterval(() => this.#strike(), 60_000 / this.perMinute)
    return () => clearInterval(every)
  }

  close(): void {
    void this.#audio?.close()
  }

  #strike(): void {
    this.#at = this.#at >= ROUND ? 1 : this.#at + 1
    if (this.sound) this.#click(this.#at < 1 ? COUNT_HZ : PUSH_HZ)
  }

  #click(hertz: number): void {
    const audio = (this.#audio ??= new AudioContext())
    const tone = audio.createOscillator()
    const volume = audio.createGain()
    tone.frequency.value = hertz
    volume.gain.value = 0.2
    tone.connect(volume).connect(audio.destination)
    tone.start()
    tone.stop(audio.currentTime + CLICK_S)
  }
}
