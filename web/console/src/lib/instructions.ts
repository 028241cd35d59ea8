/** Which instructions a case calls for, the compressions chosen by the patient's age. */
import { priorityRank } from './codes'
import type { Case } from './wire'

const ADULT = 'PAI-CPR-ADULT'
const CHILD = 'PAI-CPR-CHILD'
const INFANT = 'PAI-CPR-INFANT'
const BY_AGE = [ADULT, CHILD, INFANT]
/** Paediatric life support ends with puberty (ERC 2021); on the phone, twelve years stand for it. */
const ADULT_FROM_YEARS = 12

export const isCompressions = (id: string): boolean => id.startsWith('PAI-CPR')

export function instructionsFor(one: Case): string[] {
  const results = one.assessments
    .map((each) => each.result)
    .sort((a, b) => priorityRank(a.priority) - priorityRank(b.priority))
  const ids = results.flatMap((result) => result.instructions)
  const fitting = byAge(one)
  return [...new Set(ids)].filter((id) => fitting === null || !BY_AGE.includes(id) || id === fitting)
}

/** The compressions for this patient's age, or null while nobody has said it. */
function byAge(one: Case): string | null {
  const { age_years, age_months } = one.patient
  if (age_years === null && age_months === null) return null
  if ((age_years ?? 0) >= ADULT_FROM_YEARS) return ADULT
  return (age_years ?? 0) >= 1 || (age_months ?? 0) >= 12 ? CHILD : INFANT
}
