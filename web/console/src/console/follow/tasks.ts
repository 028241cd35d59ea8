/** Tasks as the room lists them: in which order, about what, and where they lead. */
import { phone } from '$lib/format'
import type { Case, Task, TaskKind } from '$lib/wire'

import type { Desk } from '../desk.svelte'
import type { Key } from './messages.fr'
import { say } from './text'

/** These end with what came of ringing, noted in the case. */
const BY_OUTCOME: ReadonlySet<TaskKind> = new Set(['APPOINTMENT_DUE', 'SAFETY_NET_DUE', 'RECHECK_DUE'])
const ABOUT_CALLS: ReadonlySet<TaskKind> = new Set(['CALL_NOT_TAKEN', 'CALL_ABANDONED'])
const SHORT_RESULTS = ['0', '1'] as const

export const needsOutcome = (task: Task): boolean => BY_OUTCOME.has(task.kind)
export const isCall = (task: Task): boolean => ABOUT_CALLS.has(task.kind)
export const isOpen = (task: Task): boolean => task.state === 'WAITING' || task.state === 'HELD'
/** Left without a taker, or held without end. */
export const isLying = (task: Task): boolean => isOpen(task) && task.escalated_at !== null

/**
 * What is left lying first, then what nobody has, then what somebody does; among these life threats
 * before all else, then the longest due.
 */
export function inOrder(tasks: Iterable<Task>, cases: ReadonlyMap<string, Case>): Task[] {
  const rank = (task: Task): number => (isLying(task) ? 0 : task.state === 'WAITING' ? 1 : 2)
  const calm = (task: Task): number => Number(cases.get(task.case_id ?? '')?.priority !== 'P0')
  return [...tasks]
    .filter(isOpen)
    .sort(
      (a, b) =>
        rank(a) - rank(b) || calm(a) - calm(b) || a.due_at.localeCompare(b.due_at) || a.id.localeCompare(b.id),
    )
}

/** What it is about: a place, a ward, a number. */
export function aboutText(desk: Desk, task: Task): string {
  if (isCall(task)) {
    const number = desk.live.calls.get(task.subject_id)?.number
    return number ? phone(number) : ''
  }
  const one = task.case_id ? desk.live.cases.get(task.case_id) : undefined
  const notice = desk.live.notices.get(task.subject_id)
  const ward = notice ? `${notice.hospital_name} – ${notice.ward_name}` : ''
  const where = one ? one.place.said || one.place.found_name || one.what : ''
  return [ward, where].filter(Boolean).join(', ')
}

/** Short results to press instead of typing. */
export function shortResults(kind: TaskKind): string[] {
  return BY_OUTCOME.has(kind) ? [] : SHORT_RESULTS.map((nth) => say(`short.${kind}.${nth}` as Key))
}

/** Leads to what the task is about. */
export function openTask(desk: Desk, task: Task): void {
  if (task.case_id) desk.openCase(task.case_id)
  else desk.openCall(task.subject_id)
}

/** Whether taking it means to regulate the case: a physician, and nobody has it. */
export function takesCase(desk: Desk, task: Task): boolean {
  const waits = desk.live.cases.get(task.case_id ?? '')?.waits_for_physician ?? false
  return task.kind === 'REGULATION_OVERDUE' && desk.isPhysician && waits
}

/** Takes the task and, at once, what it asks for: the call is picked up, the case taken. */
export async function takeTask(desk: Desk, task: Task): Promise<void> {
  const with_case = takesCase(desk, task)
  if (isCall(task) && desk.live.calls.has(task.subject_id)) await desk.commands.takeCall(task.subject_id)
  else await desk.commands.takeTask(task.id, task.state === 'HELD')
  if (with_case && task.case_id) await desk.commands.takeCase(task.case_id, false)
  openTask(desk, task)
}
