/** A caller in a few words; what nobody has said is left out. */
import { vocabulary } from './vocabulary.svelte'
import type { Caller } from './wire'

/** `Awa, Famille ou proche, sa fille`: name, tie to the patient, and the words of older records. */
export function callerLine(caller: Caller): string {
  const type = caller.type === 'INCONNU' ? '' : vocabulary.callerType(caller.type)
  return [caller.name, type, caller.relation].filter(Boolean).join(', ')
}

/** The language by its name, or the words an older record has for it. */
export const callerLanguage = (caller: Caller): string =>
  caller.speaks ? vocabulary.language(caller.speaks) : caller.language

/** What makes it hard to talk with the caller; empty when nothing does or nobody has said. */
export const callerDifficulty = (caller: Caller): string =>
  caller.communication === null || caller.communication === 'AUCUNE'
    ? ''
    : vocabulary.communication(caller.communication)
