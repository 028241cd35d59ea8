/** Small things kept in this browser. A full or forbidden storage loses comfort, never the page. */

const PREFIX = 'samu.'

export function stored<T>(name: string): T | null {
  try {
    const text = localStorage.getItem(PREFIX + name)
    return text === null ? null : (JSON.parse(text) as T)
  } catch {
    return null
  }
}

export function store(name: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value))
  } catch {
    /* the value stays on screen */
  }
}

export function forget(name: string): void {
  try {
    localStorage.removeItem(PREFIX + name)
  } catch {
    /* nothing was kept */
  }
}

/** Calls back when another tab of this browser changes a thing kept here; returns how to stop. */
export function onStored<T>(name: string, listener: (value: T | null) => void): () => void {
  const hear = (event: StorageEvent): void => {
    if (event.key === PREFIX + name) listener(stored<T>(name))
  }
  addEventListener('storage', hear)
  return () => removeEventListener('storage', hear)
}

/** Names that start with these words, without the prefix. */
export function storedNames(start: string): string[] {
  try {
    return Object.keys(localStorage)
      .filter((name) => name.startsWith(PREFIX + start))
      .map((name) => name.slice(PREFIX.length))
  } catch {
    return []
  }
}
