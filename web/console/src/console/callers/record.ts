/** What an entry about calls and their event says beyond its name. */
import { t } from '$lib/i18n'
import type { Caller, EventCase, Facts } from '$lib/wire'

const words = (fact: unknown): string => (typeof fact === 'string' ? fact : '')

export const CALL_LINES: Readonly<Record<string, (facts: Facts) => (string | undefined)[]>> = {
  CallJoined: (facts) => [
    (facts['caller'] as Caller | null | undefined)?.name,
    words(facts['where']),
    words(facts['what']),
  ],
  CallSplit: (facts) => [words((facts['call'] as { number?: string } | undefined)?.number)],
  ClassUndone: (facts) => [t(`call.${(facts['call'] as { state: 'NUISANCE' }).state}`)],
  EventFollowed: (facts) => [(facts['first'] as EventCase).number],
  EventGathered: (facts) => {
    const other = facts['other'] as EventCase
    return [`${other.number} · ${other.priority}`]
  },
}
