/** What is known of the numbers that ring: asked once a call, told in few words. */
import { SvelteMap } from 'svelte/reactivity'

import { read } from '$lib/api'
import { clock } from '$lib/clock.svelte'
import { monthOf } from '$lib/format'
import { pick } from '$lib/i18n'
import type { CallCount, CallHistory, CallState, PastCase } from '$lib/wire'

import { counted, tell } from './text'

/** The order in which a number's calls are told: what wastes time first, what mattered last. */
const TOLD: readonly CallState[] = [
  'NUISANCE',
  'SILENT',
  'WRONG_NUMBER',
  'INFORMATION',
  'ABANDONED',
  'RINGING',
  'TAKEN',
]
/** A case's own words where no protocol was asked: enough to know it again. */
const WORDS_MAX = 40

class Histories {
  readonly #known = new SvelteMap<string, CallHistory | 'failed'>()
  readonly #asked = new Set<string>()

  /** What is known of a call's number; undefined while it is being asked. */
  of(call_id: string): CallHistory | 'failed' | undefined {
    return this.#known.get(call_id)
  }

  /** Asks once; a call that is looked at again after a silence is asked again. */
  async ask(call_id: string): Promise<void> {
    if (this.#asked.has(call_id)) return
    this.#asked.add(call_id)
    try {
      this.#known.set(call_id, await read<CallHistory>(`/calls/${call_id}/history`))
    } catch {
      this.#asked.delete(call_id)
      this.#known.set(call_id, 'failed')
    }
  }
}

export const histories = new Histories()

/** `31 appels ce mois, 30 malveillants`; the calls that led to a case are told by their cases. */
export function countLine(name: 'month' | 'year', count: CallCount, withCases: boolean): string {
  const states = withCases ? [...TOLD, 'CASE' as const] : TOLD
  const parts = states.flatMap((state) => {
    const n = count.by_state[state] ?? 0
    return n > 0 ? [counted(`history.${state}`, n)] : []
  })
  return [counted(`history.${name}`, count.total), ...parts].join(', ')
}

/** What a past case was about: its protocol's title, the caller's words, or its number. */
export function caseTitle(one: PastCase): string {
  const words = one.what.length > WORDS_MAX ? `${one.what.slice(0, WORDS_MAX)}…` : one.what
  return pick(one.title) || words || one.number
}

export const caseMonth = (one: PastCase): string => monthOf(one.opened_at, clock.now_ms)

/** One line for the row that rings. */
export function shortLine(history: CallHistory): string {
  if (history.withheld) return tell('history.withheld')
  const { month, year, cases, cases_elsewhere } = history
  if (year.total === 0 && cases.length + cases_elsewhere === 0) return tell('history.none')
  const counts = month.total > 0 ? countLine('month', month, false) : countLine('year', year, false)
  const [newest] = cases
  const about = newest && tell('history.case', { title: caseTitle(newest), month: caseMonth(newest) })
  const more = cases.length - 1 + cases_elsewhere
  return [counts, about, more > 0 && `+ ${counted('history.all', more)}`].filter(Boolean).join(', ')
}
