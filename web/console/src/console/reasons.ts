/** Words and tone for the reasons of a proposal. */
import { hourMinute, span } from '$lib/format'
import { refusalText } from '$lib/refusals'
import { equipmentName, roleName } from '$lib/unit/text'
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
  neighbour_sooner: 'warn',
  free_in: 'warn',
  beyond_search: 'bad',
  no_way: 'bad',
  off_network: 'bad',
  position_off_network_home_used: 'warn',
  fuel_empty: 'bad',
  fuel_low: 'warn',
  fuel_too_short: 'warn',
  reserved_here: 'good',
  reserved_for: 'bad',
  fuel_low_unconfirmed: 'warn',
  fuel_empty_unconfirmed: 'warn',
  duty_ends: 'warn',
  duty_over: 'warn',
  crew_lacks: 'bad',
  crew_lacks_unconfirmed: 'warn',
  equipment_lacks: 'bad',
  equipment_lacks_unconfirmed: 'warn',
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
  at: hourMinute,
  role: roleName,
  equipment: equipmentName,
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
