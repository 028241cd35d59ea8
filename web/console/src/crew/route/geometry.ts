/** Lines on a phone: read from letters, measured, and where one stands on them. No network, no map. */
import type { LatLon } from '$lib/wire'

const DECIMALS = 1e5
const OFFSET = 63
const FIVE_BITS = 31
const MORE = 32
const EARTH_M = 6_371_009
const METRES_PER_DEG = (Math.PI / 180) * EARTH_M

/** A point in metres east and north of an origin near it. */
export interface Flat {
  x: number
  y: number
}
export interface Line {
  points: LatLon[]
  /** The same in metres. */
  flat: Flat[]
  /** Metres from the start to each point. */
  along_m: number[]
  origin: LatLon
}
export interface Spot {
  /** Metres from the start to the nearest point of the line. */
  along_m: number
  /** Metres between here and the line. */
  off_m: number
}

/** An encoded polyline, latitude first, five decimals. */
export function decoded(text: string): LatLon[] {
  const numbers: number[] = []
  let value = 0
  let shift = 0
  for (const letter of text) {
    const bits = letter.charCodeAt(0) - OFFSET
    value |= (bits & FIVE_BITS) << shift
    shift += 5
    if (bits >= MORE) continue
    numbers.push(value & 1 ? ~(value >> 1) : value >> 1)
    value = shift = 0
  }
  const points: LatLon[] = []
  let [lat, lon] = [0, 0]
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    lat += numbers[i] ?? 0
    lon += numbers[i + 1] ?? 0
    points.push({ lat: lat / DECIMALS, lon: lon / DECIMALS })
  }
  return points
}

export function flatten({ lat, lon }: LatLon, origin: LatLon): Flat {
  const narrow = Math.cos((origin.lat * Math.PI) / 180)
  return { x: (lon - origin.lon) * METRES_PER_DEG * narrow, y: (lat - origin.lat) * METRES_PER_DEG }
}

const between = (a: Flat, b: Flat): number => Math.hypot(b.x - a.x, b.y - a.y)

export function measured(points: LatLon[]): Line | null {
  const origin = points[Math.floor(points.length / 2)]
  if (points.length < 2 || origin === undefined) return null
  const flat = points.map((point) => flatten(point, origin))
  const along_m = [0]
  flat.slice(1).forEach((point, i) => along_m.push((along_m[i] ?? 0) + between(flat[i] ?? point, point)))
  return { points, flat, along_m, origin }
}

export const length_m = (line: Line): number => line.along_m.at(-1) ?? 0

/** Where on the line a point is nearest, looking no further back than `from_m`. */
export function spotOn(line: Line, at: LatLon, from_m = 0): Spot {
  const here = flatten(at, line.origin)
  let best: Spot = { along_m: 0, off_m: Infinity }
  for (let i = 0; i + 1 < line.flat.length; i += 1) {
    const [a, b] = [line.flat[i], line.flat[i + 1]]
    const start_m = line.along_m[i] ?? 0
    if (!a || !b || (line.along_m[i + 1] ?? 0) < from_m) continue
    const long2 = (b.x - a.x) ** 2 + (b.y - a.y) ** 2
    const share = long2 === 0 ? 0 : ((here.x - a.x) * (b.x - a.x) + (here.y - a.y) * (b.y - a.y)) / long2
    const held = Math.min(1, Math.max(0, share))
    const off_m = between(here, { x: a.x + (b.x - a.x) * held, y: a.y + (b.y - a.y) * held })
    if (off_m < best.off_m) best = { along_m: start_m + Math.sqrt(long2) * held, off_m }
  }
  return best
}

/** Metres as the crow flies; good to a hundredth within a country. */
export function crow_m(a: LatLon, b: LatLon): number {
  const middle = { lat: (a.lat + b.lat) / 2, lon: (a.lon + b.lon) / 2 }
  return between(flatten(a, middle), flatten(b, middle))
}

/** Degrees clockwise from north, 0 to 359. */
export function bearing_deg(a: LatLon, b: LatLon): number {
  const to = flatten(b, { lat: (a.lat + b.lat) / 2, lon: a.lon })
  const from = flatten(a, { lat: (a.lat + b.lat) / 2, lon: a.lon })
  return Math.round(((Math.atan2(to.x - from.x, to.y - from.y) * 180) / Math.PI + 360) % 360) % 360
}
