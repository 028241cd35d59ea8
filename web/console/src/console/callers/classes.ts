/** The four ways a call ends without a case, each with its key. */
import type { CallClass } from '$lib/wire'

export const CLASSES: readonly (readonly [key: string, as: CallClass])[] = [
  ['n', 'NUISANCE'],
  ['e', 'WRONG_NUMBER'],
  ['s', 'SILENT'],
  ['i', 'INFORMATION'],
]
