/** `say` for what lies over the map. */
import { translator } from '$lib/i18n'

import { en } from './messages.en'
import { fr, type Key } from './messages.fr'

export const say = translator<Key>({ fr, en })
