/** Vital signs as they are typed, kept until they are sent, and what is hardly true of them. */
import { forget, store, stored } from '$lib/stored'
import { vocabulary } from '$lib/vocabulary.svelte'
import type { Vitals } from '$lib/wire'

import { tell } from './text'

export const FIGURES = [
  'breaths_per_min',
  'heart_per_min',
  'systolic_mmhg',
  'temperature_c',
  'spo2_pct',
  'glucose_mmol_l',
] as const
export type Figure = (typeof FIGURES)[number]
export const AVPU = ['A', 'C', 'V', 'P', 'U'] as const
export const MOBILITY = ['WALKING', 'WITH_HELP', 'STRETCHER'] as const

export const noVitals = (): Vitals => ({
  breaths_per_min: null,
  heart_per_min: null,
  systolic_mmhg: null,
  temperature_c: null,
  spo2_pct: null,
  glucose_mmol_l: null,
  avpu: null,
  mobility: null,
  trauma: null,
})

export const isEmpty = (vitals: Vitals): boolean => Object.values(vitals).every((value) => value === null)

interface Kept {
  vitals: Vitals
  saved_ms: number
}

/** In what a sign is counted; the same in every language. */
export const UNITS: Readonly<Record<Figure, string>> = {
  breaths_per_min: '/min',
  heart_per_min: '/min',
  systolic_mmhg: 'mmHg',
  temperature_c: '°C',
  spo2_pct: '%',
  glucose_mmol_l: 'mmol/L',
}

/** What was typed under this name and not sent yet. */
export const keptVitals = (name: string): Vitals => ({ ...noVitals(), ...stored<Kept>(`vitals.${name}`)?.vitals })

export function keepVitals(name: string, vitals: Vitals): void {
  if (isEmpty(vitals)) forget(`vitals.${name}`)
  else store(`vitals.${name}`, { vitals, saved_ms: Date.now() } satisfies Kept)
}

/** A number with a point or a comma, or what was typed instead: the server says what is wrong. */
export function figure(text: string): number | null {
  const typed = text.trim().replace(',', '.')
  if (typed === '') return null
  return /^-?\d{1,6}(\.\d{1,2})?$/.test(typed) ? Number(typed) : (text.trim() as unknown as number)
}

/** What to say beside a value before it is sent; empty when it may well be true. */
export function warning(field: Figure, value: number | null): string {
  const range = vocabulary.vitalRanges.find((one) => one.field === field)
  if (!range || typeof value !== 'number') return ''
  const { least, most, unit } = range
  if (value < least || value > most) return tell('vitals.impossible', { least, most, unit })
  return value < range.low || value > range.high ? tell('vitals.improbable', { value, unit }) : ''
}
