/** What is being typed about a call. It outlives a reload and a failed submit. */
import { forget, store, stored, storedNames } from '$lib/stored'
import type { Caller, Patient, PlaceIn, Territory } from '$lib/wire'

/** A draft this old belongs to a call that was dealt with otherwise. */
const KEPT_MS = 24 * 3600 * 1000

export interface Typed {
  caller: Caller
  place: PlaceIn
  what: string
  patient: Patient
}
interface Kept extends Typed {
  saved_ms: number
}

export const noPlace = (): PlaceIn => ({
  said: '',
  landmark: '',
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
})

export class Draft {
  caller = $state<Caller>(noCaller(''))
  place = $state<PlaceIn>(noPlace())
  what = $state('')
  patient = $state<Patient>(noPatient())
  /** Where the pin lies; asked again after a reload. */
  territory = $state<Territory | null>(null)
  readonly #name: string

  constructor(call_id: string, number: string) {
    this.#name = `draft.${call_id}`
    const kept = stored<Kept>(this.#name)
    this.caller = kept?.caller ?? noCaller(number)
    this.place = kept?.place ?? noPlace()
    this.what = kept?.what ?? ''
    this.patient = kept?.patient ?? noPatient()
  }

  typed(): Typed {
    return {
      caller: $state.snapshot(this.caller),
      place: $state.snapshot(this.place),
      what: this.what,
      patient: $state.snapshot(this.patient),
    }
  }

  keep(): void {
    store(this.#name, { ...this.typed(), saved_ms: Date.now() } satisfies Kept)
  }

  drop(): void {
    forget(this.#name)
  }
}

/** Removes drafts nobody came back to: they hold a patient's words. */
export function dropOldDrafts(): void {
  for (const name of storedNames('draft.')) {
    const kept = stored<Kept>(name)
    if (!kept || Date.now() - kept.saved_ms > KEPT_MS) forget(name)
  }
}
