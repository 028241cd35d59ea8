/** `say` for the ranking of wards, and the words and tone of its considerations. */
import { distance, hourMinute, span } from '$lib/format'
import { translator } from '$lib/i18n'
import { refusalText } from '$lib/refusals'
import { vocabulary } from '$lib/vocabulary.svelte'
import type { Reason } from '$lib/wire'

import { reasonText, reasonTone, type Tone } from '../reasons'
import { en } from './messages.en'
import { fr, type Key } from './messages.fr'

export const say = translator<Key>({ fr, en })

const TONE: Readonly<Record<string, Tone>> = {
  house_has_all: 'good',
  window_left: 'good',
  aim_left: 'good',
  second_choice: 'warn',
  aim_missed: 'warn',
  on_diversion_elsewhere: 'warn',
  refused_lately: 'warn',
  position_approximate: 'warn',
  position_disputed: 'warn',
  place_unknown: 'warn',
  not_reached_beyond: 'warn',
  cannot_treat: 'bad',
  window_missed: 'bad',
  on_diversion: 'bad',
  not_reached_no_way: 'bad',
  not_reached_off_network: 'bad',
}

export const whyTone = (reason: Reason): Tone => TONE[reason.code] ?? reasonTone(reason)

const READ: Readonly<Record<string, (value: string) => string>> = {
  s: (value) => span(Number(value)),
  m: (value) => distance(Number(value)),
  capability: vocabulary.capability,
  reason: refusalText,
  until: hourMinute,
}

export function whyText(reason: Reason): string {
  const key = `why.${reason.code}`
  if (!(key in fr)) return reasonText(reason)
  const facts = Object.entries(reason.facts).map(([name, value]) => [name, READ[name]?.(value) ?? value])
  return say(key as Key, Object.fromEntries(facts))
}

/** `réanimation, chirurgie cardiaque ou thrombolyse`: all of the first, one of the others. */
export function needsText(all: string[], oneOf: string[]): string {
  const choice = oneOf.map(vocabulary.capability).join(` ${say('needs.or')} `)
  return [...all.map(vocabulary.capability), choice].filter(Boolean).join(', ')
}
