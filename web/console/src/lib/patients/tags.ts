/** Sorting colours: the order of treatment, and the digit that gives each one. */
import type { AgeBand, CasualtyState, Sex, Tag } from '$lib/wire'

/** A digit is the same key on every keyboard and in every language. */
export const TAGS: readonly Tag[] = ['RED', 'YELLOW', 'GREEN', 'BLACK', 'GREY']
export const BANDS: readonly AgeBand[] = ['UNKNOWN', 'INFANT', 'CHILD_1_4', 'CHILD_5_11', 'ADULT']
export const SEXES: readonly Sex[] = ['UN', 'F', 'M', 'O']
export const STATES: readonly CasualtyState[] = ['ON_SCENE', 'TRAPPED', 'UNDER_WAY', 'ARRIVED', 'STAYS']

export const tagOfKey = (key: string | null): Tag | undefined =>
  key === null || !/^[1-9]$/.test(key) ? undefined : TAGS[Number(key) - 1]
