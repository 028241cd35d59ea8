/** Asking a case's questions: the server saves each answer and says what to ask next. */
import { Attempt } from '$lib/attempt.svelte'
import { pick } from '$lib/i18n'
import { forget, store, stored } from '$lib/stored'
import type { Answers, Assessment, Case, Protocol, Question } from '$lib/wire'

import type { Commands } from '../commands'
import { reference } from '../reference.svelte'

/** The questions every call begins with. */
export const OPENING = 'OPENING'
export const UNKNOWN = 'unknown'

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
  readonly #commands: Commands
  readonly #case: () => Case

  readonly protocol: Protocol | undefined = $derived.by(() => reference.protocols.get(this.protocolId))
  readonly assessment: Assessment | undefined = $derived.by(() =>
    this.#case().assessments.findLast((one) => one.result.protocol_id === this.protocolId),
  )
  readonly answers: Answers = $derived.by(() => ({ ...this.assessment?.answers, ...this.#pending }))
  readonly context: string[] = $derived.by(() => this.#context ?? this.#case().assessments.at(-1)?.context ?? [])
  readonly question: Question | undefined = $derived.by(() => {
    const wanted = this.revisited ?? (this.assessment ? this.assessment.result.next_question : this.#first())
    return this.protocol?.questions.find((one) => one.id === wanted)
  })
  readonly title: string = $derived.by(() => (this.protocol ? pick(this.protocol.title) : '…'))

  constructor(commands: Commands, case_: () => Case) {
    this.#commands = commands
    this.#case = case_
    const newest = case_().assessments.at(-1)?.result
    this.protocolId = newest?.protocol_id ?? OPENING
    this.#pending = stored<Answers>(this.#draft()) ?? {}
  }

  /** Goes to another protocol; its answers so far come with it. */
  choose(protocol_id: string): void {
    this.protocolId = protocol_id
    this.revisited = null
    this.#rechecking = false
    this.#pending = stored<Answers>(this.#draft()) ?? {}
  }

  answer(question: string, answer: string): void {
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

  #first(): string | undefined {
    return this.protocol?.questions.find((one) => !(one.id in this.#pending))?.id
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

  #draft(): string {
    return `answers.${this.#case().id}.${this.protocolId}`
  }

  #save(): void {
    const asked = this.revisited
    const all = reachable(this.protocol, this.answers)
    const name = this.#draft()
    store(name, this.#pending)
    void this.attempt.run(
      () => this.#commands.assess(this.#case().id, this.protocolId, all, this.context),
      () => {
        this.#pending = {}
        this.#context = null
        forget(name)
        this.revisited = this.#rechecking ? this.#nextVital(asked) : null
        this.#rechecking = this.revisited !== null
      },
    )
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
