/** The crew's own picture: its unit, its mission, what the phone still has to send. */
import { SvelteSet } from 'svelte/reactivity'

import { clock } from '$lib/clock.svelte'
import { Keep } from '$lib/field/keep'
import { Outbox, type Act } from '$lib/field/outbox.svelte'
import { Live } from '$lib/live.svelte'
import type { ConditionBody } from '$lib/unit/condition'
import type { Case, Mission, MissionStatus, Position, Unit } from '$lib/wire'

import { isEnded, laneOf, shown } from './states'

const SERVICE_LANE = 'service'
const CONDITION_LANE = 'condition'
/** How often the phone notes that the server was heard; more would only wear its storage. */
const NOTE_HEARD_MS = 30_000

export const keep = new Keep('crew')

/** The last picture, for a phone that is opened again with no network. */
interface Kept {
  unit_id: string
  heard_ms: number
  missions: Mission[]
  cases: Case[]
  units: Unit[]
}
const UNSTATED: Unit['condition'] = { tank: null, shift: null, missing_crew: null, missing_equipment: null }
/** A mission that was ours when the phone last heard, and is not any more. */
export interface Lost {
  id: string
  case_number: string
}
/** A refused point must not hold up the mission's states. */
const sceneLane = (mission: Mission): string => `scene:${mission.id}`

type Done = { n: Record<string, number>; mission?: Mission | null; unit?: Unit; case?: Case }

export class Crew {
  readonly live: Live
  readonly outbox: Outbox
  readonly unit_id: string
  /** When the server was last heard on an earlier visit. */
  #kept_ms = $state<number | null>(null)
  lost = $state.raw<Lost | null>(null)
  readonly #read = new SvelteSet<string>()
  #watched: Lost | null = null
  #noted_ms = 0

