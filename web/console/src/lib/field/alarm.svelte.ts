/**
 * The sound of something that waits for a person, until they have looked.
 *
 * It always has a visible twin on the page. Silence is asked for, limited in time, and shown.
 */
import { clock } from '../clock.svelte'

const REPEAT_MS = 4000
/** Long enough for one conversation; a ward that stayed silent for a shift would miss a patient. */
export const MUTE_S = 15 * 60
/** Two rising tones, hertz and seconds from the start: heard over a ward, unlike a telephone. */
const TONES = [
  { hertz: 660, from_s: 0, to_s: 0.22 },
  { hertz: 990, from_s: 0.26, to_s: 0.55 },
] as const
const VOLUME = 0.4
const VIBRATION_MS = [300, 120, 300]

export class Alarm {
  /** When silence ends (milliseconds of the server's clock); null when sound is on. */
  muted_until = $state<number | null>(null)
  /** The browser allows no sound until the page is touched once. */
  blocked = $state(false)
  readonly muted = $derived(this.muted_until !== null && this.muted_until > clock.now_ms)

  #audio: AudioContext | null = null
  #timer: ReturnType<typeof setInterval> | undefined

  /** Rings while `wanted`; call it again whenever that changes. */
  ring(wanted: boolean): void {
    if (!wanted) return this.#still()
    if (this.#timer !== undefined) return
    this.#sound()
    this.#timer = setInterval(() => this.#sound(), REPEAT_MS)
  }

  mute(): void {
    this.muted_until = clock.precise_ms() + MUTE_S * 1000
  }

  unmute(): void {
    this.muted_until = null
    this.unblock()
  }

  /** Call it from a touch or a key: only then may a page make itself heard. */
  readonly unblock = (): void => {
    this.#audio ??= 'AudioContext' in window ? new AudioContext() : null
    void this.#audio?.resume().then(() => (this.blocked = false))
  }

  #still(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #sound(): void {
    if (this.muted) return
    navigator.vibrate?.(VIBRATION_MS)
    this.#audio ??= 'AudioContext' in window ? new AudioContext() : null
    const audio = this.#audio
    this.blocked = audio === null || audio.state !== 'running'
    if (audio && !this.blocked) TONES.forEach((tone) => play(audio, tone))
  }
}

function play(audio: AudioContext, tone: (typeof TONES)[number]): void {
  const oscillator = audio.createOscillator()
  const gain = audio.createGain()
  oscillator.frequency.value = tone.hertz
  gain.gain.value = VOLUME
  oscillator.connect(gain).connect(audio.destination)
  oscillator.start(audio.currentTime + tone.from_s)
  oscillator.stop(audio.currentTime + tone.to_s)
}
