/** `say` for the room's texts about a choice that was made. */
import { translator } from '$lib/i18n'

import { en } from './messages.en'
import { fr, type Key } from './messages.fr'

export const say = translator<Key>({ fr, en })
