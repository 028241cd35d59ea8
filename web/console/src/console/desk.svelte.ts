/** One person's desk in the room: who they are here, what they look at, the lists they work from. */
import { createContext } from 'svelte'

import { priorityRank, NOTICE_FAILED } from '$lib/codes'
import { Live } from '$lib/live.svelte'
import type { Call, Case, LatLon, Mission, Notice, Position, Role, Session } from '$lib/wire'

import { ClassedCalls } from './classed.svelte'
import { Commands } from './commands'
import { inOrder, isLying } from './follow/tasks'

export type Selection = { kind: 'call' | 'case'; id: string } | null
export type Pane = 'lists' | 'work' | 'map'
export type Tab = 'regulation' | 'questions' | 'patients' | 'record'

/** Where this tab keeps what it was looking at, so that a reload leads back to it. */
const LOOKED_AT = 'samu.looked_at'
type LookedAt = { centre: string; selected: Selection; tab: Tab }

function lookedAt(centre: string): LookedAt | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(LOOKED_AT) ?? 'null') as LookedAt | null
    return kept?.centre === centre ? kept : null
  } catch {
    return null
  }
}

const byTime = (a: Call, b: Call): number => a.received_at.localeCompare(b.received_at)
const waitsFrom = (one: Case): string => one.waiting_since ?? one.opened_at
/** The order of the queue: who came back because it got worse goes before others as urgent. */
const byUrgency = (a: Case, b: Case): number =>
  priorityRank(a.priority) - priorityRank(b.priority) ||
  Number(a.requeued === null) - Number(b.requeued === null) ||
  waitsFrom(a).localeCompare(waitsFrom(b))

export class Desk {
  readonly live: Live
  readonly commands: Commands
  readonly classed: ClassedCalls
  readonly centre: string
  readonly person: Session['person']
  readonly roles: ReadonlySet<Role>

  selected = $state<Selection>(null)
  pane = $state<Pane>('lists')
  tab = $state<Tab>('regulation')
  /** The unit pointed out on the map; the case at work stays open. */
  unit = $state<string | null>(null)
  /** The call classed last in this room by this person: offered back for some seconds. */
  justClassed = $state<Call | null>(null)
  /** Set while a form waits for a click on the map. */
  pinTaker = $state<((at: LatLon, accuracy_m: number) => void) | null>(null)
  /** The pin of the form being filled, shown before it is saved. */
  pin = $state<Position | null>(null)

  readonly #calls = $derived.by(() => [...this.live.calls.values()].sort(byTime))
  readonly #cases = $derived.by(() => [...this.live.cases.values()].sort(byUrgency))
  readonly ringing = $derived.by(() => this.#calls.filter((call) => call.state === 'RINGING'))
  readonly hungUp = $derived.by(() => this.#calls.filter((call) => call.state === 'ABANDONED'))
  readonly inHand = $derived.by(() => this.#calls.filter((call) => call.state === 'TAKEN'))
  /** Without those who wait for the hour they were promised a call. */
  readonly queue = $derived.by(() => this.#cases.filter((one) => one.waiting_since !== null))
  /** Cases that wait for the hour they were promised a call, and not in the queue. */
  readonly appointed = $derived.by(() =>
    this.#cases.filter((one) => one.waits_for_physician && one.waiting_since === null),
  )
  /** Every call this centre has promised, the earliest first; who waits long was promised none. */
  readonly promises = $derived.by(() =>
    this.#cases
      .filter((one) => one.centre_id === this.centre)
      .flatMap((one) => one.call_backs.filter((each) => each.is_open && each.kind !== 'RECHECK').map((promise) => ({ case: one, promise })))
      .sort((a, b) => a.promise.due_at.localeCompare(b.promise.due_at)),
  )
  readonly tasks = $derived.by(() => inOrder(this.live.tasks.values(), this.live.cases))
  /** Tasks that nobody moves on. */
  readonly lying = $derived.by(() => this.tasks.filter(isLying))
  readonly inCharge = $derived.by(() =>
    this.#cases.filter((one) => one.state === 'ACTIF' && !one.waits_for_physician && !one.same_event_as),
  )
  /** Those whose first case stands in another list for the whole event. */
  readonly following = $derived.by(() => this.#cases.filter((one) => one.state === 'ACTIF' && one.same_event_as))
  readonly planned = $derived.by(() => this.#cases.filter((one) => one.state === 'PROGRAM'))
  readonly finished = $derived.by(() =>
    this.#cases
      .filter((one) => one.state !== 'ACTIF' && one.state !== 'PROGRAM')
      .sort((a, b) => b.opened_at.localeCompare(a.opened_at)),
  )
  /** P0 that no physician has taken yet. */
  readonly alarms = $derived.by(() => this.queue.filter((one) => one.priority === 'P0'))
  /** The active mission of each unit. */
  readonly missionOf = $derived.by(() =>
    new Map([...this.live.missions.values()].filter((one) => one.active).map((one) => [one.unit_id, one])),
  )
  readonly call = $derived.by(() =>
    this.selected?.kind === 'call' ? this.#callOf(this.selected.id) : null,
  )
  readonly case = $derived.by(() =>
    this.selected?.kind === 'case' ? (this.live.cases.get(this.selected.id) ?? null) : null,
  )

  constructor(centre: string, person: Session['person'], roles: ReadonlySet<Role>) {
    this.centre = centre
    this.person = person
    this.roles = roles
    this.classed = new ClassedCalls(centre)
    this.live = new Live({ view: 'room', centre })
    this.commands = new Commands(this.live)
    const kept = lookedAt(centre)
    if (!kept?.selected) return
    this.selected = kept.selected
    this.tab = kept.tab
    this.pane = 'work'
  }

  /** Remembers what is looked at; to be called in an effect. */
  keepLookedAt(): void {
    const kept: LookedAt = { centre: this.centre, selected: this.selected, tab: this.tab }
    try {
      sessionStorage.setItem(LOOKED_AT, JSON.stringify(kept))
    } catch {
      /* a reload then begins at the lists */
    }
  }

  #callOf(id: string): Call | null {
    return this.live.calls.get(id) ?? this.classed.get(id) ?? null
  }

  get isPhysician(): boolean {
    return this.roles.has('physician')
  }

  missionsOf(case_id: string): Mission[] {
    return [...this.live.missions.values()]
      .filter((one) => one.case_id === case_id)
      .sort((a, b) => b.ordered_at.localeCompare(a.ordered_at))
  }

  noticesOf(case_id: string): Notice[] {
    return [...this.live.notices.values()]
      .filter((one) => one.case_id === case_id)
      .sort((a, b) => b.sent_at.localeCompare(a.sent_at))
  }

  /** The newest notice of a case that was refused or left unanswered, if nothing came after it. */
  failedNotice(case_id: string): Notice | null {
    const newest = this.noticesOf(case_id)[0]
    return newest && NOTICE_FAILED.has(newest.status) ? newest : null
  }

  openCall(id: string): void {
    this.selected = { kind: 'call', id }
    this.pane = 'work'
  }

  openCase(id: string, tab?: Tab): void {
    const known = this.live.cases.get(id)
    this.selected = { kind: 'case', id }
    this.tab = tab ?? (this.isPhysician || known?.physician ? 'regulation' : 'questions')
    this.pane = 'work'
  }

  showUnit(id: string): void {
    this.unit = id
    this.pane = 'map'
  }

  leave(): void {
    this.selected = null
    this.pinTaker = null
    this.pane = 'lists'
  }
}

export const [getDesk, setDesk] = createContext<Desk>()
