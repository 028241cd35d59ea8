/** `tell` for the texts about calls and callers. */
import { translator } from '$lib/i18n'

import { en } from './messages.en'
import { fr, type Key } from './messages.fr'

export const tell = translator<Key>({ fr, en })

/** A count in words: `1 appel`, `2 appels`. The text for one has the same name with `_one`. */
export function counted(name: string, n: number): string {
  return tell((n === 1 ? `${name}_one` : name) as Key, { n })
}
