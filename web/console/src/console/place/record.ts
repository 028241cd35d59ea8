/** What an entry about the place of a case says beyond its name. */
import { coordinates, hourMinute } from '$lib/format'
import { landmarkText, sourceText } from '$lib/place/words'
import type { Facts, Place } from '$lib/wire'

import { say } from './text'

export const PLACE_LINES: Readonly<Record<string, (facts: Facts) => string[]>> = {
  LocationStated: (facts) => stated(facts),
  CallLocated: (facts) => stated(facts),
  CallLinkMade: (facts) => made(facts),
  CaseLinkMade: (facts) => made(facts),
  AliasTaught: (facts) => [String(facts['name'])],
  AliasWithdrawn: (facts) => [String(facts['reason'])],
  LocationPutInForce: (facts) => [say('record.force', { n: Number(facts['number']) })],
}

function stated(facts: Facts): string[] {
  const { number, place } = facts['statement'] as { number: number; place: Place }
  const at = place.position ? coordinates(place.position.lat, place.position.lon) : ''
  const said = [sourceText(place.source), place.said, landmarkText(place), at].filter(Boolean)
  return [`${say('record.force', { n: number })} : ${said.join(', ')}`]
}

function made(facts: Facts): string[] {
  const { expires_at } = facts['link'] as { expires_at: string }
  return [say('record.link', { time: hourMinute(expires_at) })]
}
