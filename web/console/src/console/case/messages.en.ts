/** The questioning in English. */
import type { Key } from './messages.fr'

export const en = {
  'motive.title': 'Complaint',
  'motive.type': 'A few words, in French or Wolof: “mal poitrine”…',
  'motive.best': 'Nearest protocols',
  'motive.all': 'All protocols',
  'motive.none': 'No protocol resembles these words. Choose from the list, or “Other complaint”.',
  'troubles.title': 'Protocols: {n} file(s) set aside',
  'troubles.instead': 'In use: the version of {when}.',
  'troubles.packaged': 'In use: the protocols that came with the software.',
  'troubles.what': 'Tell the administrator; regulation goes on as usual.',
  'spoken.language': 'Read in',
  'spoken.page': 'the page’s language',
  'spoken.draft': 'translation to be confirmed',
  'spoken.missing': 'not translated yet',
  'beat.ready': 'Hands on the middle of the chest. Starting in…',
  'beat.push': 'Push!',
  'beat.rate': '{n} a minute',
  'beat.slower': 'Slower',
  'beat.faster': 'Faster',
  'beat.start': 'Count in again',
  'beat.stop': 'Stop',
  'beat.sound': '♪ Sound',
  'beat.mute': '♪ Mute',
} satisfies Record<Key, string>
