/** `say` for the texts of the way, and a turn in words. */
import { translator } from '$lib/i18n'
import type { Manoeuvre } from '$lib/wire'

import { en } from './messages.en'
import { fr, type Key } from './messages.fr'

export const say = translator<Key>({ fr, en })

const WINDS = 8

/** An arrow beside each turn; the words always stand beside it. */
export const SIGN: Readonly<Record<Manoeuvre, string>> = {
  depart: '●',
  straight: '↑',
  slight_left: '↖',
  left: '←',
  sharp_left: '↙',
  slight_right: '↗',
  right: '→',
  sharp_right: '↘',
  turn_round: '↶',
  roundabout: '↻',
  ferry: '≈',
  border: '‖',
  arrive: '⚑',
}

/** `à droite, N4`. */
export function turnText(manoeuvre: Manoeuvre, road: string): string {
  return [say(`turn.${manoeuvre}`), road].filter(Boolean).join(', ')
}

export function windText(deg: number): string {
  const wind = Math.round((deg * WINDS) / 360) % WINDS
  return say(`wind.${wind}` as Key)
}

/** Distances as a driver hears them: 40 m, 350 m, 1,2 km. */
export const rounded_m = (metres: number): number =>
  metres < 100 ? Math.round(metres / 10) * 10 : metres < 1000 ? Math.round(metres / 50) * 50 : metres
