/**
 * Acts of a person, kept on this device first and then sent, in order, each one once.
 *
 * An act leaves the outbox only when the server has answered it. Without an answer it is sent again
 * with the same key, so the server does it once. A refusal stops its lane until the person drops the
 * act or sends it again; acts of other lanes go on.
 */
import { SvelteMap } from 'svelte/reactivity'

import { act as send, Refused, Unreachable } from '../api'
import { failureText } from '../failure'
import { session } from '../session.svelte'
import { ulid } from '../ulid'
import type { Facts } from '../wire'
import type { Keep } from './keep'

/** The line may come back without the browser noticing; four tries a minute cost next to nothing. */
const RETRY_MS = 15_000

export interface Draft {
  lane: string
  path: string
  body: Facts
}
export interface Act extends Draft {
  seq: number
  key: string
  at_device: string
  by: { id: string; name: string }
}
export interface Stuck {
  act: Act
  /** `other_person`: somebody else signed in since; their name must not sign this act unasked. */
  why: 'refused' | 'other_person'
  text: string
}

export class Outbox {
  acts = $state.raw<Act[]>([])
  readonly stuck = new SvelteMap<string, Stuck>()
  /** False when this browser keeps nothing: what is not sent is lost with the page. */
  durable = $state(true)
  /** What the server last said when it could not serve; such acts are tried again by themselves. */
  trouble = $state('')

  readonly #keep: Keep
  readonly #name: string
  readonly #done: (act: Act, answer: unknown) => void
  readonly #adopted = new Set<number>()
  #timer: ReturnType<typeof setInterval> | undefined
  #busy = false
  /** Something may have come in while the last round was ending. */
  #asked = false
  #sending: number | null = null
  /** Numbers of acts that only memory holds: below zero, so that they meet no kept number. */
  #unkept = 0

  constructor(name: string, keep: Keep, done: (act: Act, answer: unknown) => void) {
    this.#name = name
    this.#keep = keep
    this.#done = done
  }

  /** Reads what an earlier visit left; a page shows nothing of its own before. */
  open(): Promise<void> {
    return this.#reread()
  }

  start(): void {
    this.#timer = setInterval(this.#wake, RETRY_MS)
    addEventListener('online', this.#wake)
    document.addEventListener('visibilitychange', this.#wake)
    void this.flush()
  }

  stop(): void {
    clearInterval(this.#timer)
    removeEventListener('online', this.#wake)
    document.removeEventListener('visibilitychange', this.#wake)
  }

  /**
   * Keeps an act, then sends it. `only`: an older act of the lane that has not left is replaced.
   * `timed`: the server is told when the button was pressed.
   */
  async put(draft: Draft, { only = false, timed = false } = {}): Promise<void> {
    const person = session.current?.person
    if (!person) return
    if (only) await this.#forget((one) => one.lane === draft.lane && one.seq !== this.#sending)
    const by = { id: person.id, name: person.name }
    const at_device = new Date().toISOString()
    const body = timed ? { ...draft.body, at_device } : draft.body
    const kept = { ...draft, body, key: ulid(), at_device, by }
    this.#insert({ ...kept, seq: await this.#store(kept) })
    void this.flush()
  }

  /** Sends the stuck act of a lane again, now in the name of whoever is signed in. */
  readonly retry = (lane: string): void => {
    const stuck = this.stuck.get(lane)
    if (stuck?.why === 'other_person') this.#adopted.add(stuck.act.seq)
    this.stuck.delete(lane)
    void this.flush()
  }

  readonly drop = async (lane: string): Promise<void> => {
    const seq = this.stuck.get(lane)?.act.seq
    await this.#forget((one) => one.seq === seq)
    this.stuck.delete(lane)
    void this.flush()
  }

  /** Sends what waits, one act after the other, until all is sent or the line fails. */
  async flush(): Promise<void> {
    this.#asked = true
    if (this.#busy) return
    this.#busy = true
    try {
      while (this.#asked) {
        this.#asked = false
        await this.#alone(() => this.#sendAll())
      }
    } finally {
      this.#busy = false
    }
  }

  readonly #wake = (): void => {
    if (document.visibilityState === 'visible') void this.flush()
  }

  async #sendAll(): Promise<void> {
    await this.#reread()
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      if (!(await this.#send(next))) return
    }
  }

  /** Two tabs of one device must not send the same lane at the same time. */
  async #alone(work: () => Promise<void>): Promise<void> {
    // Absent without TLS; then the key still keeps an act from being done twice.
    if (!navigator.locks) return work()
    await navigator.locks.request(`samu.outbox.${this.#name}`, { ifAvailable: true }, async (lock) => {
      if (lock) await work()
    })
  }

  async #reread(): Promise<void> {
    try {
      const kept = await this.#keep.acts<Act>()
      const unkept = this.acts.filter((one) => one.seq < 0)
      this.acts = [...kept, ...unkept]
    } catch {
      this.durable = false
    }
  }

  #next(): Act | undefined {
    return session.current ? this.acts.find((one) => !this.stuck.has(one.lane)) : undefined
  }

  /** Returns whether to go on with the next act. */
  async #send(act: Act): Promise<boolean> {
    if (act.by.id !== session.current?.person.id && !this.#adopted.has(act.seq)) {
      this.stuck.set(act.lane, { act, why: 'other_person', text: '' })
      return true
    }
    this.#sending = act.seq
    try {
      const answer = await send<unknown>('POST', act.path, act.body, act.key)
      this.#done(act, answer)
      this.trouble = ''
      await this.#forget((one) => one.seq === act.seq)
      return true
    } catch (error) {
      return this.#failed(act, error)
    } finally {
      this.#sending = null
    }
  }

  #failed(act: Act, error: unknown): boolean {
    if (error instanceof Unreachable) return false
    // Signed out: the act waits for the next sign-in.
    if (error instanceof Refused && error.status === 401) return false
    if (error instanceof Refused && isPassing(error.status)) {
      this.trouble = failureText(error)
      return false
    }
    this.stuck.set(act.lane, { act, why: 'refused', text: failureText(error) })
    return true
  }

  async #store(act: Omit<Act, 'seq'>): Promise<number> {
    try {
      return await this.#keep.add(act)
    } catch {
      this.durable = false
      this.#unkept -= 1
      return this.#unkept
    }
  }

  #insert(act: Act): void {
    if (!this.acts.some((one) => one.seq === act.seq)) this.acts = [...this.acts, act]
  }

  async #forget(which: (act: Act) => boolean): Promise<void> {
    const gone = this.acts.filter(which)
    this.acts = this.acts.filter((one) => !which(one))
    // A number that stays in the drawer is sent again with its key, which changes nothing.
    await Promise.allSettled(gone.filter((one) => one.seq > 0).map((one) => this.#keep.remove(one.seq)))
  }
}

/** Too many requests, or a fault of the server: not a judgement on this act. */
const isPassing = (status: number): boolean => status === 429 || status >= 500
