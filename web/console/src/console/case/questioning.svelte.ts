/** Asking a case's questions: the server saves each answer and says what to ask next. */
import { Attempt } from '$lib/attempt.svelte'
import { clock } from '$lib/clock.svelte'
import { pick } from '$lib/i18n'
import { forget, store, stored, storedNames } from '$lib/stored'
import type { Answers, Assessment, Case, Protocol, Question } from '$lib/wire'

import type { Commands } from '../commands'
import { reference } from '../reference.svelte'

/** The questions every call begins with. */
export const OPENING = 'OPENING'
export const UNKNOWN = 'unknown'

/** Answers kept in this browser until the server has them. */
interface Unsent {
  answers: Answers
  saved_ms: number
}
/** What one request carried, to know what was answered since. */
interface Sent {
  draft: string
  pending: Answers
  context: string[] | null
  revisited: string | null
}

export class Questioning {
  readonly attempt = new Attempt()
  /** The protocol being asked. */
  protocolId = $state(OPENING)
  /** A question the person went back to; null follows the protocol. */
  revisited = $state<string | null>(null)
  /** Answers not yet acknowledged by the server. */
  #pending = $state<Answers>({})
  #context = $state<string[] | null>(null)
  /** The vital questions are being asked again, one after the other. */
  #rechecking = false
  /** Something was answered while the last answer was on its way. */
  #more = false
  readonly #commands: Commands
  readonly #case: () => Case

  readonly assessment: Assessment | undefined = $derived.by(() => this.#assessmentOf(this.protocolId))
  /** The version this case began with: a newer one never changes questions in mid-call. */
  readonly protocol: Protocol | undefined = $derived.by(() =>
    reference.protocol(this.protocolId, this.assessment?.result.sha256),
  )
  readonly answers: Answers = $derived.by(() => ({ ...this.assessment?.answers, ...this.#pending }))
  readonly context: string[] = $derived.by(() => this.#context ?? this.#case().assessments.at(-1)?.context ?? [])
  readonly question: Question | undefined = $derived.by(() => {
    const all = this.protocol?.questions ?? []
    const next = this.assessment ? this.assessment.result.next_question : all[0]?.id
    return all.find((one) => one.id === (this.revisited ?? next))
  })
  readonly title: string = $derived.by(() => (this.protocol ? pick(this.protocol.title) : '…'))

  constructor(commands: Commands, case_: () => Case) {
    this.#commands = commands
    this.#case = case_
    const newest = case_().assessments.at(-1)?.result
    this.protocolId = newest?.protocol_id ?? OPENING
    this.#restore()
  }

  /** Goes to another protocol; its answers so far come with it. */
  choose(protocol_id: string): void {
    this.protocolId = protocol_id
    this.revisited = null
    this.#rechecking = false
    this.#restore()
  }

  answer(question: string, answer: string): void {
    if (this.attempt.busy && this.#pending[question] === answer) return
    this.#pending = { ...this.#pending, [question]: answer }
    this.#save()
  }

  setContext(flag: string, on: boolean): void {
    const rest = this.context.filter((one) => one !== flag)
    this.#context = on ? [...rest, flag] : rest
    this.#save()
  }

  /** The patient got worse or better: the vital questions of the opening are asked again. */
  conditionChanged(): void {
    this.choose(OPENING)
    this.#rechecking = true
    this.revisited = this.#nextVital(null)
  }

  /** After a vital question that was asked again comes the next vital one. */
  #nextVital(after: string | null): string | null {
    const all = this.protocol?.questions ?? []
    const from = after === null ? 0 : all.findIndex((one) => one.id === after) + 1
    const opened = (one: Question): boolean =>
      Object.entries(one.ask_if).every(([gate, wanted]) => {
        const said = this.answers[gate]
        return said === UNKNOWN || (said !== undefined && wanted.includes(said))
      })
    return all.slice(from).find((one) => one.vital && opened(one))?.id ?? null
  }

  /** Sends what a reload or a closed page cut short, unless the protocol was answered since. */
  #restore(): void {
    this.#pending = this.#unsent(this.protocolId)
    if (Object.keys(this.#pending).length > 0) this.#save()
    else forget(this.#draft())
  }

  #assessmentOf(protocol_id: string): Assessment | undefined {
    return this.#case().assessments.findLast((one) => one.result.protocol_id === protocol_id)
  }

  #unsent(protocol_id: string): Answers {
    const kept = stored<Unsent>(this.#draft(protocol_id))
    const later_ms = Date.parse(this.#assessmentOf(protocol_id)?.at ?? '') || 0
    return kept && kept.saved_ms > later_ms ? kept.answers : {}
  }

  #draft(protocol_id = this.protocolId): string {
    return `answers.${this.#case().id}.${protocol_id}`
  }

  /** Answers to another protocol, left behind when the line broke, go along. */
  async #sendOthers(): Promise<void> {
    const start = this.#draft('')
    for (const name of storedNames(start)) {
      const id = name.slice(start.length)
      const unsent = this.#unsent(id)
      if (id === this.protocolId || Object.keys(unsent).length === 0) continue
      const before = this.#assessmentOf(id)
      const protocol = reference.protocol(id, before?.result.sha256)
      const all = reachable(protocol, { ...before?.answers, ...unsent })
      await this.#commands.assess(this.#case().id, id, all, this.context)
      forget(name)
    }
  }

  #save(): void {
    store(this.#draft(), { answers: this.#pending, saved_ms: clock.precise_ms() } satisfies Unsent)
    if (this.attempt.busy) this.#more = true
    else void this.attempt.run(() => this.#send(), (sent) => this.#acknowledge(sent))
  }

  /** Sends all that is known by now: trying again after a silence takes later answers along. */
  async #send(): Promise<Sent> {
    this.#more = false
    const sent: Sent = {
      draft: this.#draft(),
      pending: this.#pending,
      context: this.#context,
      revisited: this.revisited,
    }
    const [id, all] = [this.protocolId, reachable(this.protocol, this.answers)]
    await this.#sendOthers()
    await this.#commands.assess(this.#case().id, id, all, this.context)
    return sent
  }

  /** Lets go of what the server has; what was answered meanwhile is sent next. */
  #acknowledge(sent: Sent): void {
    const here = sent.draft === this.#draft()
    if (this.#pending === sent.pending) this.#pending = {}
    if (this.#context === sent.context) this.#context = null
    if (!here || Object.keys(this.#pending).length === 0) forget(sent.draft)
    if (here && this.revisited === sent.revisited) {
      this.revisited = this.#rechecking ? this.#nextVital(sent.revisited) : null
      this.#rechecking = this.revisited !== null
    }
    if (this.#more) setTimeout(() => this.#save())
  }
}

/** Answers whose question is still open: a changed answer may close a later question. */
function reachable(protocol: Protocol | undefined, answers: Answers): Answers {
  const kept: Answers = {}
  for (const question of protocol?.questions ?? []) {
    const answer = answers[question.id]
    const open = Object.entries(question.ask_if).every(([gate, wanted]) => {
      const said = kept[gate]
      return said === UNKNOWN || (said !== undefined && wanted.includes(said))
    })
    if (answer !== undefined && open) kept[question.id] = answer
  }
  return kept
}
