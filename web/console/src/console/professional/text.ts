/** Texts about professional callers. */
import { translator } from '$lib/i18n'

import { en } from './messages.en'
import { fr, type Key } from './messages.fr'

export const tell = translator<Key>({ fr, en })
