/** Texts of the room about where a case is, in English. */
import type { Key } from './messages.fr'

export const en = {
  'card.title': 'Place',
  'card.several': '{n} positions',
  'card.open': 'Place and positions ({n})',
  'force': 'Put in force',
  'force.abroad': 'Put in force all the same',
  'force.which': 'Put position {n} in force, {source}',
  'none': 'Nobody has said yet where it is.',
  'contradiction': 'The sources contradict each other: have the place clarified.',
  'vague.VILLE': 'Centre of the town, not the address',
  'vague.INCONNUE': 'Precision unknown',
  'contradiction.short': 'The sources contradict each other',
  'add': 'Add without putting in force',
  'draft.others': 'Other positions, kept',
  'draft.drop': 'Remove',
  'draft.use': 'Put in force',
  'shortened': 'Shortened link: it does not hold the point. Ask to share the position otherwise, or read the coordinates out.',
  'slip.mirrored': 'minus sign forgotten?',
  'slip.swapped': 'latitude and longitude exchanged?',
  'slip.swapped_mirrored': 'exchanged, and sign forgotten?',
  'record.force': 'Position {n}',
  'disc.in_force': 'Radius of the position in force',
  'disc.other': 'Radius of another position',
} as const satisfies Record<Key, string>
