/** What in a case calls for somebody, beyond its place in the queue. */
import type { Case } from '$lib/wire'

import type { Desk } from './desk.svelte'

export type Trouble = 'no_place' | 'abroad' | 'no_unit' | 'ward_refused' | 'ward_silent' | 'no_decision'

/** The pin lies in no region of the country: somebody kept it there on purpose. */
export const isAbroad = (one: Case): boolean => one.place.position !== null && one.place.region === null

export function troublesOf(desk: Desk, one: Case): Trouble[] {
  if (one.state !== 'ACTIF') return []
  const failed = desk.failedNotice(one.id)
  const found: (Trouble | false)[] = [
    one.place.position === null && 'no_place',
    isAbroad(one) && 'abroad',
    one.reflex === 'no_unit' && desk.missionsOf(one.id).every((each) => !each.active) && 'no_unit',
    failed?.status === 'REFUSED' && 'ward_refused',
    failed?.status === 'EXPIRED' && 'ward_silent',
    one.physician !== null && one.decisions.length === 0 && 'no_decision',
  ]
  return found.filter((trouble) => trouble !== false)
}
