/** The land beneath: neighbours, regions, roads and towns, drawn from our own GeoJSON. */
import GeoJSON from 'ol/format/GeoJSON'
import { MultiPolygon, Point, Polygon } from 'ol/geom'
import VectorLayer from 'ol/layer/Vector'
import VectorSource from 'ol/source/Vector'
import { Circle, Fill, Stroke, Style, Text } from 'ol/style'
import type { FeatureLike } from 'ol/Feature'

import { read } from '$lib/api'

import { colour } from './colours'

const FORMAT = new GeoJSON()
const RETRY_MS = 5000
const LABEL_FONT = '13px system-ui, "DejaVu Sans", sans-serif'

/** Metres a pixel up to which towns of size 1 (half a million people) to 6 are named. */
const NAMED_UP_TO = [Infinity, 1600, 900, 500, 250, 120]

/** Names of all layers share one space: a higher layer's name wins over a lower one's. */
export const LABELS = 'labels'

type StyleOf = (feature: FeatureLike, resolution: number) => Style[]

export function baseLayers(centre: string): VectorLayer[] {
  return [
    layer('territories', land(centre), 1),
    layer('roads', () => road(), 2),
    layer('towns', town, 3),
  ]
}

function layer(name: string, style: StyleOf, zIndex: number): VectorLayer {
  const source = new VectorSource()
  void fill(source, name)
  return new VectorLayer({ source, style, zIndex, declutter: LABELS })
}

async function fill(source: VectorSource, name: string): Promise<void> {
  try {
    const collection = await read<object>(`/map/${name}`)
    source.addFeatures(FORMAT.readFeatures(collection, { featureProjection: 'EPSG:3857' }))
  } catch {
    setTimeout(() => void fill(source, name), RETRY_MS)
  }
}

function land(centre: string): StyleOf {
  return (feature) => {
    const kind = feature.get('layer') as string | undefined
    if (kind === 'centre') return []
    const ours = kind === 'region' && feature.get('centre_id') === centre
    const foreign = kind !== 'region'
    const area = new Style({
      fill: new Fill({ color: colour(ours ? '--map-ours' : foreign ? '--map-abroad' : '--map-land') }),
      stroke: new Stroke({ color: colour('--map-border'), width: foreign ? 1.6 : 0.8, lineDash: foreign ? [] : [4, 3] }),
    })
    const name = new Style({
      geometry: () => middle(feature),
      text: words(String(feature.get('name') ?? ''), foreign ? `italic ${LABEL_FONT}` : LABEL_FONT, '--map-label'),
    })
    return [area, name]
  }
}

/** A point inside the largest part of an area: islands do not repeat its name. */
function middle(feature: FeatureLike): Point | undefined {
  const shape = feature.getGeometry()
  if (shape instanceof Polygon) return shape.getInteriorPoint()
  if (!(shape instanceof MultiPolygon)) return undefined
  const parts = shape.getPolygons().sort((a, b) => b.getArea() - a.getArea())
  return parts[0]?.getInteriorPoint()
}

const road = (): Style[] => [new Style({ stroke: new Stroke({ color: colour('--map-road'), width: 1.2 }) })]

const town: StyleOf = (feature, resolution) => {
  const size = Number(feature.get('size') ?? NAMED_UP_TO.length)
  if (resolution > (NAMED_UP_TO[size - 1] ?? 120)) return []
  const style = new Style({
    image: new Circle({
      radius: size < 3 ? 3.2 : 2,
      fill: new Fill({ color: colour('--map-town') }),
      declutterMode: 'none',
    }),
    text: words(String(feature.get('name') ?? ''), size < 3 ? `600 ${LABEL_FONT}` : LABEL_FONT, '--map-town', 9),
    // Decluttering keeps what comes first: the larger town.
    zIndex: -size,
  })
  return [style]
}

function words(text: string, font: string, name: string, offsetY = 0): Text {
  return new Text({
    text,
    font,
    offsetY,
    fill: new Fill({ color: colour(name) }),
    stroke: new Stroke({ color: colour('--map-halo'), width: 3 }),
  })
}
