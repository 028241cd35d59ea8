/** Texts of the pages away from the room, in English. */
import type { Key } from './messages.fr'

export const en = {
  'pending.none': 'Everything is sent',
  'pending.one': '1 waiting to be sent',
  'pending.many': '{n} waiting to be sent',
  'pending.mark': 'waiting to be sent',
  'pending.trouble': 'The server answers: “{text}” It will be tried again.',
  'kept.none': 'This browser keeps nothing: do not close the page while something waits to be sent.',
  'kept.page': 'This page will not open without network: do not close it.',
  'stuck.title': 'The server refused',
  'stuck.tapped': '{what} – touched at {time}',
  'stuck.other': 'Entered by {name}, not sent yet. Send it under your name?',
  'stuck.retry': 'Send again',
  'stuck.retry_mine': 'Send',
  'stuck.drop': 'Drop',
  'stuck.drop_confirm': 'It will never be sent. Drop it?',
  'menu.title': 'Settings',
  'menu.out_pending': '{pending}: what waits will leave when you next sign in.',
  'alarm.mute': 'Mute',
  'alarm.unmute': 'Unmute',
  'alarm.muted': 'Muted until {time}',
  'alarm.blocked': 'Sound blocked by the browser: touch here',
  'post.title': 'Which post?',
} as const satisfies Record<Key, string>
