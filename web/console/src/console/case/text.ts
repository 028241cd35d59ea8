/** Texts of the questioning. */
import { translator } from '$lib/i18n'

import { en } from './messages.en'
import { fr } from './messages.fr'

export const tell = translator({ fr, en })
