/** In which language instructions are read aloud: French or English, or any that the service added. */
import { i18n, pick } from '$lib/i18n'
import type { Instruction, Spoken } from '$lib/wire'

import { reference } from '../reference.svelte'

/** The language of the page. */
export const PAGE = ''

export interface Language {
  code: string
  name: string
}

export class Reading {
  /** What somebody chose; null follows the caller's language. */
  #chosen = $state<string | null>(null)
  readonly #caller: () => string

  /** Languages that at least one instruction has been put into. */
  readonly languages: Language[] = $derived.by(() => {
    const found = new Map<string, string>()
    for (const instruction of reference.instructions.values())
      for (const spoken of instruction.spoken) found.set(spoken.language, spoken.name)
    return [...found].map(([code, name]) => ({ code, name }))
  })
  readonly language: string = $derived.by(() => {
    if (this.#chosen !== null) return this.#chosen
    const caller = this.#caller().toLowerCase()
    return this.languages.find((one) => one.code === caller || one.name.toLowerCase() === caller)?.code ?? PAGE
  })

  constructor(caller: () => string) {
    this.#caller = caller
  }

  choose(language: string): void {
    this.#chosen = language
  }

  /** The instruction in the chosen language, null where it is read in the page's. */
  spoken(instruction: Instruction): Spoken | null {
    return instruction.spoken.find((one) => one.language === this.language) ?? null
  }

  title(instruction: Instruction): string {
    return this.spoken(instruction)?.title ?? pick(instruction.title)
  }

  steps(instruction: Instruction): string[] {
    return this.spoken(instruction)?.steps ?? instruction.steps.map(pick)
  }

  /** The language the words are in, for screen readers. */
  lang(instruction: Instruction): string {
    return this.spoken(instruction)?.language ?? i18n.lang
  }
}
