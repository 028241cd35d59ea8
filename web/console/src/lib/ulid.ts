/** Ids for acts of a person: sortable by time, free of collisions, no secure context needed. */

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** 10 characters of 5 bits hold a millisecond clock until the year 10889. */
const TIME_CHARS = 10
const RANDOM_CHARS = 16

export function ulid(now_ms: number = Date.now()): string {
  let time = ''
  for (let left = now_ms, i = 0; i < TIME_CHARS; i += 1) {
    time = ALPHABET.charAt(left % 32) + time
    left = Math.floor(left / 32)
  }
  const bytes = crypto.getRandomValues(new Uint8Array(RANDOM_CHARS))
  return time + Array.from(bytes, (byte) => ALPHABET.charAt(byte % 32)).join('')
}
