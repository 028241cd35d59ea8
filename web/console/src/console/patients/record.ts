/** What the record says of vital signs and of several patients. */
import { tagSay } from '$lib/patients/text'
import type { Facts, Tag, TagMethod } from '$lib/wire'

import { tell } from './text'
import { FIGURES, UNITS } from './vitals'

type Lines = (facts: Facts) => (string | false | null | undefined)[]

const words = (fact: unknown): string => (typeof fact === 'string' ? fact : '')
const victim = (n: unknown): string => tell('casualty.number', { n: Number(n) })

interface Given {
  tag: Tag
  method: TagMethod
  reason: string
}
const tagged = ({ tag, method, reason }: Given): string =>
  [`${tagSay(`tag.${tag}`)} (${tell(`method.${method}`)})`, reason].filter(Boolean).join(' : ')

const signs = (vitals: Facts): string =>
  [
    ...FIGURES.filter((field) => vitals[field] !== null).map((field) => `${tell(`vitals.${field}`)} ${String(vitals[field])} ${UNITS[field]}`),
    vitals['avpu'] ? tell(`avpu.${vitals['avpu'] as 'A'}`) : '',
  ]
    .filter(Boolean)
    .join(' · ')

export const PATIENT_LINES: Readonly<Record<string, Lines>> = {
  VitalsMeasured: (facts) => {
    const taken = facts['taken'] as Facts
    return [signs(taken['vitals'] as Facts), words(taken['measured_by'])]
  },
  VitalsStruck: (facts) => [words(facts['reason'])],
  PatientsCounted: (facts) => [tell(facts['several'] ? 'record.several' : 'record.single')],
  SceneDescribed: (facts) => {
    const scene = facts['scene'] as Facts
    const number = scene['number']
    return [
      ['kind', 'hazards', 'access', 'services_present', 'services_needed'].map((name) => words(scene[name])).filter(Boolean).join(' · '),
      typeof number === 'number' && `${tell('scene.number')} : ${number}`,
    ]
  },
  CasualtyAdded: (facts) => {
    const one = facts['casualty'] as Facts
    const given = (one['tags'] as Given[])[0]
    return [`${victim(one['number'])}${given ? ` : ${tagged(given)}` : ''}`]
  },
  CasualtyTagged: (facts) => [`${victim(facts['number'])} : ${tagged(facts['given'] as Given)}`],
  CasualtyDescribed: (facts) => {
    const one = facts['casualty'] as Facts
    const said = [one['note'], one['unit'], one['destination']].map(words).filter(Boolean)
    return [`${victim(one['number'])} : ${tell(`state.${one['state'] as 'ON_SCENE'}`)}`, said.join(' · ')]
  },
  CasualtyStruck: (facts) => [`${victim(facts['number'])} : ${words(facts['reason']) || tell('record.counted_again')}`],
}
