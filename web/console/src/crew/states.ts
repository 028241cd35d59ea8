/**
 * The mission as the crew sees it: the server's state, then the taps that have not left the phone.
 *
 * `moves.json` is the table of `fleet/status.py`, carried to the phone because the next button must
 * be known with no network. The server judges every move again.
 */
import type { Act } from '$lib/field/outbox.svelte'
import type { Mission, MissionStatus } from '$lib/wire'

import TABLE from './moves.json'

type Row = { key: string; moves: MissionStatus[] }
const MOVES = TABLE as Record<MissionStatus, Row>

export interface Step {
  status: MissionStatus
  at: string
  corrected: boolean
  /** Still on the phone. */
  waiting: boolean
}
export interface Shown {
  status: MissionStatus
  since: string
  history: Step[]
  /** Whether the state shown is not yet known to the server. */
  waiting: boolean
  next: MissionStatus | null
  /** Other states the crew may declare; cancelling is the physician's. */
  others: MissionStatus[]
  correctable_to: MissionStatus | null
}

export const keyOf = (status: MissionStatus): string => MOVES[status].key
export const isEnded = (status: MissionStatus): boolean => MOVES[status].moves.length === 0
export const laneOf = (missionId: string): string => `mission:${missionId}`

/** Adds the waiting taps of a mission to what the server knows. */
export function shown(mission: Mission, acts: readonly Act[]): Shown {
  const history: Step[] = mission.history.map((step) => ({ ...step, waiting: false }))
  const told = new Set(mission.history.map((step) => Date.parse(step.at_device ?? '')))
  // Once the mission is over for the server, a tap on the way can only be refused.
  const waiting = isEnded(mission.status) ? [] : acts.filter((one) => one.lane === laneOf(mission.id))
  for (const act of waiting) {
    // The live line may bring a tap back before its own answer does.
    if (!told.has(Date.parse(act.at_device))) addTap(history, act)
  }
  const last = history.at(-1)
  const status = last?.status ?? mission.status
  const moves = MOVES[status].moves.filter((one) => one !== 'ANNULE')
  return {
    status,
    since: last?.at ?? mission.ordered_at,
    history,
    waiting: last?.waiting ?? false,
    next: moves[0] ?? null,
    others: moves.slice(1),
    correctable_to: correctable(history),
  }
}

function addTap(history: Step[], act: Act): void {
  const status = (act.body['status'] as MissionStatus | undefined) ?? correctable(history)
  if (status === null) return
  const corrected = act.body['status'] === undefined
  history.push({ status, at: act.at_device, corrected, waiting: true })
}

/** Only the last move can be taken back, and once: the rule of `fleet/status.py`. */
function correctable(history: readonly Step[]): MissionStatus | null {
  const [before, last] = history.slice(-2)
  if (!before || !last) return null
  return MOVES[before.status].moves.includes(last.status) ? before.status : null
}
