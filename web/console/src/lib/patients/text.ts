/** Texts of the sorting colours, for the room and the crew. */
import { translator } from '$lib/i18n'

import { en } from './messages.en'
import { fr } from './messages.fr'

export const tagSay = translator({ fr, en })
