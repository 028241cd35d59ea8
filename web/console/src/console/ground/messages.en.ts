/** Texts of the room about what lies over the map, in English. */
import type { Key } from './messages.fr'

export const en = {
  'people': '{unit} gone: {n} people beyond {target}',
  'people.largest': 'the {n} largest places',
  'reach': 'Reach',
  'reach.hint': 'Press a unit or a case to see how far one gets in 10 and 20 min.',
  'reach.of': 'Reach in 10 and 20 min from {label}',
  'reach.straight_line': 'straight-line estimate',
  'reach.road_graph': 'on the road network',
  'reach.server': 'by the routing server',
  'around': 'Around, in a straight line: {units}',
  'reach.no_place': 'Position unknown: nothing to show.',
  'close': 'Clear (Esc)',
} satisfies Record<Key, string>
