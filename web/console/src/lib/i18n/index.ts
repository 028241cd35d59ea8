/** `t` for the texts all pages share; a page makes its own with `translator`. */
import { en } from './en'
import { fr, type Key } from './fr'
import { translator } from './i18n.svelte'

export { fill, i18n, LANGS, pick, translator, unbroken, type Lang, type Params } from './i18n.svelte'
export type { Key }

export const t = translator<Key>({ fr, en })
