/** The OpenLayers map of a room: layers that are synchronised with lists, and what was pressed. */
import 'ol/ol.css'

import Feature from 'ol/Feature'
import OlMap from 'ol/Map'
import View from 'ol/View'
import Point from 'ol/geom/Point'
import VectorLayer from 'ol/layer/Vector'
import { fromLonLat, getPointResolution, toLonLat } from 'ol/proj'
import VectorSource from 'ol/source/Vector'
import type { Style } from 'ol/style'

import type { LatLon } from '$lib/wire'

import { baseLayers, LABELS } from './basemap'
import { GroundLayers } from '../ground/layer'
import { Discs } from './discs'

export type Kind = 'hospital' | 'unit' | 'case' | 'pin'
export interface Thing {
  id: string
  at: LatLon
  /** Equal keys look alike: the style is made anew only when the key changes. */
  key: string
  look: () => Style | Style[]
}

type Sources = Record<Kind, VectorSource<Feature<Point>>>

/** Senegal, about Linguère: what is shown before the centre is known. */
const COUNTRY: LatLon = { lat: 14.5, lon: -14.6 }
const ZOOM_COUNTRY = 7
const ZOOM_CENTRE = 9
/** The land is drawn from towns and main roads: closer than this there is nothing to see. */
const ZOOM_CASE = 11
const MOVE_MS = 300
const HIT_PX = 8
/** Above are the tools, below the words about what is drawn. */
const GROUND_PADDING_PX = [60, 40, 70, 40]
/** How far from what they mean a person presses. */
const AIM_PX = 4
const Z: Readonly<Record<Kind, number>> = { hospital: 10, unit: 12, case: 11, pin: 13 }

export class RoomMap {
  onPress: (at: LatLon, hit: { kind: Kind; id: string } | null) => void = () => {}
  /** The person moved the map by hand. */
  onGesture: () => void = () => {}
  readonly #map: OlMap
  readonly #sources: Sources
  /** How far the true place may be from a pin. */
  readonly discs = new Discs()
  readonly ground = new GroundLayers()

  constructor(target: HTMLElement, centre: string) {
    const kinds = Object.keys(Z) as Kind[]
    this.#sources = Object.fromEntries(kinds.map((kind) => [kind, new VectorSource()])) as Sources
    const layers = kinds.map((kind) => new VectorLayer({ source: this.#sources[kind], zIndex: Z[kind], declutter: LABELS }))
    this.#map = new OlMap({
      target,
      // Buttons inside a map that is hidden from readers would trap the keyboard: the pane has its own.
      controls: [],
      layers: [...baseLayers(centre), ...this.ground.layers, this.discs.layer, ...layers],
      view: new View({ center: point(COUNTRY), zoom: ZOOM_COUNTRY, minZoom: 5, maxZoom: 18, enableRotation: false }),
    })
    this.#map.on('click', ({ pixel, coordinate }) => {
      const [lon = 0, lat = 0] = toLonLat(coordinate)
      this.onPress({ lat, lon }, this.#hit(pixel))
    })
    // In braces: a listener that returns false would keep the map from being dragged.
    this.#map.on('pointerdrag', () => {
      this.onGesture()
    })
    target.addEventListener('wheel', () => this.onGesture(), { passive: true })
  }

  sync(kind: Kind, things: Iterable<Thing>): void {
    const source = this.#sources[kind]
    const left = new Set(source.getFeatures())
    for (const thing of things) {
      const id = `${kind}:${thing.id}`
      let feature = source.getFeatureById(id) as Feature<Point> | null
      if (feature === null) {
        feature = new Feature(new Point(point(thing.at)))
        feature.setId(id)
        source.addFeature(feature)
      }
      left.delete(feature)
      place(feature, thing)
    }
    source.removeFeatures([...left])
  }

  /** Draws the land again, after the theme changed. */
  redraw(): void {
    this.#map.getLayers().forEach((layer) => layer.changed())
  }

  goToCentre(at: LatLon): void {
    this.#go(at, ZOOM_CENTRE)
  }

  goToCase(at: LatLon): void {
    this.#go(at, Math.max(ZOOM_CASE, this.#map.getView().getZoom() ?? 0))
  }

  /** Goes where everything that lies over the land now is in view. */
  goToGround(): void {
    const extent = this.ground.extent()
    if (extent === null) return
    this.#map.getView().cancelAnimations()
    this.#map.getView().fit(extent, { padding: GROUND_PADDING_PX, maxZoom: ZOOM_CASE, duration: MOVE_MS })
  }

  zoom(steps: 1 | -1): void {
    const view = this.#map.getView()
    view.animate({ zoom: (view.getZoom() ?? ZOOM_COUNTRY) + steps, duration: MOVE_MS })
  }

  /** How exact a press is at this zoom, in metres. */
  accuracy_m(): number {
    const view = this.#map.getView()
    const metres = getPointResolution('EPSG:3857', view.getResolution() ?? 0, view.getCenter() ?? [0, 0])
    return Math.round(metres * AIM_PX)
  }

  resize(): void {
    this.#map.updateSize()
  }

  dispose(): void {
    this.#map.setTarget(undefined)
    this.#map.dispose()
  }

  #go(at: LatLon, zoom: number): void {
    this.#map.getView().cancelAnimations()
    this.#map.getView().animate({ center: point(at), zoom, duration: MOVE_MS })
  }

  #hit(pixel: number[]): { kind: Kind; id: string } | null {
    const found = this.#map.forEachFeatureAtPixel(pixel, (feature) => feature.getId(), { hitTolerance: HIT_PX })
    const [kind, ...rest] = String(found ?? '').split(':')
    return kind !== undefined && kind in Z ? { kind: kind as Kind, id: rest.join(':') } : null
  }
}

function point({ lat, lon }: LatLon): number[] {
  return fromLonLat([lon, lat])
}

function place(feature: Feature<Point>, thing: Thing): void {
  const at = point(thing.at)
  const geometry = feature.getGeometry()
  if (geometry?.getCoordinates().join() !== at.join()) geometry?.setCoordinates(at)
  if (feature.get('key') === thing.key) return
  feature.set('key', thing.key, true)
  feature.setStyle(thing.look())
}
