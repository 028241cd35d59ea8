/** `say` for the room's texts about waiting, tasks and call-backs. */
import { translator } from '$lib/i18n'

import { en } from './messages.en'
import { fr, type Key } from './messages.fr'

export const say = translator<Key>({ fr, en })
