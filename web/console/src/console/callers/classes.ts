/**
 * The four ways a call ends without a case, each with its key. None is `n`: whoever presses that wants
 * the next call, and must not have called this one malicious.
 */
import type { CallClass } from '$lib/wire'

export const CLASSES: readonly (readonly [key: string, as: CallClass])[] = [
  ['m', 'NUISANCE'],
  ['e', 'WRONG_NUMBER'],
  ['s', 'SILENT'],
  ['i', 'INFORMATION'],
]
