/** Single keys of the room. Ignored while somebody types; they can be switched off for good. */
import { store, stored } from '$lib/stored'

const TYPING = 'input, textarea, select, [contenteditable="true"]'

class Keys {
  #on = $state(stored<boolean>('keys') ?? true)

  get on(): boolean {
    return this.#on
  }

  set on(on: boolean) {
    this.#on = on
    store('keys', on)
  }
}

export const keys = new Keys()

/** A key pressed twice by a nervous finger is one key. */
const REST_MS = 800
let resting: { key: string; until: number } | null = null

/** Lets a key mean nothing for a moment: what it did has changed what it means. */
export function restKey(key: string): void {
  resting = { key, until: performance.now() + REST_MS }
}

/** The key pressed, in lower case, or null when it is held down, rests, or belongs to a field or a modifier. */
export function singleKey(event: KeyboardEvent): string | null {
  if (!keys.on || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return null
  if (event.target instanceof Element && event.target.closest(TYPING)) return null
  const key = event.key.toLowerCase()
  const rests = resting !== null && resting.key === key && performance.now() < resting.until
  return event.repeat || rests ? null : key
}

/** Moves the focus between the rows of a list with the arrows. */
export function walkRows(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const list = event.currentTarget
  if (!step || !(list instanceof Element)) return
  const rows = [...list.querySelectorAll<HTMLElement>('[data-row]')]
  const at = rows.indexOf(document.activeElement as HTMLElement)
  const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))]
  if (!next) return
  next.focus()
  event.preventDefault()
}