  readonly heard_ms = $derived.by(() => this.live.heard_ms ?? this.#kept_ms)
  /** True when there is a picture to show, be it an old one. */
  readonly known = $derived.by(() => this.live.ready || this.#kept_ms !== null)
  readonly unit = $derived.by(() => this.live.units.get(this.unit_id))
  readonly mission = $derived.by(() => this.#current())
  readonly case = $derived.by(() => this.mission && this.live.cases.get(this.mission.case_id))
  readonly shown = $derived.by(() => this.mission && shown(this.mission, this.outbox.acts))
  readonly cancelled = $derived.by(() => [...this.live.missions.values()].filter((one) => this.#isNews(one)))
  readonly ended = $derived.by(() => this.#lastEnded())
  /** In service or not, the switch on the phone included. */
  readonly in_service = $derived.by(() => this.#service()?.body['in_service'] ?? this.unit?.in_service)
  readonly service_waiting = $derived.by(() => this.#service() !== undefined)

  readonly condition_waiting = $derived.by(() => this.outbox.acts.some((one) => one.lane === CONDITION_LANE))

  constructor(unit_id: string) {
    this.unit_id = unit_id
    this.live = new Live({ view: 'unit', unit: unit_id })
    this.outbox = new Outbox('crew', keep, (_, answer) => this.#absorb(answer as Done))
  }

  /** Shows the last picture at once, then goes live. */
  async start(): Promise<void> {
    await this.outbox.open()
    try {
      const [kept, read] = await Promise.all([keep.get<Kept>('board'), keep.get<string[]>('read')])
      read?.forEach((id) => this.#read.add(id))
      if (kept?.unit_id === this.unit_id && !this.live.ready) this.#show(kept)
    } catch {
      this.outbox.durable = false
    }
    this.live.start()
    this.outbox.start()
  }

  stop(): void {
    this.live.stop()
    this.outbox.stop()
  }

  tap(mission: Mission, status: MissionStatus): Promise<void> {
    const path = `/missions/${mission.id}/moves`
    return this.outbox.put({ lane: laneOf(mission.id), path, body: { status } }, { timed: true })
  }

  takeBack(mission: Mission): Promise<void> {
    const path = `/missions/${mission.id}/correction`
    return this.outbox.put({ lane: laneOf(mission.id), path, body: {} }, { timed: true })
  }

  /** Where the crew stands: the last word of the crew replaces one that has not left the phone. */
  confirmScene(mission: Mission, here: Position): Promise<void> {
    const path = `/missions/${mission.id}/scene`
    return this.outbox.put({ lane: sceneLane(mission), path, body: { ...here } }, { only: true, timed: true })
  }

  sceneWaiting(mission: Mission): boolean {
    return this.outbox.acts.some((one) => one.lane === sceneLane(mission))
  }

  setService(in_service: boolean, reason: string | null): Promise<void> {
    const path = `/units/${this.unit_id}/service`
    return this.outbox.put({ lane: SERVICE_LANE, path, body: { in_service, reason } })
  }

  /** The last word replaces one that has not left the phone. */
  stateCondition(body: ConditionBody): Promise<void> {
    const path = `/units/${this.unit_id}/condition`
    return this.outbox.put({ lane: CONDITION_LANE, path, body: { ...body } }, { only: true })
  }

  /** The crew has read that a mission is over. */
  async acknowledge(id: string): Promise<void> {
    this.#read.add(id)
    if (this.lost?.id === id) this.lost = null
    await keep.put('read', [...this.#read]).catch(() => undefined)
  }

  /** Notices a mission that left the picture, and keeps the picture; called whenever it changes. */
  remember(): void {
    if (!this.live.ready) return
    this.#watch()
    this.#noted_ms = clock.precise_ms()
    const { missions, cases, units } = this.live
    const kept: Kept = {
      unit_id: this.unit_id,
      heard_ms: this.live.heard_ms ?? this.#noted_ms,
      missions: [...missions.values()],
      cases: [...cases.values()],
      units: [...units.values()],
    }
    keep.put('board', kept).catch(() => (this.outbox.durable = false))
  }

  /** Whether the kept picture is older than what the page has heard since. */
  isStale(): boolean {
    return (this.live.heard_ms ?? 0) - this.#noted_ms > NOTE_HEARD_MS
  }

  #show(kept: Kept): void {
    this.#kept_ms = kept.heard_ms
    kept.missions.forEach((one) => this.live.missions.set(one.id, one))
    // A picture from before an update of this page lacks what came new.
    kept.cases.forEach((one) => this.live.cases.set(one.id, { ...one, statements: one.statements ?? [] }))
    kept.units.forEach((one) => this.live.units.set(one.id, { ...one, condition: one.condition ?? UNSTATED }))
    this.#watch()
  }

  #absorb({ n, mission, unit, case: one }: Done): void {
    if (one) this.live.absorb(n, 'case', one)
    if (mission) this.live.absorb(n, 'mission', mission)
    if (unit) this.live.absorb(n, 'unit', unit)
  }

  #mine(): Mission[] {
    const all = [...this.live.missions.values()].filter((one) => one.unit_id === this.unit_id)
    return all.sort((a, b) => b.ordered_at.localeCompare(a.ordered_at))
  }

  /** The mission that holds the unit, else one on the way home. */
  #current(): Mission | undefined {
    const mine = this.#mine()
    return mine.find((one) => one.active) ?? mine.find((one) => !isEnded(one.status))
  }

  #lastEnded(): Mission | undefined {
    return this.#mine().find((one) => isEnded(one.status))
  }

  #isNews(mission: Mission): boolean {
    return mission.status === 'ANNULE' && !this.#read.has(mission.id)
  }

  #service(): Act | undefined {
    return this.outbox.acts.findLast((one) => one.lane === SERVICE_LANE)
  }

  #watch(): void {
    const before = this.#watched
    const now = this.#mine().find((one) => one.active)
    if (before && !this.live.missions.has(before.id) && !this.#read.has(before.id)) this.lost = before
    this.#watched = now ? { id: now.id, case_number: now.case_number } : null
  }
}
