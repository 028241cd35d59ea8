/**
 * What the room hears: a soft ring while a call of this centre rings, for those who answer calls,
 * one double tone when a life threat begins to wait, for those who regulate, three rising tones
 * when a caller's phone has said where it is, for whoever asked, and a falling one for everybody
 * while a task lies there that nobody moves on.
 *
 * Each sound has a visible twin in the lists. Browsers allow no sound before the page was touched.
 */
import { store, stored } from '$lib/stored'

/** Shorter than a telephone's own cadence, so that a ring is never missed by a moment's noise. */
const REPEAT_MS = 3000
/** Heard beside a headset, not over it. */
const VOLUME = 0.08
const FADE_S = 0.03

interface Tone {
  hertz: number
  from_s: number
  to_s: number
}
const RING: readonly Tone[] = [
  { hertz: 523, from_s: 0, to_s: 0.25 },
  { hertz: 659, from_s: 0.3, to_s: 0.6 },
]
/** Tasks that nobody moves on are told again this often: not to be forgotten, not to be hated. */
const LYING_REPEAT_MS = 20_000
const LYING: readonly Tone[] = [
  { hertz: 440, from_s: 0, to_s: 0.2 },
  { hertz: 349, from_s: 0.25, to_s: 0.5 },
]
const LIFE_THREAT: readonly Tone[] = [
  { hertz: 880, from_s: 0, to_s: 0.15 },
  { hertz: 880, from_s: 0.25, to_s: 0.4 },
]
const POSITION: readonly Tone[] = [
  { hertz: 784, from_s: 0, to_s: 0.12 },
  { hertz: 988, from_s: 0.16, to_s: 0.28 },
  { hertz: 1175, from_s: 0.32, to_s: 0.5 },
]

export class Ring {
  #muted = $state(stored<boolean>('ring.muted') ?? false)
  #audio: AudioContext | null = null
  #timer: ReturnType<typeof setInterval> | undefined
  /** Life threats that were already told. */
  #told = new Set<string>()
  /** Positions of callers' phones that were already told. */
  #placed = new Set<string>()

  get muted(): boolean {
    return this.#muted
  }

  set muted(muted: boolean) {
    this.#muted = muted
    store('ring.muted', muted)
  }

  /** Call it from a press or a key: only then may a page be heard. */
  readonly allow = (): void => {
    this.#audio ??= 'AudioContext' in window ? new AudioContext() : null
    if (this.#audio?.state === 'suspended') void this.#audio.resume()
  }

  /** Rings until the returned function is called. */
  whileRinging(): () => void {
    this.#play(RING)
    this.#timer = setInterval(() => this.#play(RING), REPEAT_MS)
    return () => clearInterval(this.#timer)
  }

  /** Tells of tasks that nobody moves on, until the returned function is called. */
  whileLying(): () => void {
    this.#play(LYING)
    const timer = setInterval(() => this.#play(LYING), LYING_REPEAT_MS)
    return () => clearInterval(timer)
  }

  /** Tells each life threat once. */
  tell(waiting: readonly string[]): void {
    const fresh = waiting.filter((id) => !this.#told.has(id))
    this.#told = new Set(waiting)
    if (fresh.length > 0) this.#play(LIFE_THREAT)
  }

  /** Tells each position of a caller's phone once; what is unseen after a reload is silent. */
  tellPositions(news: readonly string[], first: boolean): void {
    const fresh = news.filter((key) => !this.#placed.has(key))
    fresh.forEach((key) => this.#placed.add(key))
    if (fresh.length > 0 && !first) this.#play(POSITION)
  }

  #play(tones: readonly Tone[]): void {
    const audio = this.#audio
    if (!this.#muted && audio?.state === 'running') tones.forEach((tone) => sound(audio, tone))
  }

  close(): void {
    clearInterval(this.#timer)
    void this.#audio?.close()
    this.#audio = null
  }
}

function sound(audio: AudioContext, { hertz, from_s, to_s }: Tone): void {
  const [start, end] = [audio.currentTime + from_s, audio.currentTime + to_s]
  const tone = audio.createOscillator()
  const volume = audio.createGain()
  tone.frequency.value = hertz
  // Faded in and out: an edge clicks.
  volume.gain.setValueAtTime(0, start)
  volume.gain.linearRampToValueAtTime(VOLUME, start + FADE_S)
  volume.gain.setValueAtTime(VOLUME, end - FADE_S)
  volume.gain.linearRampToValueAtTime(0, end)
  tone.connect(volume).connect(audio.destination)
  tone.start(start)
  tone.stop(end)
}
