/** The language of the page, and texts by key. French is the source; a missing text falls back to it. */
import { store, stored } from '../stored'
import type { Text } from '../wire'

export const LANGS = ['fr', 'en'] as const
export type Lang = (typeof LANGS)[number]
export type Params = Record<string, string | number>
export type Catalogue<K extends string = string> = Readonly<Record<K, string>>

function remembered(): Lang {
  const kept = stored<string>('lang')
  return LANGS.find((lang) => lang === kept) ?? 'fr'
}

class I18n {
  #lang = $state<Lang>(remembered())

  get lang(): Lang {
    return this.#lang
  }

  set lang(lang: Lang) {
    this.#lang = lang
    store('lang', lang)
    document.documentElement.lang = lang
  }

  /** The locale for dates and numbers: Senegal's for French, 24-hour British for English. */
  get locale(): string {
    return this.#lang === 'fr' ? 'fr-SN' : 'en-GB'
  }
}

export const i18n = new I18n()
document.documentElement.lang = i18n.lang

/** French puts a space before : ; ? ! and inside « »; it must not break there. */
export function unbroken(text: string): string {
  return i18n.lang === 'fr' ? text.replace(/ (?=[:;?!»])|(?<=«) /g, '\u00a0') : text
}

/** Fills `{name}` in a text; an unknown name stays visible. */
export function fill(text: string, params: Params): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}

/** Makes the `t` of one page out of its catalogues. */
export function translator<K extends string>(catalogues: Readonly<Record<Lang, Catalogue<K>>>) {
  return (key: K, params: Params = {}): string =>
    unbroken(fill(catalogues[i18n.lang][key] ?? catalogues.fr[key] ?? key, params))
}

/** One language out of a text the server keeps in several. */
export function pick(text: Text | null | undefined): string {
  return unbroken((text && (text[i18n.lang] || text.fr)) || '')
}
