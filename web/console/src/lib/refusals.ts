/** Why a ward says no: five codes on the wire; free words are shown as they came. */
import { t } from './i18n'

export const REFUSALS = ['NO_BED', 'NO_STAFF', 'NO_EQUIPMENT', 'NOT_OUR_FIELD', 'OTHER'] as const
export type RefusalReason = (typeof REFUSALS)[number]

export function refusalText(reason: string): string {
  const known = REFUSALS.find((one) => one === reason)
  return known ? t(`refusal.${known}`) : reason
}
