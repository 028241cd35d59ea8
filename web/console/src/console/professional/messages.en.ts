/** Professional callers, in English. */
import type { Key } from './messages.fr'

export const en = {
  'known.rings': '{name}, {type}',
  'known.short': 'Short form',
  'known.long': 'Full form',
  'known.hint': 'Identity and place are offered, nothing is imposed.',
  'short.title': "A professional's call",
  'short.place': 'Place',
  'short.at_post': 'At the post: {place}',
  'short.elsewhere': 'The patient is elsewhere',
  'short.here': 'The patient is at the post',
  'short.said': 'Where the patient is',
  'short.no_place': 'No place: say it, or go to the full form.',
  'short.years': 'Age (years)',
  'short.sex': 'Sex',
  'short.send': 'Hand to the physician',
  'short.answers': 'The response and breathing measured answer the first two questions.',
} as const satisfies Record<Key, string>
