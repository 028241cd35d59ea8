/** What the directory offers about a call: identity and place, written only where nothing was typed. */
import { vocabulary } from '$lib/vocabulary.svelte'
import type { KnownCaller } from '$lib/wire'

import { noPlace, type Draft } from '../draft.svelte'

export const typeText = (known: KnownCaller): string => vocabulary.callerType(known.type)

/** The post's place as a place of the draft. */
export function placeOf(known: KnownCaller): Draft['place'] {
  const said = known.place || known.name
  if (!known.position) return { ...noPlace(), said }
  const position = { ...known.position }
  return { ...noPlace(), said, position, precision: 'EXACTE', source: 'gazetteer', found_name: known.name }
}

export const isBlank = (place: Draft['place']): boolean => place.said.trim() === '' && place.position === null

/** Fills identity and place in; what somebody typed stays. */
export function offer(draft: Draft, known: KnownCaller): void {
  if (draft.caller.name === '') draft.caller.name = known.name
  if (draft.caller.type === 'INCONNU') draft.caller.type = known.type
  if (isBlank(draft.place)) {
    draft.place = placeOf(known)
    draft.territory = null
  }
}
