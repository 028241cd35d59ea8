/** Times, ages, distances and numbers as people read them. */
import { i18n, t } from './i18n'
import type { Patient } from './wire'

/** Senegal keeps UTC all year, yet the zone is named so that a move abroad would not lie. */
const ZONE = 'Africa/Dakar'
const MINUTE_S = 60
const HOUR_S = 3600
const DAY_S = 86_400

function part(at: string | number | Date, options: Intl.DateTimeFormatOptions): string {
  const format = { timeZone: ZONE, hourCycle: 'h23', ...options } as const
  return new Intl.DateTimeFormat(i18n.locale, format).format(new Date(at))
}

export const hourMinute = (at: string | number | Date): string =>
  part(at, { hour: '2-digit', minute: '2-digit' })

export const hourMinuteSecond = (at: string | number | Date): string =>
  part(at, { hour: '2-digit', minute: '2-digit', second: '2-digit' })

export const dayAndTime = (at: string | number | Date): string =>
  part(at, { day: '2-digit', month: '2-digit', hour: '2-digit', minute: '2-digit' })

/** `mars`, or `mars 2025` when it was not this year. */
export function monthOf(at: string, now_ms: number): string {
  const sameYear = part(at, { year: 'numeric' }) === part(now_ms, { year: 'numeric' })
  return part(at, sameYear ? { month: 'long' } : { month: 'long', year: 'numeric' })
}

export const day = (at: string | number | Date): string =>
  part(at, { day: '2-digit', month: '2-digit', year: 'numeric' })

/** `00:42`, `12:05`, `1:04:10`: a running timer. */
export function timer(seconds: number): string {
  const two = (n: number): string => String(n).padStart(2, '0')
  const whole = Math.max(0, Math.floor(seconds))
  const [h, m, s] = [Math.floor(whole / HOUR_S), Math.floor((whole % HOUR_S) / MINUTE_S), whole % MINUTE_S]
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`
}

/** `42 s`, `12 min`, `3 h 05`, `2 j`: an age or a travel time, rounded to what matters. */
export function span(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < MINUTE_S) return t('age.s', { n: whole })
  if (whole < HOUR_S) return t('age.min', { n: Math.round(whole / MINUTE_S) })
  if (whole >= DAY_S) return t('age.days', { n: Math.floor(whole / DAY_S) })
  const minutes = Math.floor((whole % HOUR_S) / MINUTE_S)
  return t('age.h', { h: Math.floor(whole / HOUR_S), m: String(minutes).padStart(2, '0') })
}

export function distance(metres: number): string {
  if (metres < 1000) return `${Math.round(metres)} m`
  const km = metres / 1000
  const digits = km < 10 ? 1 : 0
  return `${new Intl.NumberFormat(i18n.locale, { maximumFractionDigits: digits }).format(km)} km`
}

const EXTENSION = ';ext='

/** `77 123 45 67` for Senegal's nine digits, otherwise the number as it came; the extension after it. */
export function phone(number: string): string {
  const [main = '', extension] = number.split(EXTENSION)
  const national = main.replace(/[\s.-]/g, '').replace(/^(\+|00)221/, '')
  const found = /^(\d{2})(\d{3})(\d{2})(\d{2})$/.exec(national)
  const shown = found ? found.slice(1).join(' ') : main
  return extension ? t('phone.extension', { number: shown, extension }) : shown
}

export function telephone(number: string): string {
  const [main = '', extension] = number.split(EXTENSION)
  return `tel:${main.replace(/[^\d+]/g, '')}${extension ? EXTENSION + extension : ''}`
}

export function coordinates(lat: number, lon: number): string {
  return `${lat.toFixed(5)}, ${lon.toFixed(5)}`
}

/** `F, 34 ans`; says what is unknown. */
export function patientLine(patient: Patient): string {
  const sex = t(`sex.${patient.sex}`)
  const age =
    patient.age_years !== null && patient.age_years > 0
      ? t('age.years', { n: patient.age_years })
      : patient.age_months !== null
        ? t('age.months', { n: patient.age_months })
        : patient.age_years === 0
          ? t('age.years', { n: 0 })
          : ''
  return [sex, age].filter(Boolean).join(', ')
}
