/** Where the phone is: read by the phone, sent in batches, the newest kept while there is no network. */
import { ask, Refused } from '$lib/api'
import { clock } from '$lib/clock.svelte'

const SEND_EVERY_MS = 15_000
/** Two hours at one fix every fifteen seconds; the server takes no more at once. */
const FIXES_MAX = 500
const FIX_TIMEOUT_MS = 30_000
const KMH_PER_MS = 3.6

interface Fix {
  unit_id: string
  lat: number
  lon: number
  accuracy_m: number
  fix_at: string
  speed_kmh: number | null
  heading_deg: number | null
}
interface Taken {
  accepted: number
  refused: { index: number; reason: string }[]
}
/** The newest position of this phone, sent or not. */
export interface Here {
  lat: number
  lon: number
  accuracy_m: number
  at_ms: number
}
export type TrackState = 'asking' | 'on' | 'denied' | 'no_signal' | 'impossible'

export class Tracker {
  state = $state<TrackState>('asking')
  /** When the server last took a position (milliseconds of its clock). */
  sent_ms = $state<number | null>(null)
  /** Why the server did not believe the newest one, by its code. */
  disbelieved = $state<string | null>(null)
  waiting = $state(0)
  here = $state.raw<Here | null>(null)

  readonly #unit_id: string
  #fixes: Fix[] = []
  #watch: number | null = null
  #timer: ReturnType<typeof setInterval> | undefined
  #busy = false

  constructor(unit_id: string) {
    this.#unit_id = unit_id
  }

  start(): void {
    if (!('geolocation' in navigator) || !isSecureContext) {
      this.state = 'impossible'
      return
    }
    this.#watch = navigator.geolocation.watchPosition(
      (found) => this.#found(found),
      (error) => (this.state = error.code === error.PERMISSION_DENIED ? 'denied' : 'no_signal'),
      { enableHighAccuracy: true, maximumAge: 0, timeout: FIX_TIMEOUT_MS },
    )
    this.#timer = setInterval(() => void this.send(), SEND_EVERY_MS)
  }

  stop(): void {
    if (this.#watch !== null) navigator.geolocation.clearWatch(this.#watch)
    clearInterval(this.#timer)
  }

  async send(): Promise<void> {
    if (this.#busy || this.#fixes.length === 0) return
    this.#busy = true
    const batch = this.#fixes
    this.#fixes = []
    try {
      this.#told(await ask<Taken>('/positions', { fixes: batch }), batch)
    } catch (error) {
      // A batch the server finds unsound would be so again.
      if (!(error instanceof Refused && error.status === 422)) this.#store([...batch, ...this.#fixes])
    }
    this.#busy = false
    this.waiting = this.#fixes.length
  }

  #told(taken: Taken, batch: Fix[]): void {
    const newest = taken.refused.find((one) => one.index === batch.length - 1)
    this.disbelieved = newest?.reason ?? null
    if (taken.accepted > 0) this.sent_ms = clock.precise_ms()
  }

  #found({ coords, timestamp }: GeolocationPosition): void {
    this.state = 'on'
    const fix: Fix = {
      unit_id: this.#unit_id,
      lat: coords.latitude,
      lon: coords.longitude,
      accuracy_m: Math.round(coords.accuracy),
      fix_at: new Date(timestamp).toISOString(),
      speed_kmh: coords.speed === null ? null : coords.speed * KMH_PER_MS,
      // Browsers say NaN for the heading of something that stands still.
      heading_deg: Number.isFinite(coords.heading) ? coords.heading : null,
    }
    this.here = { lat: fix.lat, lon: fix.lon, accuracy_m: fix.accuracy_m, at_ms: timestamp }
    this.#store([...this.#fixes, fix])
    // The room sees the unit at once; after that, batches.
    if (this.sent_ms === null && this.#fixes.length === 1) void this.send()
  }

  #store(fixes: Fix[]): void {
    this.#fixes = thinned(fixes)
    this.waiting = this.#fixes.length
  }
}

/** One fix in each span between two sendings, and no more of them than the server takes. */
function thinned(fixes: Fix[]): Fix[] {
  const kept: Fix[] = []
  for (const fix of fixes) {
    const before = kept.at(-2)
    const close = before && Date.parse(fix.fix_at) - Date.parse(before.fix_at) < SEND_EVERY_MS
    if (close) kept.pop()
    kept.push(fix)
  }
  return kept.slice(-FIXES_MAX)
}
