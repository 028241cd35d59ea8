/** What is being typed about a call. It outlives a reload and a failed submit. */
import { forget, onStored, store, stored, storedNames } from '$lib/stored'
import type { Call, Caller, Patient, PlaceIn, Territory } from '$lib/wire'

/** A draft this old belongs to a call that was dealt with otherwise. */
const KEPT_MS = 24 * 3600 * 1000

export interface Typed {
  caller: Caller
  place: PlaceIn
  /** Pins chosen before the present one. */
  also: PlaceIn[]
  /** The phone's statement chosen before one's own pin. */
  adopt: number | null
  what: string
  patient: Patient
}
interface Kept extends Typed {
  saved_ms: number
}

export const noPlace = (): PlaceIn => ({
  said: '',
  landmark: '',
  relation: 'none',
  position: null,
  precision: 'INCONNUE',
  source: 'none',
  found_name: null,
  region: null,
})
export const noPatient = (): Patient => ({
  count: 1,
  age_years: null,
  age_months: null,
  sex: 'UN',
  pregnant: null,
  name: '',
})
export const noCaller = (number: string): Caller => ({
  number,
  callback_number: number,
  name: '',
  relation: '',
  language: '',
  type: 'INCONNU',
  speaks: null,
  communication: null,
})

const same = (a: Typed, b: Typed): boolean => facts(a) === facts(b)
const facts = ({ caller, place, also, adopt, what, patient }: Typed): string =>
  JSON.stringify([caller, place, also, adopt, what, patient])

export class Draft {
  caller = $state<Caller>(noCaller(''))
  place = $state<PlaceIn>(noPlace())
  also = $state<PlaceIn[]>([])
  adopt = $state<number | null>(null)
  what = $state('')
  patient = $state<Patient>(noPatient())
  /** Where the pin lies; asked again after a reload. */
  territory = $state<Territory | null>(null)
  readonly #name: string

  constructor(call: Call) {
    this.#name = `draft.${call.id}`
    this.caller = call.caller ? { ...call.caller } : noCaller(call.number)
    // A call that was split off a case comes with what its caller said there.
    this.place = { ...noPlace(), said: call.where }
    this.what = call.what
    this.#fill(stored<Kept>(this.#name))
  }

  /** Takes over what is typed about this call in another tab, until the returned function is called. */
  follow(): () => void {
    return onStored<Kept>(this.#name, (kept) => this.#fill(kept))
  }

  #fill(kept: Kept | null): void {
    if (!kept || same(kept, this.typed())) return
    // A draft of an older version lacks what was added since.
    this.caller = { ...noCaller(''), ...kept.caller }
    this.place = { ...noPlace(), ...kept.place }
    this.also = kept.also ?? []
    this.adopt = kept.adopt ?? null
    this.what = kept.what
    this.patient = kept.patient
  }

  typed(): Typed {
    return {
      caller: $state.snapshot(this.caller),
      place: $state.snapshot(this.place),
      also: $state.snapshot(this.also),
      adopt: this.adopt,
      what: this.what,
      patient: $state.snapshot(this.patient),
    }
  }

  keep(): void {
    const typed = this.typed()
    const kept = stored<Kept>(this.#name)
    // Equal words are not written again: two tabs would answer each other for ever.
    if (!kept || !same(kept, typed)) store(this.#name, { ...typed, saved_ms: Date.now() } satisfies Kept)
  }

  drop(): void {
    forget(this.#name)
  }
}

/** Removes drafts nobody came back to: they hold a patient's words. */
export function dropOldDrafts(): void {
  const names = ['draft.', 'answers.', 'note.', 'promise.', 'net.', 'vitals.', 'scene.', 'presses.', 'casualty.', 'teach.']
  for (const name of names.flatMap(storedNames)) {
    const kept = stored<{ saved_ms?: number }>(name)
    if (!kept?.saved_ms || Date.now() - kept.saved_ms > KEPT_MS) forget(name)
  }
}
