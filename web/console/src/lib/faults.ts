/**
 * Marks the fields a refusal is about: `use:faults={error}` on whatever holds the form, and
 * `data-field="patient.age_years"` on each field. What was typed stays; the mark goes when the
 * field is changed.
 */
import type { Action } from 'svelte/action'

import { Refused } from './api'
import { unbroken } from './i18n'

const BODY = 'body.'
let made = 0

export const faults: Action<HTMLElement, unknown> = (holder, error) => {
  const show = (refused: unknown): void => {
    clear(holder)
    if (!(refused instanceof Refused)) return
    const found = refused.fields.flatMap(({ where, what }) => {
      const field = fieldOf(holder, where)
      return field ? [{ field, what }] : []
    })
    found.forEach(({ field, what }) => mark(field, what))
    const [first] = found.map(({ field }) => field).sort(inOrder)
    first?.focus({ preventScroll: true })
    first?.scrollIntoView({ block: 'center' })
  }
  const forgive = (event: Event): void => {
    if (event.target instanceof HTMLElement) unmark(event.target)
  }
  holder.addEventListener('input', forgive)
  show(error)
  return { update: show, destroy: () => holder.removeEventListener('input', forgive) }
}

const inOrder = (a: HTMLElement, b: HTMLElement): number =>
  a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1

/** The field of this path, or the nearest one around it: a latitude is told at the place. */
function fieldOf(holder: HTMLElement, where: string): HTMLElement | null {
  const path = where.startsWith(BODY) ? where.slice(BODY.length).split('.') : []
  for (let length = path.length; length > 0; length -= 1) {
    const name = CSS.escape(path.slice(0, length).join('.'))
    const field = holder.querySelector<HTMLElement>(`[data-field="${name}"]`)
    if (field) return field
  }
  return null
}

function mark(field: HTMLElement, what: string): void {
  const note = document.createElement('span')
  note.className = 'fault'
  note.id = `fault-${(made += 1)}`
  note.dataset['testid'] = 'field-fault'
  note.textContent = unbroken(what)
  // Told as the field's description, and not a second time as a part of its name.
  note.setAttribute('aria-hidden', 'true')
  field.setAttribute('aria-invalid', 'true')
  field.setAttribute('aria-describedby', note.id)
  field.after(note)
}

function unmark(field: HTMLElement): void {
  if (field.getAttribute('aria-invalid') !== 'true') return
  const note = field.getAttribute('aria-describedby')
  if (note) document.getElementById(note)?.remove()
  field.removeAttribute('aria-invalid')
  field.removeAttribute('aria-describedby')
}

function clear(holder: HTMLElement): void {
  holder.querySelectorAll<HTMLElement>('[data-field][aria-invalid="true"]').forEach(unmark)
}
