/** When a unit under way arrives: which arrival counts, how late it is, how far to trust it. */
import { clock } from '$lib/clock.svelte'
import { distance, hourMinute, span } from '$lib/format'
import { translator } from '$lib/i18n'
import type { Eta, Mission, MissionStatus } from '$lib/wire'

import { en } from './messages.en'
import { fr, type Key } from './messages.fr'

const say = translator<Key>({ fr, en })

/** Less is the scatter of any estimate: a chip that comes and goes is read by nobody. */
const SLIPS_S = 180
/** From here on the boards grey a unit out (fleet/track.py). */
const OLD_S = 60
const TOWARD: Partial<Record<MissionStatus, Eta['toward']>> = {
  DECISION: 'scene',
  DECLENCHE: 'scene',
  DEPART: 'scene',
  TRANSP: 'ward',
  TRANSP2: 'ward',
  TRANSP3: 'ward',
}

export interface Doubt {
  kind: 'late' | 'early' | 'still' | 'old'
  text: string
}

/** The arrival of a mission, while it is under way to where that arrival is. */
export function etaOf(mission: Mission, etas: ReadonlyMap<string, Eta>): Eta | null {
  const eta = etas.get(mission.id)
  return eta && eta.toward === TOWARD[mission.status] ? eta : null
}

/** `arrivée dans 12 min`, counted down on the server's clock. */
export function inText(eta: Eta): string {
  if (eta.eta_at === null) return say('unknown')
  const left_s = (Date.parse(eta.eta_at) - clock.now_ms) / 1000
  return left_s >= 0 ? say('in', { age: span(left_s) }) : say('due', { age: span(-left_s) })
}

export const atText = (eta: Eta): string => (eta.eta_at === null ? '' : say('at', { time: hourMinute(eta.eta_at) }))

/** `14:32`, or a question mark: for a label on the map. */
export const shortText = (eta: Eta): string => (eta.eta_at === null ? '?' : hourMinute(eta.eta_at))

export const promisedText = (at: string): string => say('promised', { time: hourMinute(at) })

/** What must be said beside the time, the gravest first. */
export function doubts(eta: Eta): Doubt[] {
  const found: Doubt[] = []
  if (eta.still_since !== null) found.push({ kind: 'still', text: say('still', { age: span(clock.age_s(eta.still_since)) }) })
  const late_s = lateness_s(eta)
  if (late_s > SLIPS_S) found.push({ kind: 'late', text: say('late', { age: span(late_s) }) })
  if (late_s < -SLIPS_S) found.push({ kind: 'early', text: say('early', { age: span(-late_s) }) })
  if (eta.fix_at === null) {
    found.push({ kind: 'old', text: say(eta.toward === 'scene' ? 'no_position' : 'no_position_ward') })
  } else if (clock.age_s(eta.fix_at) > OLD_S) {
    found.push({ kind: 'old', text: say('old', { age: span(clock.age_s(eta.fix_at)) }) })
  }
  return found
}

/** Seconds behind what was promised; a time that has passed without arrival slips on by itself. */
function lateness_s(eta: Eta): number {
  if (eta.eta_at === null || eta.promised_at === null) return 0
  return (Math.max(Date.parse(eta.eta_at), clock.now_ms) - Date.parse(eta.promised_at)) / 1000
}

/** `reste 14 km, par la route, par le bac de Farafenni`: what the time rests on. */
export function basisText(eta: Eta): string {
  if (eta.not_reached !== null) return say(`none.${eta.not_reached}`)
  return [
    eta.distance_m === null ? '' : say('left', { distance: distance(eta.distance_m) }),
    eta.method === null ? '' : say(`method.${eta.method}`),
    eta.via === null ? '' : say('via', { name: eta.via }),
  ]
    .filter(Boolean)
    .join(', ')
}
