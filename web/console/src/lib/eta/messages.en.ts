/** Words for when a unit arrives, in English. */
import type { Key } from './messages.fr'

export const en = {
  in: 'arrives in {age}',
  at: '({time})',
  due: 'due {age} ago',
  unknown: 'arrival unknown',
  'none.no_way': 'no known road',
  'none.off_network': 'far from every known road',
  'none.beyond': 'too far to be reckoned',
  late: '{age} late',
  early: '{age} early',
  still: 'not moving for {age}',
  old: 'position {age} old',
  no_position: 'no position: reckoned from the base',
  no_position_ward: 'no position: reckoned from the scene',
  left: '{distance} left',
  via: 'by {name}',
  'method.straight_line': 'straight line, estimate',
  'method.road_graph': 'by road',
  'method.server': 'by road (server)',
  promised: 'promised for {time}',
} satisfies Record<Key, string>
