/** Open cases that may be about the same event, asked anew when what is known changes. */
import { SvelteSet } from 'svelte/reactivity'

import { ask } from '$lib/api'
import { distance, span } from '$lib/format'
import { pick } from '$lib/i18n'
import type { Alike, Evidence, PlaceIn } from '$lib/wire'

import { counted, tell } from './text'

/** What is known of the event: a case, or what a form holds so far. */
export type Asked =
  | { centre_id: string; case_id: string }
  | { centre_id: string; place: PlaceIn; what: string; number: string }

const PAUSE_MS = 600
/** A story in the list is cut to what tells it apart. */
const WORDS_MAX = 60
const JUST_NOW_S = 60
/** Two pins on one crossroads. */
const SAME_SPOT_M = 50

export class AlikeCases {
  readonly #found = $state<{ cases: Alike[] }>({ cases: [] })
  readonly #refused = new SvelteSet<string>()
  readonly #asked: () => Asked
  readonly offered = $derived.by(() => this.#found.cases.filter((one) => !this.#refused.has(one.case_id)))

  constructor(asked: () => Asked) {
    this.#asked = asked
  }

  /** Asks once the typing rests; to be called in an effect. */
  follow(): () => void {
    const asked = this.#asked()
    let gone = false
    const wait = setTimeout(() => {
      ask<Alike[]>('/cases/alike', asked)
        .then((cases) => {
          if (!gone) this.#found.cases = cases
        })
        .catch(() => {
          /* a hint that does not come is no failure: the list of open cases stays at hand */
        })
    }, PAUSE_MS)
    return () => {
      gone = true
      clearTimeout(wait)
    }
  }

  /** It was looked at and is another event: it is offered no more. */
  refuse(case_id: string): void {
    this.#refused.add(case_id)
  }
}

/** `2 appels`, `Accident de la route`: how many have rung, and what about. */
export const aboutText = (one: Alike): string => {
  const words = one.what.length > WORDS_MAX ? `${one.what.slice(0, WORDS_MAX)}…` : one.what
  return pick(one.title) || words || one.where || one.number
}

export const callsText = (one: Alike): string => (one.calls > 0 ? counted('alike.calls', one.calls) : '')

/** `à 400 m`, `il y a 6 min`: one reason in words. */
export function evidenceText({ reason, facts }: Evidence): string {
  const seconds = Number(facts['s'])
  switch (reason) {
    case 'distance':
      if (Number(facts['m']) < SAME_SPOT_M) return tell('alike.spot')
      return tell('alike.distance', { distance: distance(Number(facts['m'])) })
    case 'time':
      return seconds < JUST_NOW_S ? tell('alike.now') : tell('alike.time', { age: span(seconds) })
    default:
      return tell(`alike.${reason}`)
  }
}
