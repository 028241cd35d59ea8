/** What in a case calls for somebody, beyond its place in the queue. */
import type { Case } from '$lib/wire'

import type { Desk } from './desk.svelte'

export type Trouble = 'no_place' | 'no_unit' | 'ward_refused' | 'ward_silent' | 'no_decision'

export function troublesOf(desk: Desk, one: Case): Trouble[] {
  if (one.state !== 'ACTIF') return []
  const failed = desk.failedNotice(one.id)
  const found: (Trouble | false)[] = [
    one.place.position === null && 'no_place',
    one.reflex === 'no_unit' && desk.missionsOf(one.id).every((each) => !each.active) && 'no_unit',
    failed?.status === 'REFUSED' && 'ward_refused',
    failed?.status === 'EXPIRED' && 'ward_silent',
    one.physician !== null && one.decisions.length === 0 && 'no_decision',
  ]
  return found.filter((trouble) => trouble !== false)
}
