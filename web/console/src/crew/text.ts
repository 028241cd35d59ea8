/** `say` for the texts of the crew's page. */
import { sayUnit } from '$lib/unit/text'
import type { Act } from '$lib/field/outbox.svelte'
import { t, translator } from '$lib/i18n'
import { tagSay } from '$lib/patients/text'
import type { MissionStatus, Tag } from '$lib/wire'

import { en } from './messages.en'
import { fr, type Key } from './messages.fr'

export const say = translator<Key>({ fr, en })

/** A waiting tap in the crew's words. */
export function actText(act: Act): string {
  const status = act.body['status']
  if (status !== undefined) return t(`mission.${status as MissionStatus}`)
  if (act.body['lat'] !== undefined) return say('scene.act')
  if (act.body['missing_crew'] !== undefined) return sayUnit('condition.act')
  const tag = act.body['tag']
  if (tag !== undefined) return tagSay('crew.add', { tag: tagSay(`tag.${tag as Tag}`) })
  const in_service = act.body['in_service']
  if (in_service === undefined) return say('correct.act')
  return in_service ? say('service.put_in') : say('service.take_out')
}
