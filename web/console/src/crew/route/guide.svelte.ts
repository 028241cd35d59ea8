/** The ways of the mission in hand: asked for once, kept on this phone, followed without network. */
import { read, Refused } from '$lib/api'
import { clock } from '$lib/clock.svelte'
import type { LatLon, Mission, Position, Route } from '$lib/wire'

import { keep, type Crew } from '../crew.svelte'
import type { Here, Tracker } from '../tracker.svelte'
import { crow_m, decoded, length_m, measured, spotOn, type Line, type Spot } from './geometry'

export type Toward = Route['toward']
type Step = Route['steps'][number]

/** Off the line by more than this, and by more than the receiver errs, one drives elsewhere. */
const OFF_M = 250
const AGAIN_MS = 30_000
/** Nearer than this to a turn it is "now". */
export const NOW_M = 30
/** A refusal stands for a while: the place or the roads must change first. */
const REFUSED_MS = 300_000
const PLACE_DIGITS = 5
const KEPT = 'routes'
/** The two ways of this mission; older ones are of no use to anybody. */
const KEPT_MAX = 2
const AT_THE_STATE: Partial<Record<Mission['status'], Toward>> = {
  DECISION: 'scene',
  DECLENCHE: 'scene',
  DEPART: 'scene',
}

interface KeptRoute {
  goal: string
  got_ms: number
  route: Route
}
export interface Turn extends Step {
  along_m: number
}

export class Guide {
  /** Which way the crew looks at; null follows the mission's state. */
  chosen = $state<Toward | null>(null)
  why = $state<string | null>(null)
  #kept = $state.raw<KeptRoute[]>([])
  #busy = $state(false)
  /** Until when a way is not asked for again, by its goal. */
  readonly #pause = new Map<string, number>()
  #opened = false
  readonly #crew: Crew
  readonly #tracker: Tracker

