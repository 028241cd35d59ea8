/** Tells apart places that share a name: how far and which way from the centre's town. */
import { distance } from '$lib/format'
import type { Candidate, Centre, LatLon } from '$lib/wire'

import { say } from '../text'

/** Metres in a degree of latitude. */
const DEGREE_M = 111_195
const ARROWS = ['↑', '↗', '→', '↘', '↓', '↙', '←', '↖'] as const

/** `↘ à 23 km de Kaolack`; empty for what a caller spelled out, which has no twin. */
export function fromTown(one: Candidate, centre: Centre | undefined): string {
  if (one.source !== 'gazetteer' || !centre) return ''
  const { east_m, north_m } = offset(centre.position, one.position)
  const eighth = Math.round((Math.atan2(east_m, north_m) / (2 * Math.PI)) * 8 + 8) % 8
  const km = distance(Math.hypot(east_m, north_m))
  return `${ARROWS[eighth]} ${say('where.from_city', { km, city: centre.city })}`
}

/** Flat earth: a hundredth off over Senegal's breadth, which only helps to choose from a list. */
function offset(from: LatLon, to: LatLon): { east_m: number; north_m: number } {
  const narrowing = Math.cos((from.lat * Math.PI) / 180)
  return {
    east_m: (to.lon - from.lon) * DEGREE_M * narrowing,
    north_m: (to.lat - from.lat) * DEGREE_M,
  }
}
