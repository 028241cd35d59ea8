/** The clock that runs on a case of the queue: how long, and how it stands. */
import type { Case, Clocks } from '$lib/wire'

export type Urge = 'CALM' | 'WARN' | 'OVERDUE'
export interface Wait {
  since_ms: number
  due_ms: number
  urge: Urge
}

/** Null when the case waits for no physician, or the server has not said how long it may. */
export function waitOf(one: Case, clocks: Clocks | null, now_ms: number): Wait | null {
  const limit_s = clocks?.wait_s[one.priority]
  if (!clocks || one.waiting_since === null || limit_s == null) return null
  const since_ms = Date.parse(one.waiting_since)
  const due_ms = since_ms + limit_s * 1000
  const warn_ms = since_ms + limit_s * 1000 * clocks.warn_share
  return { since_ms, due_ms, urge: now_ms >= due_ms ? 'OVERDUE' : now_ms >= warn_ms ? 'WARN' : 'CALM' }
}
