/** Texts of the room about what a choice costs others, in English. */
import type { Key } from './messages.fr'

export const en = {
  'leaves': 'Leaves {n} people beyond {target} ({places}) for ~{away}',
  'leaves.unsure': 'Leaves {n} people beyond {target} ({places})',
  'none': 'leaves nobody uncovered',
  'pending': 'people left uncovered: being worked out',
  'unavailable': 'people left uncovered: not worked out',
  'unavailable.router_failed': 'people left uncovered: travel times do not answer',
  'unavailable.no_census': 'people left uncovered: no census for this country',
  'estimate': 'straight-line estimate',
  'show': 'Show on the map',
  'hide': 'No longer show on the map',
  'map': '{unit} gone: {n} people beyond {target}',
  'map.left_out': '(the {n} largest places)',
} satisfies Record<Key, string>
