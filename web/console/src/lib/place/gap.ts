/** How far two points lie apart. */
import type { LatLon } from '$lib/wire'

/** Mean radius of the earth in metres. */
const EARTH_M = 6_371_009

/** Great-circle metres: within 0.6 % of what the server measures, which is enough before it has. */
export function gap_m(a: LatLon, b: LatLon): number {
  const [lat_a, lat_b] = [radians(a.lat), radians(b.lat)]
  const half = Math.sin((lat_b - lat_a) / 2) ** 2
  const turn = Math.cos(lat_a) * Math.cos(lat_b) * Math.sin(radians(b.lon - a.lon) / 2) ** 2
  return 2 * EARTH_M * Math.asin(Math.sqrt(Math.min(1, half + turn)))
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180
