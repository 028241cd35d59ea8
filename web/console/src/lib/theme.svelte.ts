/** Day or night colours; the page's html says which one it starts with. */
import { store, stored } from './stored'

export type Theme = 'dark' | 'light'

class ThemeChoice {
  #theme = $state<Theme>('dark')

  constructor() {
    const first = document.documentElement.dataset['theme'] === 'light' ? 'light' : 'dark'
    this.#theme = stored<Theme>('theme') ?? first
    document.documentElement.dataset['theme'] = this.#theme
  }

  get theme(): Theme {
    return this.#theme
  }

  toggle(): void {
    this.#theme = this.#theme === 'dark' ? 'light' : 'dark'
    document.documentElement.dataset['theme'] = this.#theme
    store('theme', this.#theme)
  }
}

export const theme = new ThemeChoice()
