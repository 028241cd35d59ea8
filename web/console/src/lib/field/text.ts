/** `tell` for the texts that the pages away from the room share. */
import { translator } from '../i18n'
import { en } from './messages.en'
import { fr, type Key } from './messages.fr'

export const tell = translator<Key>({ fr, en })

export function pendingText(n: number): string {
  if (n === 0) return tell('pending.none')
  return n === 1 ? tell('pending.one') : tell('pending.many', { n })
}
