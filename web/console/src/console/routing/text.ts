/** `say` for the room's texts about where travel times come from. */
import { translator } from '$lib/i18n'
import type { Proposal } from '$lib/wire'

import { en } from './messages.en'
import { fr, type Key } from './messages.fr'

export const say = translator<Key>({ fr, en })

/** What a reader of the minutes must know of the router; empty where the best one answered whole. */
export function routesNote(proposal: Proposal): string {
  const why = proposal.passed_over.map((over) => reason(over.method, over.fault))
  if (why.length > 0) {
    const by = say(`by.${proposal.router ?? 'none'}` as Key)
    return say('note', { by, why: why.join(', ') })
  }
  return proposal.router === 'straight_line' ? say('only.straight_line') : ''
}

function reason(method: string, fault: string): string {
  const key = `over.${method}.${fault}`
  return key in fr ? say(key as Key) : `${method}: ${fault}`
}
