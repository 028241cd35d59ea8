/** Texts about a ward on diversion, in English. */
import type { Key } from './messages.fr'

export const en = {
  'closed.until': 'Closed until {time}',
  'closed.part': 'Closed to {what} until {time}',
  'closed.hospital': 'whole hospital',
  'closed.by': 'said by {name} at {time}',
  'form.title': 'Close {ward}: the dispatch room will send no more patients there',
  'form.why': 'Reason',
  'form.words': 'Details (required for “Other reason”)',
  'form.what': 'Closed to',
  'form.all': 'the whole ward',
  'form.until': 'Until',
  'form.hours': '{n} h ({time})',
  'form.hospital': 'Close all other wards of the hospital too',
  'form.confirm': 'Close until {time}',
  'close': 'Close…',
  'reopen': 'Reopen',
  'reopen.hospital': 'Reopen the whole hospital',
} as const satisfies Record<Key, string>
