/** The findings each sorting scheme asks for, in its own order. */
import type { AgeBand } from '$lib/wire'

export type Scheme = 'START' | 'JUMPSTART' | 'SALT'
interface Finding {
  id: string
  kind: 'yes_no' | 'number' | 'response'
}
const yesNo = (id: string): Finding => ({ id, kind: 'yes_no' })
const figure = (id: string): Finding => ({ id, kind: 'number' })

export const FINDINGS: Readonly<Record<Scheme, readonly Finding[]>> = {
  START: [
    yesNo('walks'),
    yesNo('breathes'),
    yesNo('breathes_once_opened'),
    figure('breaths_per_min'),
    yesNo('radial_pulse'),
    figure('refill_s'),
    yesNo('obeys'),
  ],
  JUMPSTART: [
    yesNo('walks'),
    yesNo('infant'),
    yesNo('breathes'),
    yesNo('breathes_once_opened'),
    yesNo('pulse'),
    yesNo('breathes_after_five'),
    figure('breaths_per_min'),
    yesNo('irregular'),
    { id: 'response', kind: 'response' },
  ],
  SALT: [
    yesNo('breathes'),
    yesNo('obeys'),
    yesNo('pulse'),
    yesNo('no_distress'),
    yesNo('bleeding_controlled'),
    yesNo('minor_only'),
    yesNo('survivable'),
  ],
}
export const SCHEMES = Object.keys(FINDINGS) as Scheme[]
export const RESPONSES = ['A', 'V', 'P_APPROPRIATE', 'P_INAPPROPRIATE', 'U'] as const

/** Children to eight years are sorted by JumpSTART; the band that ends at eleven is begun with it. */
export const schemeFor = (band: AgeBand): Scheme =>
  band === 'ADULT' || band === 'UNKNOWN' ? 'START' : 'JUMPSTART'
