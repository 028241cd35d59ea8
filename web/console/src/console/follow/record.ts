/** What an entry about a task, a call-back or the way back to the queue says beyond its name. */
import { hourMinute } from '$lib/format'
import type { CallBack, CallBackOutcome, Case, Facts, TaskKind } from '$lib/wire'

import { say } from './text'

type End = NonNullable<CallBack['ended']>
type Why = NonNullable<Case['requeued']>

const words = (fact: unknown): string => (typeof fact === 'string' ? fact : '')

export const FOLLOW_LINES: Readonly<Record<string, (facts: Facts) => string[]>> = {
  CaseRequeued: (facts) => [say(`requeued.${facts['why'] as Why}`)],
  CallBackBooked: (facts) => {
    const promise = facts['call_back'] as Pick<CallBack, 'kind' | 'due_at' | 'who'>
    return [`${say(`promise.${promise.kind}`)} ${say('record.until', { time: hourMinute(promise.due_at) })}`, promise.who]
  },
  CallBackTried: (facts) => [say(`outcome.${facts['outcome'] as CallBackOutcome}`), words(facts['note'])],
  CallBackMoved: (facts) => [say('record.until', { time: hourMinute(words(facts['due_at'])) })],
  CallBackEnded: (facts) => [say(`ended.${facts['why'] as End}`), words(facts['reason'])],
  TaskRaised: (facts) => [say(`kind.${facts['kind'] as TaskKind}`)],
  TaskDone: (facts) => [resultText(words(facts['how']))],
}

const OUTCOMES: ReadonlySet<string> = new Set(['BETTER', 'SAME', 'WORSE', 'NOT_REACHED'])

/** A call-back's task is done with the code of its outcome, others with words. */
function resultText(how: string): string {
  return OUTCOMES.has(how) ? say(`outcome.${how as CallBackOutcome}`) : how
}
