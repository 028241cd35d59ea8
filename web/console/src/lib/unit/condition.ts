/** What is stated of a unit, as a form holds it and as a line of text. */
import { hourMinute, dayAndTime } from '$lib/format'
import type { Unit } from '$lib/wire'

import { equipmentName, roleName, sayUnit } from './text'

export type Fuel = 'ok' | 'low' | 'empty'
export type CrewRole = 'physician' | 'nurse' | 'attendant' | 'driver'
export const FUELS: readonly Fuel[] = ['ok', 'low', 'empty']
export const ROLES: readonly CrewRole[] = ['physician', 'nurse', 'attendant', 'driver']

const DAY_MS = 86_400_000
/** A duty that ended within the hour is still this morning's, not tomorrow's. */
const JUST_OVER_MS = 3_600_000

export interface ConditionBody {
  tank: { fuel: Fuel; range_km: number | null } | null
  shift_ends_at: string | null
  missing_crew: CrewRole[]
  missing_equipment: string[]
}

export interface Draft {
  fuel: Fuel | null
  range: string
  shift: string
  crew: CrewRole[]
  equipment: string[]
}

export function draftOf({ condition }: Unit): Draft {
  return {
    fuel: condition.tank?.fuel ?? null,
    range: condition.tank?.range_km?.toString() ?? '',
    shift: condition.shift ? hourMinute(condition.shift.ends_at) : '',
    crew: [...(condition.missing_crew?.roles ?? [])],
    equipment: [...(condition.missing_equipment?.items ?? [])],
  }
}

/** The next moment the clock shows this time; Senegal keeps UTC all year. */
export function nextTime(hour_minute: string, now_ms: number): string | null {
  const [h, m] = hour_minute.split(':').map(Number)
  if (h === undefined || m === undefined || Number.isNaN(h + m)) return null
  const today_ms = Math.floor(now_ms / DAY_MS) * DAY_MS + (h * 60 + m) * 60_000
  return new Date(today_ms < now_ms - JUST_OVER_MS ? today_ms + DAY_MS : today_ms).toISOString()
}

export function bodyOf(draft: Draft, now_ms: number): ConditionBody {
  const range = draft.range.trim().replace(',', '.')
  return {
    tank: draft.fuel === null ? null : { fuel: draft.fuel, range_km: range === '' || draft.fuel === 'empty' ? null : Number(range) },
    shift_ends_at: nextTime(draft.shift, now_ms),
    missing_crew: draft.crew,
    missing_equipment: draft.equipment,
  }
}

export interface Line {
  name: 'fuel' | 'shift' | 'crew' | 'equipment'
  title: string
  value: string
  /** Who said it and when; empty where nobody has. */
  said: string
  isOld: boolean
  isBad: boolean
}

export function linesOf({ condition }: Unit, now_ms: number): Line[] {
  const { tank, shift, missing_crew: crew, missing_equipment: items } = condition
  const line = (
    name: Line['name'],
    title: string,
    stated: { by: string; at: string; valid_until: string } | null,
    value: string,
    isBad: boolean,
  ): Line => {
    if (!stated) return { name, title, value: sayUnit('condition.never'), said: '', isOld: false, isBad: false }
    const isOld = Date.parse(stated.valid_until) < now_ms
    const time = now_ms - Date.parse(stated.at) < DAY_MS / 2 ? hourMinute(stated.at) : dayAndTime(stated.at)
    return { name, title, value, said: sayUnit(isOld ? 'condition.old' : 'condition.said', { by: stated.by, time }), isOld, isBad }
  }
  const km = tank?.range_km
  const range = km === null || km === undefined ? '' : `, ${sayUnit('condition.km', { n: Math.round(km) })}`
  const over = shift !== null && Date.parse(shift.ends_at) < now_ms
  return [
    line('fuel', sayUnit('condition.fuel'), tank, tank ? sayUnit(`fuel.${tank.fuel}`) + range : '', tank?.fuel !== 'ok'),
    line(
      'shift',
      sayUnit('condition.shift'),
      shift,
      shift ? sayUnit(over ? 'condition.over' : 'condition.until', { time: hourMinute(shift.ends_at) }) : '',
      over,
    ),
    line('crew', sayUnit('condition.crew'), crew, crew?.roles.map(roleName).join(', ') || sayUnit('condition.nobody'), (crew?.roles.length ?? 0) > 0),
    line(
      'equipment',
      sayUnit('condition.equipment'),
      items,
      items?.items.map(equipmentName).join(', ') || sayUnit('condition.nothing'),
      (items?.items.length ?? 0) > 0,
    ),
  ]
}
