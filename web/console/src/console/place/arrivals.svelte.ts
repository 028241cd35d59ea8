/** Positions that came from callers' phones and from crews and that whoever waits for them has not yet seen. */
import { clock } from '$lib/clock.svelte'
import type { CallerLink, Statement } from '$lib/wire'

import type { Desk } from '../desk.svelte'

/** Later than this the list of positions says it all. */
const NEWS_S = 900
const SEEN = 'samu.positions_seen'

export interface Arrival {
  key: string
  kind: 'call' | 'case'
  id: string
  /** What the room calls it: the case's number, or the telephone number. */
  name: string
  statement: Statement
}
type Source = { id: string; statements: Statement[]; links: CallerLink[] }

export class Arrivals {
  readonly #desk: Desk
  #seen = $state<string[]>(seenBefore())

  readonly news = $derived.by(() => this.#all().filter((one) => !this.#seen.includes(one.key)))

  constructor(desk: Desk) {
    this.#desk = desk
  }

  acknowledge(arrival: Arrival): void {
    this.#seen = [...this.#seen, arrival.key]
    try {
      sessionStorage.setItem(SEEN, JSON.stringify(this.#seen))
    } catch {
      /* a reload then tells it again */
    }
  }

  #all(): Arrival[] {
    const { live } = this.#desk
    return [
      ...[...live.calls.values()].flatMap((call) => this.#of('call', call, call.number, call.taken_by?.id)),
      ...[...live.cases.values()].flatMap((one) => this.#of('case', one, one.number, one.physician?.id)),
    ]
  }

  #of(kind: Arrival['kind'], source: Source, name: string, holder: string | undefined): Arrival[] {
    const me = this.#desk.person.id
    return source.statements
      .filter((one) => (one.link_id !== null || one.place.source === 'crew') && clock.age_s(one.at) < NEWS_S)
      .filter((one) => holder === me || source.links.some((link) => link.id === one.link_id && link.by.id === me))
      // By its time, not its number: a call's position is told once, also after it became a case.
      .map((statement) => ({ key: `${statement.by.id} ${statement.at}`, kind, id: source.id, name, statement }))
  }
}

function seenBefore(): string[] {
  try {
    return JSON.parse(sessionStorage.getItem(SEEN) ?? '[]') as string[]
  } catch {
    return []
  }
}
