/** Sorting colours, in English. */
import type { Key } from './messages.fr'

export const en = {
  'tag.RED': 'Red',
  'tag.YELLOW': 'Yellow',
  'tag.GREEN': 'Green',
  'tag.GREY': 'Grey',
  'tag.BLACK': 'Black',
  'tag.none': 'Not sorted',
  'hint.RED': 'immediate',
  'hint.YELLOW': 'delayed',
  'hint.GREEN': 'minor',
  'hint.GREY': 'expectant, look again',
  'hint.BLACK': 'dead',
  'letter.RED': 'R',
  'letter.YELLOW': 'Y',
  'letter.GREEN': 'G',
  'letter.GREY': 'E',
  'letter.BLACK': 'B',
  'crew.title': 'Casualties',
  'crew.listed': '{n} counted',
  'crew.waiting': '{n} to be sent',
  'crew.add': 'Count a casualty: {tag}',
} as const satisfies Record<Key, string>
