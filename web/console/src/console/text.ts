/** `say` for the texts of the room. */
import { translator } from '$lib/i18n'

import { en } from './messages.en'
import { fr, type Key } from './messages.fr'

export const say = translator<Key>({ fr, en })

/** What happened, by the name of the event; an event without words shows its name. */
export function eventText(type: string): string {
  const key = `event.${type}`
  return key in fr ? say(key as Key) : type
}
