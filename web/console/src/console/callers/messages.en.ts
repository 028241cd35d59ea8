/** Texts about calls and callers, in English. */
import type { Key } from './messages.fr'

export const en = {
  'caller.title': 'Caller',
  'caller.callback': 'Call-back number',
  'caller.name': 'Name',
  'caller.type': 'Who is calling',
  'caller.relation': 'Relation noted before',
  'caller.speaks': 'Language',
  'caller.speaks_often': 'Often heard',
  'caller.speaks_others': 'All others',
  'caller.communication': 'Difficulty to communicate',
  'caller.not_said': 'Not said',
} as const satisfies Record<Key, string>
