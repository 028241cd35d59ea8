/** Words and tone for the reasons of a proposal. */
import { span } from '$lib/format'
import { refusalText } from '$lib/refusals'
import { vocabulary } from '$lib/vocabulary.svelte'
import type { Reason } from '$lib/wire'

import { fr, type Key } from './messages.fr'
import { reference } from './reference.svelte'
import { say } from './text'

export type Tone = 'good' | 'warn' | 'bad' | ''

const TONE: Readonly<Record<string, Tone>> = {
  nearest_free_medicalised: 'good',
  nearest_free: 'good',
  medicalised: 'good',
  has_all_capabilities: 'good',
  beds_free: 'good',
  not_medicalised: 'warn',
  does_not_transport: 'warn',
  position_stale: 'warn',
  position_unknown_home_used: 'warn',
  straight_line_estimate: 'warn',
  via_crossing: 'warn',
  other_centre: 'warn',
  beds_stale: 'warn',
  beds_unknown: 'warn',
  no_answer_before: 'warn',
  already_asked: 'warn',
  on_mission: 'bad',
  out_of_service: 'bad',
  beds_full: 'bad',
  lacks_capability: 'bad',
  refused_before: 'bad',
}

export const reasonTone = (reason: Reason): Tone => TONE[reason.code] ?? ''

/** How a fact reads, by its name. */
const READ: Readonly<Record<string, (value: string) => string>> = {
  s: (value) => span(Number(value)),
  capability: vocabulary.capability,
  reason: refusalText,
  centre: (value) => reference.cityOf(value),
}

export function reasonText(reason: Reason): string {
  const key = `reason.${reason.code}`
  if (!(key in fr)) return reason.code
  const facts = Object.entries(reason.facts).map(([name, value]) => {
    const text = String(value)
    return [name, READ[name]?.(text) ?? text]
  })
  return say(key as Key, Object.fromEntries(facts))
}
