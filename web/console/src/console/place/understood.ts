/** In words: how a description beside a landmark was read, and who gives a place's coordinates. */
import { day, distance } from '$lib/format'
import { placeSay } from '$lib/place/words'
import type { Candidate, Understood } from '$lib/wire'

import { say } from './text'

/** `500 m après Total (Mbour), en direction de Kaolack`. */
export function understoodText(read: Understood): string {
  return [mainPart(read), ...direction(read)].filter((part) => part).join(', ')
}

function mainPart(read: Understood): string {
  const { landmark, second, road, relation } = read
  if (relation === 'between') return say('read.between', { landmark, second })
  if (read.far_m == null) return say('read.near', { relation: placeSay(`relation.${relation}`), landmark })
  if (road) return say('read.post', { n: Math.round(read.far_m / 1000), road, landmark })
  const far = distance(read.far_m)
  if (relation === 'after' || relation === 'before') return say(`read.far.${relation}`, { far, landmark })
  return say('read.far', { far, landmark })
}

function direction(read: Understood): string[] {
  const round = read.way === 'round' && read.far_m != null
  return [
    read.towards ? say('read.towards', { towards: read.towards }) : '',
    read.coming_from ? say('read.coming_from', { town: read.coming_from }) : '',
    read.unknown ? say('read.unknown', { words: read.unknown }) : '',
    round ? say('read.round') : '',
  ]
}

/** `GeoNames, non vérifié`; empty for what no list of places gives. */
export function originText(one: Candidate): string {
  const sources = (one.sources ?? []).join(' + ')
  if (!sources) return ''
  if (!one.verified_at) return say('origin.unverified', { sources })
  return say('origin.verified', { sources, day: day(one.verified_at) })
}
