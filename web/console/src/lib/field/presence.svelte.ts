/**
 * How true a page is. The phone knows at once that it has no network; the socket only finds out
 * when heartbeats stay away, and until then it would still say "live".
 */
import type { Live, LiveState } from '../live.svelte'

class Network {
  there = $state(navigator.onLine)

  constructor() {
    addEventListener('online', () => (this.there = true))
    addEventListener('offline', () => (this.there = false))
  }
}

const network = new Network()

export function lineState(live: Live): LiveState {
  return network.there || live.state === 'forbidden' ? live.state : 'offline'
}

/** Whether what is shown is all there is: then, and only then, an empty list means nothing. */
export function isTrue(live: Live): boolean {
  const state = lineState(live)
  return live.ready && (state === 'live' || state === 'late')
}
