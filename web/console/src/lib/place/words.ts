/** Says where a case is: sources, precision, landmarks and contradictions in words. */
import { distance } from '$lib/format'
import { translator } from '$lib/i18n'
import type { Place, PlaceIn, PlaceSource, Precision, Relation, Statement } from '$lib/wire'

import { en } from './messages.en'
import { fr } from './messages.fr'

export const placeSay = translator({ fr, en })

/** A sign for each source; the words always stand beside it. */
export const SOURCE_SIGN: Readonly<Record<PlaceSource, string>> = {
  none: '✎',
  map: '◎',
  coordinates: '⌖',
  plus_code: '⊞',
  gazetteer: '☰',
  link: '∞',
  known: '★',
  caller: '☎',
  aml: '⌁',
  crew: '✚',
}
export const RELATIONS: readonly Relation[] = [
  ...(['none', 'behind', 'in_front', 'beside', 'opposite', 'near'] as const),
  ...(['at', 'before', 'after', 'between'] as const),
]
/** Precisions at which the point is not where the patient is. */
const VAGUE: ReadonlySet<Precision> = new Set(['VILLE', 'INCONNUE'])

export const sourceText = (source: PlaceSource): string => placeSay(`source.${source}`)
export const precisionText = (precision: Precision): string => placeSay(`precision.${precision}`)

/** Whether the point is only somewhere near: a crew must be told so. */
export const isVague = (place: Pick<Place, 'position' | 'precision'>): boolean =>
  place.position !== null && VAGUE.has(place.precision)

/** `derrière : grande mosquée`; the landmark alone when nobody said how it lies. */
export function landmarkText(place: Pick<PlaceIn, 'landmark' | 'relation'>): string {
  if (!place.landmark || !place.relation || place.relation === 'none') return place.landmark
  return `${placeSay(`relation.${place.relation}`)} : ${place.landmark}`
}

export const withinText = (radius_m: number | null | undefined): string =>
  radius_m == null ? '' : placeSay('within', { radius: distance(radius_m) })

/** What is wrong with a statement, as the one in force sees it; the worst first. */
export function troublesText(one: Statement): string[] {
  const abroad = one.territory === 'gambia' || one.territory === 'outside' ? one.territory : null
  const gap = distance(one.from_in_force_m ?? 0)
  const order = ['far', 'across_gambia', 'other_centre'] as const
  return [
    ...(abroad ? [placeSay(`abroad.${abroad}`)] : []),
    ...order.filter((way) => one.apart.includes(way)).map((way) => placeSay(`apart.${way}`, { distance: gap })),
  ]
}
