/** A patient in one line. */
import { patientLine } from '$lib/format'
import type { Patient } from '$lib/wire'

import { say } from '../text'

export function patientText(patient: Patient): string {
  const parts = [
    patient.name,
    patientLine(patient),
    patient.pregnant === true ? say('patient.is_pregnant') : '',
    patient.count > 1 ? say('patient.many', { n: patient.count }) : '',
  ]
  return parts.filter(Boolean).join(' · ')
}