  readonly toward = $derived.by<Toward>(() => {
    const byState = this.#byState()
    return byState === 'scene' && this.chosen !== null ? this.chosen : byState
  })
  readonly #current = $derived.by(() => this.#kept.find((one) => one.goal === this.#key(this.toward)) ?? null)
  readonly route = $derived.by(() => this.#current?.route ?? null)
  readonly got_ms = $derived.by(() => this.#current?.got_ms ?? null)
  readonly line = $derived.by<Line | null>(() => (this.route ? measured(decoded(this.route.line)) : null))
  readonly here = $derived.by<Here | null>(() => this.#tracker.here)
  readonly spot = $derived.by<Spot | null>(() => (this.line && this.here ? spotOn(this.line, this.here) : null))
  /** Metres beside the way, when they are more than the receiver's error. */
  readonly off_m = $derived.by(() => {
    if (this.spot === null || this.here === null || this.route?.method === 'straight_line') return null
    return this.spot.off_m > Math.max(OFF_M, 2 * this.here.accuracy_m) ? this.spot.off_m : null
  })
  readonly turns = $derived.by<Turn[]>(() => (this.route && this.line ? turnsOn(this.route, this.line) : []))
  readonly next = $derived.by<Turn | null>(() => {
    const along_m = this.spot?.along_m ?? 0
    return this.turns.find((turn) => turn.manoeuvre !== 'depart' && turn.along_m > along_m - NOW_M) ?? null
  })
  /** Metres left by road, in the proportion of the line left. */
  readonly left_m = $derived.by(() => {
    if (!this.route || !this.line) return null
    const whole_m = length_m(this.line)
    const share = whole_m === 0 ? 0 : 1 - (this.spot?.along_m ?? 0) / whole_m
    return this.route.distance_m * share
  })
  readonly goal = $derived.by<LatLon | null>(() => (this.route ? { lat: this.route.goal_lat, lon: this.route.goal_lon } : null))
  readonly hasWard = $derived.by(() => this.#goalOf('ward') !== null)
  readonly hasScene = $derived.by(() => this.#goalOf('scene') !== null && this.#byState() === 'scene')
  readonly busy = $derived.by(() => this.#busy)

  constructor(crew: Crew, tracker: Tracker) {
    this.#crew = crew
    this.#tracker = tracker
  }

  async open(): Promise<void> {
    this.#kept = (await keep.get<KeptRoute[]>(KEPT).catch(() => null)) ?? []
    this.#opened = true
    await this.fetchMissing()
  }

  /** Asks for what is not on the phone yet: first the way in use, then the other one. */
  async fetchMissing(): Promise<void> {
    if (!this.#opened || this.#busy) return
    for (const toward of [this.toward, 'ward'] as const) {
      const goal = this.#key(toward)
      if (goal !== null && !this.#kept.some((one) => one.goal === goal && !isOldGuess(one))) await this.#fetch(toward, goal)
    }
  }

  /** Asks for another way when the crew has left the one it was given. */
  async leftTheWay(): Promise<void> {
    const goal = this.#key(this.toward)
    if (this.off_m !== null && goal !== null && !this.#busy) await this.#fetch(this.toward, goal)
  }

  async #fetch(toward: Toward, goal: string): Promise<void> {
    const mission = this.#crew.mission
    if (!mission || clock.precise_ms() < (this.#pause.get(goal) ?? 0)) return
    this.#busy = true
    this.#pause.set(goal, clock.precise_ms() + AGAIN_MS)
    try {
      const route = await read<Route>(`/missions/${mission.id}/route`, { toward })
      this.#store({ goal, got_ms: clock.precise_ms(), route })
      this.why = null
    } catch (error) {
      // With no network the kept way stays; a refusal says why there is none.
      if (error instanceof Refused) {
        this.why = error.message
        this.#pause.set(goal, clock.precise_ms() + REFUSED_MS)
      }
    }
    this.#busy = false
  }

  #store(one: KeptRoute): void {
    const others = this.#kept.filter((kept) => kept.goal !== one.goal && kept.route.mission_id === one.route.mission_id)
    this.#kept = [one, ...others].slice(0, KEPT_MAX)
    keep.put(KEPT, this.#kept).catch(() => undefined)
  }

  #byState(): Toward {
    const status = this.#crew.shown?.status
    return (status && AT_THE_STATE[status]) ?? 'ward'
  }

  #goalOf(toward: Toward): Position | null {
    const mission = this.#crew.mission
    if (!mission?.active) return null
    return (toward === 'scene' ? this.#crew.case?.place.position : mission.destination?.position) ?? null
  }

  /** What a kept way is for: when the place changes it is another. */
  #key(toward: Toward): string | null {
    const at = this.#goalOf(toward)
    if (at === null) return null
    return `${this.#crew.mission?.id}:${toward}:${at.lat.toFixed(PLACE_DIGITS)},${at.lon.toFixed(PLACE_DIGITS)}`
  }

  /** To be read in an effect: whatever of this changes, a way may be missing. */
  get wants(): string {
    const turn = Math.floor(clock.now_ms / AGAIN_MS)
    return [this.#key('scene'), this.#key('ward'), this.toward, this.#crew.live.state, turn].join()
  }
}

/** A straight line was the best there was; a better router may stand by now. */
function isOldGuess({ route, got_ms }: KeptRoute): boolean {
  return route.method === 'straight_line' && clock.precise_ms() - got_ms > REFUSED_MS
}

/** The turns with their metres from the start; each is looked for beyond the one before it. */
function turnsOn(route: Route, line: Line): Turn[] {
  let from_m = 0
  return route.steps.map((step) => {
    const along_m = step.manoeuvre === 'arrive' ? length_m(line) : Math.max(from_m, spotOn(line, step, from_m).along_m)
    from_m = along_m
    return { ...step, along_m }
  })
}

export interface Heading {
  point: LatLon
  crow_m: number
  /** Metres from that point on to the goal; 0 when it is the goal. */
  then_m: number
}

/** With no road known: the next point of the line ahead, and what is left after it. */
export function headingOf(line: Line, at: LatLon, along_m: number): Heading | null {
  const index = line.along_m.findIndex((metres, i) => i > 0 && metres > along_m + NOW_M)
  const point = line.points[index === -1 ? line.points.length - 1 : index]
  if (!point) return null
  const reached_m = index === -1 ? length_m(line) : (line.along_m[index] ?? 0)
  return { point, crow_m: crow_m(at, point), then_m: length_m(line) - reached_m }
}
