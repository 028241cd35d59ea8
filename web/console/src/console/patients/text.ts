/** Texts about vital signs and several patients. */
import { translator } from '$lib/i18n'

import { en } from './messages.en'
import { fr } from './messages.fr'

export const tell = translator({ fr, en })
