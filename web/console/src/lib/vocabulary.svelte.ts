/** The closed lists of the forms, asked once and kept in this browser: a phone without network reads them too. */
import { read } from './api'
import { i18n, pick } from './i18n'
import { store, stored } from './stored'
import type { CallerType, Communication, Language, Text, VocabularyLists } from './wire'

const KEPT = 'vocabulary'
const RETRY_MS = 20_000

class Vocabulary {
  #lists = $state<VocabularyLists | null>(stored<VocabularyLists>(KEPT))

  async load(): Promise<void> {
    try {
      this.#lists = await read<VocabularyLists>('/vocabulary')
      store(KEPT, this.#lists)
    } catch {
      setTimeout(() => void this.load(), RETRY_MS)
    }
  }

  get callerTypes(): VocabularyLists['caller_types'] {
    return this.#lists?.caller_types ?? []
  }

  get communications(): VocabularyLists['communications'] {
    return this.#lists?.communications ?? []
  }

  /** Those heard day by day in the order of the service, the others by their names. */
  get languages(): { often: VocabularyLists['languages']; others: VocabularyLists['languages'] } {
    const all = this.#lists?.languages ?? []
    const byName = (a: { label: Text }, b: { label: Text }): number =>
      pick(a.label).localeCompare(pick(b.label), i18n.lang)
    return {
      often: all.filter((one) => one.often),
      others: all.filter((one) => !one.often).sort(byName),
    }
  }

  /** What may be ticked as known of the patient; age and pregnancy come from the record. */
  get context(): VocabularyLists['context'] {
    return this.#lists?.context ?? []
  }

  /** What each vital sign can be; empty while the lists are not known. */
  get vitalRanges(): VocabularyLists['vital_ranges'] {
    return this.#lists?.vital_ranges ?? []
  }

  capability = (id: string): string => nameOf(this.#lists?.capabilities ?? [], id)
  callerType = (code: CallerType): string => nameOf(this.callerTypes, code)
  communication = (code: Communication): string => nameOf(this.communications, code)
  language = (code: Language): string => nameOf(this.#lists?.languages ?? [], code)
}

/** The name of a code; the code itself while the lists are not known. */
function nameOf(terms: { code: string; label: Text }[], code: string): string {
  return pick(terms.find((term) => term.code === code)?.label) || code
}

export const vocabulary = new Vocabulary()
