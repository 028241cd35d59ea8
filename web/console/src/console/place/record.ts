/** What an entry about the place of a case says beyond its name. */
import { coordinates } from '$lib/format'
import { landmarkText, sourceText } from '$lib/place/words'
import type { Facts, Place } from '$lib/wire'

import { say } from './text'

export const PLACE_LINES: Readonly<Record<string, (facts: Facts) => string[]>> = {
  LocationStated: (facts) => {
    const { number, place } = facts['statement'] as { number: number; place: Place }
    const at = place.position ? coordinates(place.position.lat, place.position.lon) : ''
    const said = [sourceText(place.source), place.said, landmarkText(place), at].filter(Boolean)
    return [`${say('record.force', { n: number })} : ${said.join(', ')}`]
  },
  LocationPutInForce: (facts) => [say('record.force', { n: Number(facts['number']) })],
}
