/** How far the true place may be from where a source puts it: a disc each, the one in force strong. */
import Feature from 'ol/Feature'
import Circle from 'ol/geom/Circle'
import VectorLayer from 'ol/layer/Vector'
import { fromLonLat, getPointResolution } from 'ol/proj'
import VectorSource from 'ol/source/Vector'
import { Fill, RegularShape, Stroke, Style } from 'ol/style'
import Point from 'ol/geom/Point'

import type { LatLon } from '$lib/wire'

import { colour } from './colours'

export interface Disc {
  id: string
  at: LatLon
  radius_m: number
  inForce: boolean
  /** Equal keys look alike. */
  key: string
}

const PROJECTION = 'EPSG:3857'
/** Under units and cases, over the land. */
const Z_DISC = 9
const PALE = 0.06
const STRONG = 0.16

export class Discs {
  readonly #source = new VectorSource()
  readonly layer = new VectorLayer({ source: this.#source, zIndex: Z_DISC })

  /** Few discs and seldom changed: they are drawn anew. */
  sync(discs: readonly Disc[]): void {
    this.#source.clear()
    this.#source.addFeatures(discs.map(feature))
  }
}

function feature(disc: Disc): Feature<Circle> {
  const middle = fromLonLat([disc.at.lon, disc.at.lat])
  const drawn = new Feature(new Circle(middle, disc.radius_m / getPointResolution(PROJECTION, 1, middle)))
  drawn.setStyle(styles(disc, middle))
  return drawn
}

function styles({ inForce }: Disc, middle: number[]): Style[] {
  const ink = colour(inForce ? '--focus' : '--edge')
  const around = new Style({
    fill: new Fill({ color: faint(ink, inForce ? STRONG : PALE) }),
    stroke: new Stroke({ color: ink, width: inForce ? 2 : 1.2, lineDash: inForce ? [] : [5, 5] }),
  })
  // A small cross: at a country's scale the disc of an exact place is smaller than a dot.
  const cross = new Style({
    geometry: new Point(middle),
    image: new RegularShape({
      points: 4,
      radius: inForce ? 9 : 6,
      radius2: 0,
      stroke: new Stroke({ color: ink, width: 2 }),
    }),
  })
  return inForce ? [around] : [around, cross]
}

/** The colours of the theme are written #rrggbb. */
function faint(ink: string, alpha: number): string {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(ink.slice(at, at + 2), 16))
  return `rgba(${r}, ${g}, ${b}, ${alpha})`
}
