/** Texts of the room about a choice that was made, in English. */
import type { Key } from './messages.fr'

export const en = {
  'ask': 'Why this choice?',
  'close': 'Close "Why this choice?"',
  'title': 'The proposal as it stood at {time}',
  'weighed.units': '{n} units weighed',
  'weighed.wards': '{n} wards weighed',
  'need.medicalised': 'physician aboard required',
  'need.any': 'physician aboard not required',
  'chosen': 'chosen',
  'time.unknown': 'time unknown',
  'no_place': 'Place unknown at that moment: no time could be computed.',
  'more': 'Whole list ({n})',
  'fewer': 'Less',
  'whole': 'Whole: its digest is the one in the journal’s event.',
  'whole.row': 'Whole: its digest is its row’s.',
  'changed': 'Changed since it was written: do not rely on it.',
  'same': 'The rules of today give the same list.',
  'other': 'The rules of today would give another list.',
} satisfies Record<Key, string>
