/** `say` for the room's texts about where a case is. */
import { day } from '$lib/format'
import { translator } from '$lib/i18n'

import { en } from './messages.en'
import { fr, type Key } from './messages.fr'

export const say = translator<Key>({ fr, en })

/** What slip of the tongue another reading of the numbers supposes; empty for what was said. */
export function slipText(kind: string): string {
  const key = `slip.${kind}`
  return key in fr ? say(key as Key) : ''
}

/** `confirmé par un équipage le 12/03/2027 (2 fois)`. */
export function confirmedText(at: string, count: number): string {
  return count > 1 ? say('confirmed.many', { day: day(at), n: count }) : say('confirmed', { day: day(at) })
}
