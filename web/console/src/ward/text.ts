/** `say` for the texts of the ward's page, and the lines made of them. */
import { clock } from '$lib/clock.svelte'
import { hourMinute, patientLine, span } from '$lib/format'
import { t, translator } from '$lib/i18n'
import type { Act } from '$lib/field/outbox.svelte'
import type { Notice, NoticeStatus } from '$lib/wire'

import { en } from './messages.en'
import { fr, type Key } from './messages.fr'

export const say = translator<Key>({ fr, en })

export function whoText({ patient }: Notice): string {
  const parts = [
    patient.count > 1 ? say('notice.many', { n: patient.count }) : '',
    patientLine(patient),
    patient.pregnant === true ? say('notice.pregnant') : '',
    patient.name,
  ]
  return parts.filter(Boolean).join(', ')
}

/** `dans 12 min`: counted down on the server's clock. */
export function etaText({ eta_at }: Pick<Notice, 'eta_at'>): string {
  if (eta_at === null) return say('eta.unknown')
  const left_s = (Date.parse(eta_at) - clock.now_ms) / 1000
  return left_s >= 0 ? say('eta.in', { age: span(left_s) }) : say('eta.due', { age: span(-left_s) })
}

export function bedsText(n: number | null): string {
  if (n === null) return say('beds.none')
  return n === 1 ? say('beds.one') : say('beds.many', { n })
}

/** A step the ward's own staff read in the list: `Accepté par Dr Ndiaye à 14:02`. */
export function answeredText(notice: Notice): string {
  const { answered_at, answered_by } = notice
  if (answered_at === null || answered_by === null) return ''
  const what = notice.refusal_reason === null ? t('notice.ACCEPTED') : t('notice.REFUSED')
  return say('answer.by', { what, name: answered_by.name, time: hourMinute(answered_at) })
}

/** A waiting answer in the ward's words. */
export function actText(act: Act): string {
  if (act.path.endsWith('/diversion')) return say('diversion.act_close')
  if (act.path.endsWith('/reopening')) return say('diversion.reopen')
  const beds = act.body['beds_free']
  if (beds !== undefined) return say('beds.act', { n: Number(beds) })
  return t(`notice.${(act.body['answer'] ?? act.body['status']) as NoticeStatus}`)
}
