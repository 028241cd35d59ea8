/** The layers over the land: people as discs by their number, reach as areas, the nearest strongest. */
import Feature from 'ol/Feature'
import { createEmpty, extend, isEmpty } from 'ol/extent'
import GeoJSON from 'ol/format/GeoJSON'
import Point from 'ol/geom/Point'
import VectorLayer from 'ol/layer/Vector'
import { fromLonLat } from 'ol/proj'
import VectorSource from 'ol/source/Vector'
import { Circle, Fill, Stroke, Style, Text } from 'ol/style'

import type { PricePlace, Reach } from '$lib/wire'

import { colour } from '../map/colours'

/** Over the land, under discs, units and cases. */
const Z_REACH = 7
const Z_PEOPLE = 8
const LEAST_PX = 4
const MOST_PX = 30
/** A disc's area stands for its people: so many of them fill the largest. */
const MOST_PEOPLE = 300_000
const NAMED = 5
const FORMAT = new GeoJSON({ featureProjection: 'EPSG:3857' })

export class GroundLayers {
  readonly #people = new VectorSource()
  readonly #reach = new VectorSource()
  readonly layers = [
    new VectorLayer({ source: this.#reach, zIndex: Z_REACH }),
    new VectorLayer({ source: this.#people, zIndex: Z_PEOPLE }),
  ]

  /** Where everything lies that is drawn now, null when nothing is. */
  extent(): number[] | null {
    const all = [this.#people, this.#reach].reduce((whole, source) => extend(whole, source.getExtent() ?? createEmpty()), createEmpty())
    return isEmpty(all) ? null : all
  }

  showPeople(places: readonly PricePlace[]): void {
    this.#people.clear()
    this.#people.addFeatures(places.map((place, i) => disc(place, i < NAMED)))
  }

  showReach(found: Reach | null): void {
    this.#reach.clear()
    if (found === null) return
    const features = FORMAT.readFeatures(found) as Feature[]
    // The widest first, so that the nearer ones lie on it.
    features.sort((a, b) => Number(b.get('minutes')) - Number(a.get('minutes')))
    features.forEach((feature, i) => feature.setStyle(area(feature, features.length - i)))
    this.#reach.addFeatures(features)
  }
}

function disc(place: PricePlace, named: boolean): Feature {
  const feature = new Feature(new Point(fromLonLat([place.lon, place.lat])))
  const share = Math.sqrt(Math.min(1, place.people / MOST_PEOPLE))
  const ink = colour('--warn')
  feature.setStyle(
    new Style({
      image: new Circle({
        radius: LEAST_PX + share * (MOST_PX - LEAST_PX),
        fill: new Fill({ color: `${ink}55` }),
        stroke: new Stroke({ color: ink, width: 2, lineDash: [4, 3] }),
      }),
      text: named ? label(place.name) : undefined,
    }),
  )
  return feature
}

function label(text: string): Text {
  return new Text({
    text,
    font: '600 12px system-ui, sans-serif',
    offsetY: 14,
    fill: new Fill({ color: colour('--text') }),
    stroke: new Stroke({ color: colour('--page'), width: 3 }),
    overflow: true,
  })
}

/** Estimates are drawn dashed; how far is written on the edge as well as shown by strength. */
function area(feature: Feature, strength: number): Style {
  const ink = colour('--focus')
  const estimated = feature.get('method') === 'straight_line'
  return new Style({
    fill: new Fill({ color: `${ink}${(12 + strength * 12).toString(16).padStart(2, '0')}` }),
    stroke: new Stroke({ color: ink, width: 1 + strength * 0.5, lineDash: estimated ? [7, 6] : [] }),
    text: new Text({
      text: `${feature.get('minutes')} min`,
      placement: 'line',
      font: '600 12px system-ui, sans-serif',
      fill: new Fill({ color: colour('--text') }),
      stroke: new Stroke({ color: colour('--page'), width: 3 }),
    }),
  })
}
