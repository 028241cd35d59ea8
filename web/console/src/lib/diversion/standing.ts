/** A diversion ends at the hour it names, and no message says so: compare it with the clock. */
import { clock } from '$lib/clock.svelte'
import type { Diversion } from '$lib/wire'

export const standing = (diversion: Diversion | null | undefined): Diversion | null =>
  diversion && Date.parse(diversion.until) > clock.now_ms ? diversion : null

export interface Closing {
  reason: string
  until: string
  closed_to: string[]
  whole_hospital: boolean
}
