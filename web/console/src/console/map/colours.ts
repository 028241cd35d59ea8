/** Colours of the theme as the canvas needs them. */

export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}
