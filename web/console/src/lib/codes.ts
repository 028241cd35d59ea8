/** How codes look: a letter, a shape and a colour each, so that colour never stands alone. */
import type { Mission, MissionStatus, NoticeStatus, Priority, Unit } from './wire'

export type Shape = 'circle' | 'square' | 'triangle' | 'diamond' | 'pentagon' | 'cross'

export interface Mark {
  letter: string
  shape: Shape
  /** Name of a CSS custom property. */
  colour: string
}

/** Most urgent first: the order of the queue. */
export const PRIORITIES: readonly Priority[] = ['P0', 'P1', 'P2', 'P3', 'NR']

export const priorityRank = (priority: Priority): number => PRIORITIES.indexOf(priority)

const FREE: Mark = { letter: 'D', shape: 'circle', colour: '--state-free' }
const OUT: Mark = { letter: 'X', shape: 'cross', colour: '--state-out' }
const ALERTED: Mark = { letter: 'A', shape: 'triangle', colour: '--state-alerted' }
const DRIVING: Mark = { letter: 'R', shape: 'pentagon', colour: '--state-driving' }
const SCENE: Mark = { letter: 'L', shape: 'square', colour: '--state-scene' }
const CARING: Mark = { letter: 'P', shape: 'square', colour: '--state-scene' }
const REPORTED: Mark = { letter: 'B', shape: 'square', colour: '--state-scene' }
const TRANSPORT: Mark = { letter: 'T', shape: 'diamond', colour: '--state-transport' }
const HOSPITAL: Mark = { letter: 'H', shape: 'diamond', colour: '--state-hospital' }
const BACK: Mark = { letter: 'V', shape: 'circle', colour: '--state-free' }

export const MISSION_MARK: Readonly<Record<MissionStatus, Mark>> = {
  DECISION: ALERTED,
  DECLENCHE: ALERTED,
  DEPART: DRIVING,
  ANNULE: OUT,
  ARRIVEE: SCENE,
  PEC: CARING,
  BILAN: REPORTED,
  ORIENTAT: REPORTED,
  TRANSP: TRANSPORT,
  ETAPE1: TRANSPORT,
  TRANSP2: TRANSPORT,
  ETAPE2: TRANSPORT,
  TRANSP3: TRANSPORT,
  DESTIN: HOSPITAL,
  FINPEC: HOSPITAL,
  RETOUR: BACK,
  'RET-BASE': BACK,
  'REN-BASE': FREE,
}

/** The mark of a unit, by the mission it is on (if any). */
export function unitMark(unit: Unit, mission: Mission | undefined): Mark {
  if (mission) return MISSION_MARK[mission.status]
  return unit.in_service ? FREE : OUT
}

/** Notices that still bind a ward or wait for it. */
export const NOTICE_OPEN: ReadonlySet<NoticeStatus> = new Set([
  'SENT',
  'DELIVERED',
  'OPENED',
  'ACCEPTED',
  'ARRIVED',
])

/** Notices that call for another ward. */
export const NOTICE_FAILED: ReadonlySet<NoticeStatus> = new Set(['REFUSED', 'EXPIRED'])
