/** Which position counts with nobody's press: the rule of `regulation/statement.py`. */
import type { Statement } from '$lib/wire'

/** Beyond this radius a point says less than the nearest town's name. */
const TOWN_M = 10_000

/** The number of the newest sound one, null when none is. */
export function spokenByItself(statements: readonly Statement[]): number | null {
  const sound = statements.findLast(
    (one) => one.territory === 'inside' && one.radius_m !== null && one.radius_m <= TOWN_M,
  )
  return sound?.number ?? null
}
