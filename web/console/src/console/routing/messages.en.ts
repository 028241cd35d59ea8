/** Texts of the room about where travel times come from, in English. */
import type { Key } from './messages.fr'

export const en = {
  'by.straight_line': 'Straight-line times, estimated',
  'by.road_graph': 'Times on the local road map',
  'by.server': 'Times from the road server, in part',
  'by.none': 'Times unknown',
  'note': '{by}: {why}.',
  'only.straight_line': 'Straight-line times, estimated: no road map is in service.',
  'over.server.slow': 'the road server did not answer in time',
  'over.server.failed': 'the road server did not answer',
  'over.server.garbage': 'the road server’s answer cannot be read',
  'over.server.implausible': 'the road server’s times cannot be true',
  'over.server.not_covered': 'the road server does not cover this place',
  'over.road_graph.slow': 'the local road map did not answer in time',
  'over.road_graph.failed': 'the local road map is not available',
  'over.road_graph.garbage': 'the local road map’s answer cannot be read',
  'over.road_graph.implausible': 'the local road map’s times cannot be true',
  'over.road_graph.not_covered': 'the local road map does not cover this place',
} as const satisfies Record<Key, string>
