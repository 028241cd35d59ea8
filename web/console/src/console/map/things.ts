/** What the room's lists put on the map. */
import { clock } from '$lib/clock.svelte'
import { unitMark } from '$lib/codes'
import { doubts, etaOf, shortText } from '$lib/eta/eta'
import { span } from '$lib/format'
import { theme } from '$lib/theme.svelte'
import type { Mission, Position, Unit } from '$lib/wire'

import type { Desk } from '../desk.svelte'
import type { Disc } from './discs'
import { caseStyles, hospitalStyle, pinStyle, unitStyles, type UnitLook } from './marks'
import type { Thing } from './roomMap'

/** A moving ambulance is a kilometre further after a minute: older fixes are greyed with their age. */
export const STALE_AFTER_S = 60

/** Below this speed a heading is noise of the receiver. */
const MOVING_KMH = 5

/** Room for one mark beside another at the same base. */
const BESIDE_PX = 24

export function units(desk: Desk): Thing[] {
  const waiting = new Map<string, number>()
  return [...desk.live.units.values()].map((unit) => {
    const fix = desk.live.positions.get(unit.id)
    const base = `${unit.home.lat},${unit.home.lon}`
    const place = fix ? 0 : (waiting.get(base) ?? 0)
    if (!fix) waiting.set(base, place + 1)
    const look = lookOf(desk, unit, place * BESIDE_PX)
    return {
      id: unit.id,
      at: fix ?? unit.home,
      key: theme.theme + JSON.stringify(look),
      look: () => unitStyles(look),
    }
  })
}

function lookOf(desk: Desk, unit: Unit, shift_px: number): UnitLook {
  const fix = desk.live.positions.get(unit.id)
  const age_s = fix ? clock.age_s(fix.fix_at) : 0
  return {
    mark: unitMark(unit, desk.missionOf.get(unit.id)),
    name: unit.name + arrivalText(desk, desk.missionOf.get(unit.id)),
    heading: fix && (fix.speed_kmh ?? 0) >= MOVING_KMH ? fix.heading_deg : null,
    stale: age_s > STALE_AFTER_S ? span(age_s) : null,
    atHome: fix === undefined,
    shift_px,
    chosen: desk.unit === unit.id,
  }
}

/** ` · 14:32`, with a sign when it comes late or stands; nothing while it is not under way. */
function arrivalText(desk: Desk, mission: Mission | undefined): string {
  const eta = mission ? etaOf(mission, desk.live.etas) : null
  if (eta === null) return ''
  const isBad = doubts(eta).some((one) => one.kind === 'late' || one.kind === 'still')
  return ` · ${shortText(eta)}${isBad ? ' ▲' : ''}`
}

export function cases(desk: Desk): Thing[] {
  return [...desk.queue, ...desk.inCharge].flatMap((one) => {
    const at = one.place.position
    const chosen = desk.case?.id === one.id
    if (at === null) return []
    return {
      id: one.id,
      at,
      key: `${theme.theme}${one.priority}${chosen}`,
      look: () => caseStyles(one.priority, chosen),
    }
  })
}

export function hospitals(desk: Desk): Thing[] {
  const byHospital = new Map([...desk.live.wards.values()].map((ward) => [ward.hospital_id, ward]))
  return [...byHospital.values()].map((ward) => ({
    id: ward.hospital_id,
    at: ward.position,
    key: theme.theme + ward.hospital_name,
    look: () => hospitalStyle(ward.hospital_name, ward.centre_id === desk.centre),
  }))
}

/** Around the pin being set, else around all that the sources of the open case say. */
export function discs(desk: Desk): Disc[] {
  if (desk.pin) return discAround('pin', desk.pin, desk.pin.accuracy_m ?? null, true)
  return (desk.case?.statements ?? []).flatMap((one) =>
    discAround(String(one.number), one.place.position, one.radius_m, one.in_force),
  )
}

function discAround(id: string, at: Position | null, radius_m: number | null, inForce: boolean): Disc[] {
  return at === null ? [] : [{ id, at, radius_m: radius_m ?? 0, inForce, key: theme.theme }]
}

export function pins(desk: Desk): Thing[] {
  return desk.pin ? [{ id: 'pin', at: desk.pin, key: theme.theme, look: pinStyle }] : []
}
