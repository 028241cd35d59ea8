/** `say` for what a choice costs others, and its figures as people read them. */
import { span } from '$lib/format'
import { i18n, translator } from '$lib/i18n'
import type { Price } from '$lib/wire'

import { en } from './messages.en'
import { fr, type Key } from './messages.fr'

export const say = translator<Key>({ fr, en })

const TEN_MINUTES_S = 600

/** An estimate of people is read as a size: 2 figures, `310 000`. */
export function people(n: number): string {
  const step = n >= 1000 ? 10 ** (Math.floor(Math.log10(n)) - 1) : 100
  const rounded = n < 100 ? n : Math.round(n / step) * step
  return new Intl.NumberFormat(i18n.locale).format(rounded)
}

const about = (seconds: number): string => span(Math.ceil(seconds / TEN_MINUTES_S) * TEN_MINUTES_S)

/** The one line under a unit: what sending it costs others. */
export function priceText(price: Price): string {
  if (price.state === 'pending') return say('pending')
  if (price.people === null) {
    const key = `unavailable.${price.why ?? ''}`
    return say(key in fr ? (key as Key) : 'unavailable')
  }
  if (price.people === 0) return say('none')
  const places = price.named.join(', ') + (price.places.length > price.named.length ? '…' : '')
  const facts = { n: people(price.people), target: span(price.target_s), places }
  return price.away_s === null ? say('leaves.unsure', facts) : say('leaves', { ...facts, away: about(price.away_s) })
}
