/** Facts of a record entry as short lines; nested facts are opened one level. */
import type { Facts } from '$lib/wire'

import { say } from './text'

/** Ids mean nothing to a reader and are in the entry anyway. */
const HIDDEN = /(^|_)id$|^at$|^by$|sha256|^n$/
const LINE_MAX = 160

export function factLines(facts: Facts | null): string[] {
  if (facts === null) return [say('record.purged')]
  return Object.entries(facts)
    .filter(([name, value]) => !HIDDEN.test(name) && filled(value))
    .map(([name, value]) => `${name.replaceAll('_', ' ')} : ${short(textOf(value))}`)
}

function filled(value: unknown): boolean {
  if (value === null || value === '' || value === undefined) return false
  return typeof value !== 'object' || textOf(value) !== ''
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join(', ')
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.entries(value)
    .filter(([name, inner]) => !HIDDEN.test(name) && filled(inner))
    .map(([name, inner]) => `${name.replaceAll('_', ' ')} ${textOf(inner)}`)
    .join(', ')
}

function short(text: string): string {
  return text.length > LINE_MAX ? `${text.slice(0, LINE_MAX)}…` : text
}
