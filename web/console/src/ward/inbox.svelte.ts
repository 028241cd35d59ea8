/** The ward's picture: who is announced, what was answered, what has still to be sent. */
import { SvelteSet } from 'svelte/reactivity'

import { priorityRank } from '$lib/codes'
import type { Closing } from '$lib/diversion/standing'
import { Keep } from '$lib/field/keep'
import { Outbox, type Act } from '$lib/field/outbox.svelte'
import { Live } from '$lib/live.svelte'
import { store, stored } from '$lib/stored'
import type { Eta, Notice, NoticeStatus, Ward } from '$lib/wire'

import { Receipts } from './receipts'

const UNANSWERED: ReadonlySet<NoticeStatus> = new Set(['SENT', 'DELIVERED', 'OPENED', 'EXPIRED'])
const COMING: ReadonlySet<NoticeStatus> = new Set(['ACCEPTED', 'ARRIVED'])
const BEDS_LANE = 'beds'
const DIVERSION_LANE = 'diversion'
const READ = 'ward.read'
/** More withdrawals than a ward sees in a month. */
const READ_MAX = 100

export type Answer = 'ACCEPTED' | 'REFUSED'
type Done = { n: Record<string, number>; notice?: Notice; ward?: Ward }

export const laneOf = (noticeId: string): string => `notice:${noticeId}`

export class Inbox {
  readonly live: Live
  readonly outbox: Outbox
  readonly ward_id: string
  readonly #receipts: Receipts
  /** Looked at on this page. */
  readonly #seen = new SvelteSet<string>()
  /** Withdrawals that somebody of the ward has read. */
  readonly #read = new SvelteSet<string>(stored<string[]>(READ) ?? [])

  readonly ward = $derived.by(() => this.live.wards.get(this.ward_id))
  readonly waiting = $derived.by(() => this.#sorted(UNANSWERED))
  readonly coming = $derived.by(() => this.#sorted(COMING))
  /** Accepted here and then called off: a bed is being kept for nobody. */
  readonly withdrawn = $derived.by(() => this.#over().filter((one) => this.#isWithdrawn(one)))
  readonly over = $derived.by(() => this.#over().filter((one) => !this.#isWithdrawn(one)))
  readonly unread = $derived.by(() => this.waiting.filter((one) => this.isNew(one)))
  /** The number on its way to the server, if there is one. */
  readonly beds_waiting = $derived.by(() => this.#waitingIn(BEDS_LANE)?.body['beds_free'] as number | undefined)

  /** Whether a closing or a reopening has not left yet. */
  readonly diversion_waiting = $derived.by(() => this.#waitingIn(DIVERSION_LANE) !== undefined)

  constructor(ward_id: string) {
    this.ward_id = ward_id
    this.live = new Live({ view: 'ward', ward: ward_id })
    this.outbox = new Outbox('ward', new Keep('ward'), (_, answer) => this.#absorb(answer as Done))
    this.#receipts = new Receipts((answer) => this.#absorb(answer))
  }

  start(): void {
    this.live.start()
    this.outbox.start()
    this.#receipts.start()
  }

  stop(): void {
    this.live.stop()
    this.outbox.stop()
    this.#receipts.stop()
  }

  /** Nobody of the ward has looked at it or answered it yet. */
  isNew(notice: Notice): boolean {
    const opened = notice.history.some((step) => step.status === 'OPENED')
    return !opened && !this.#seen.has(notice.id) && this.pending(notice) === undefined
  }

  /** The unit that brings this patient here, as it drives; null before it has left the scene. */
  etaOf(notice: Notice): Eta | null {
    const coming = [...this.live.etas.values()].find((eta) => eta.case_id === notice.case_id)
    return coming?.toward === 'ward' && coming.ward_id === this.ward_id ? coming : null
  }

  /** The act on this notice that has not left yet: an answer or a step. */
  pending(notice: Notice): NoticeStatus | undefined {
    const body = this.#waitingIn(laneOf(notice.id))?.body
    return (body?.['answer'] ?? body?.['status']) as NoticeStatus | undefined
  }

  /** Tells the room that what is on the page has arrived on it. */
  confirmReceived(): void {
    for (const notice of this.waiting) {
      if (notice.status === 'SENT') this.#receipts.owe(notice.id, 'DELIVERED')
    }
  }

  open(notice: Notice): void {
    if (!UNANSWERED.has(notice.status)) return
    this.#seen.add(notice.id)
    if (notice.allowed_moves.includes('OPENED')) this.#receipts.owe(notice.id, 'OPENED')
  }

  acknowledge(notice: Notice): void {
    this.#read.add(notice.id)
    store(READ, [...this.#read].slice(-READ_MAX))
  }

  answer(notice: Notice, answer: Answer, reason: string | null): Promise<void> {
    this.#seen.add(notice.id)
    const path = `/notices/${notice.id}/answer`
    return this.outbox.put({ lane: laneOf(notice.id), path, body: { answer, reason } })
  }

  step(notice: Notice, status: 'ARRIVED' | 'HANDED_OVER'): Promise<void> {
    const path = `/notices/${notice.id}/moves`
    return this.outbox.put({ lane: laneOf(notice.id), path, body: { status } })
  }

  sayBeds(beds_free: number): Promise<void> {
    const path = `/wards/${this.ward_id}/beds`
    return this.outbox.put({ lane: BEDS_LANE, path, body: { beds_free } }, { only: true })
  }

  close(closing: Closing): Promise<void> {
    const path = `/wards/${this.ward_id}/diversion`
    return this.outbox.put({ lane: DIVERSION_LANE, path, body: { ...closing } }, { only: true })
  }

  reopen(): Promise<void> {
    const path = `/wards/${this.ward_id}/reopening`
    return this.outbox.put({ lane: DIVERSION_LANE, path, body: {} }, { only: true })
  }

  #waitingIn(lane: string): Act | undefined {
    return this.outbox.acts.findLast((one) => one.lane === lane)
  }

  #absorb({ n, notice, ward }: Done): void {
    if (notice) this.live.absorb(n, 'notice', notice)
    if (ward) this.live.absorb(n, 'ward', ward)
  }

  /** Most urgent first, then the soonest; an unknown arrival comes last of its priority. */
  #sorted(statuses: ReadonlySet<NoticeStatus>): Notice[] {
    const found = [...this.live.notices.values()].filter((one) => statuses.has(one.status))
    return found.sort((a, b) => priorityRank(a.priority) - priorityRank(b.priority) || eta_ms(a) - eta_ms(b))
  }

  #isWithdrawn(notice: Notice): boolean {
    const accepted = notice.history.some((step) => step.status === 'ACCEPTED')
    return notice.status === 'CANCELLED' && accepted && !this.#read.has(notice.id)
  }

  #over(): Notice[] {
    const found = [...this.live.notices.values()].filter(
      (one) => !UNANSWERED.has(one.status) && !COMING.has(one.status),
    )
    return found.sort((a, b) => lastStep(b).localeCompare(lastStep(a)))
  }
}

const eta_ms = (notice: Notice): number => (notice.eta_at === null ? Infinity : Date.parse(notice.eta_at))
const lastStep = (notice: Notice): string => notice.history.at(-1)?.at ?? notice.sent_at
