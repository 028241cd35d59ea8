/** `say` for the texts about diversion, and the lines made of them. */
import { hourMinute } from '$lib/format'
import { translator } from '$lib/i18n'
import { refusalText } from '$lib/refusals'
import { vocabulary } from '$lib/vocabulary.svelte'
import type { Diversion } from '$lib/wire'

import { en } from './messages.en'
import { fr, type Key } from './messages.fr'

export const say = translator<Key>({ fr, en })

/** `Fermé pour scanner jusqu’à 16:30`. */
export function closedText(diversion: Diversion): string {
  const time = hourMinute(diversion.until)
  const what = diversion.closed_to.map(vocabulary.capability).join(', ')
  return what ? say('closed.part', { what, time }) : say('closed.until', { time })
}

/** Why, by whom, and how far: `Pas de lit disponible · tout l’hôpital · dit par Awa à 14:02`. */
export function whyText(diversion: Diversion): string {
  const parts = [
    refusalText(diversion.reason),
    diversion.whole_hospital ? say('closed.hospital') : '',
    say('closed.by', { name: diversion.by_name, time: hourMinute(diversion.since) }),
  ]
  return parts.filter(Boolean).join(' · ')
}
