/** Times people agree on. They count from the server's clock: this device's may be wrong. */
import { hourMinute, span } from '$lib/format'
import type { Case } from '$lib/wire'

import { say } from './text'

const MINUTE_MS = 60_000
const DAY_MIN = 24 * 60

function minutesOf(clock: string): number | null {
  const found = /^(\d{1,2})[:h](\d{2})$/.exec(clock)
  if (!found) return null
  const [hours, minutes] = [Number(found[1]), Number(found[2])]
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : null
}

/** The next moment at which a clock of the service shows this time; null when it is no time. */
export function nextAt(typed: string, now_ms: number): number | null {
  const [wanted, now] = [minutesOf(typed), minutesOf(hourMinute(now_ms))]
  if (wanted === null || now === null) return null
  const ahead_min = (wanted - now + DAY_MIN) % DAY_MIN || DAY_MIN
  return Math.floor(now_ms / MINUTE_MS) * MINUTE_MS + ahead_min * MINUTE_MS
}

/** Whether a moment to come falls on another day than now, by the clocks of the service. */
export function isTomorrow(at_ms: number, now_ms: number): boolean {
  const [at, now] = [minutesOf(hourMinute(at_ms)), minutesOf(hourMinute(now_ms))]
  return at !== null && now !== null && at <= now && at_ms > now_ms
}

/** `dans 30 min`, `en retard de 3 min`. */
export function distanceText(at_ms: number, now_ms: number): string {
  const time = span(Math.abs(at_ms - now_ms) / 1000)
  return at_ms > now_ms ? say('promise.in', { time }) : say('promise.late', { time })
}

/** A deferred case that nobody has taken waits in the queue until its caller is promised a time. */
export function needsTime(one: Case): boolean {
  const promised = one.call_backs.some((each) => each.is_open && each.kind === 'APPOINTMENT')
  return one.waits_for_physician && one.priority === 'P3' && !promised
}
