/** `sayUnit` for the texts on a unit's condition, shared by the room and the crew's page. */
import { translator } from '$lib/i18n'

import { en } from './messages.en'
import { fr, type Key } from './messages.fr'

export const sayUnit = translator<Key>({ fr, en })

/** The name of a code of `kind`; a code without a name shows itself. */
function named(kind: 'equipment' | 'role', code: string): string {
  const key = `${kind}.${code}`
  return key in fr ? sayUnit(key as Key) : code
}

export const equipmentName = (code: string): string => named('equipment', code)
export const roleName = (code: string): string => named('role', code)
