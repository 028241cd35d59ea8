/** Says a failure in the user's language. */
import { Refused, Unreachable } from './api'
import { t, unbroken } from './i18n'

export function failureText(error: unknown): string {
  if (error instanceof Unreachable) return t('fail.unreachable')
  if (error instanceof Refused) return unbroken(error.message)
  return t('fail.unknown', { what: String(error) })
}
