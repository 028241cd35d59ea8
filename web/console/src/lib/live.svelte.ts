/**
 * The live room: what the server last said, kept up to date over a websocket.
 *
 * Snapshot + events = state. A gap in the numbers resumes from the last one seen. When the line is
 * down the last state stays on screen and is marked as such; nothing ever needs a reload.
 */
import { untrack } from 'svelte'
import { SvelteMap } from 'svelte/reactivity'

import { read } from './api'
import { clock } from './clock.svelte'
import type { Call, Case, Change, Clocks, Eta, Fix, Mission, Notice, ServerMessage, Task, Unit, Ward } from './wire'

export type Room = { view: 'room'; centre: string } | { view: 'unit'; unit: string } | { view: 'ward'; ward: string }
export type LiveState = 'connecting' | 'live' | 'late' | 'offline' | 'forbidden'

const BACKOFF_MIN_MS = 500
const BACKOFF_MAX_MS = 5000
/** Beyond this the badge says "late": a person would notice a board this far behind. */
const LATE_AFTER_S = 3
/** Three heartbeats missed: the line is dead even if nobody has said so. */
const DEAD_AFTER_HEARTBEATS = 3
const HEARTBEAT_S = 5
const CLOSE_NOT_SIGNED_IN = 4401
const CLOSE_NOT_ALLOWED = 4403
const CLOSE_NO_RESUME = 4409

type Views = { call: Call; case: Case; mission: Mission; notice: Notice; unit: Unit; ward: Ward; task: Task }

export class Live {
  readonly calls = new SvelteMap<string, Call>()
  readonly cases = new SvelteMap<string, Case>()
  readonly missions = new SvelteMap<string, Mission>()
  readonly notices = new SvelteMap<string, Notice>()
  readonly units = new SvelteMap<string, Unit>()
  readonly wards = new SvelteMap<string, Ward>()
  readonly tasks = new SvelteMap<string, Task>()
  readonly positions = new SvelteMap<string, Fix>()
  /** The newest arrival told of each mission; it counts while the mission is under way. */
  readonly etas = new SvelteMap<string, Eta>()

  state = $state<LiveState>('connecting')
  /** Seconds the board is behind, when `late`. */
  late_s = $state(0)
  /** When the server was last heard (milliseconds of its clock); null before the first word. */
  heard_ms = $state<number | null>(null)
  /** True once a whole state has been received; it stays true while offline. */
  ready = $state(false)
  /** The server itself lost a part of what it runs on. */
  degraded = $state(false)
  /** The server changed version while this page was open. */
  outdated = $state(false)
  n = $state(0)
  /** How long a case may wait; null before the server has said so. */
  clocks = $state<Clocks | null>(null)

  readonly #room: Room
  readonly #maps: { [K in keyof Views]: SvelteMap<string, Views[K]> }
  #socket: WebSocket | null = null
  #retry: ReturnType<typeof setTimeout> | undefined
  #watch: ReturnType<typeof setInterval> | undefined
  #fails = 0
  /** When the present socket was asked for: a slow network is given its time to answer. */
  #asked_ms = 0
  #heartbeat_s = HEARTBEAT_S
  #lag_s = 0
  #behindHeartbeats = 0
  #version: string | null = null
  #stopped = true

  constructor(room: Room) {
    this.#room = room
    this.#maps = {
      call: this.calls,
      case: this.cases,
      mission: this.missions,
      notice: this.notices,
      unit: this.units,
      ward: this.wards,
      task: this.tasks,
    }
  }

  start(): void {
    if (!this.#stopped) return
    this.#stopped = false
    this.#watch = setInterval(() => this.#look(), 1000)
    addEventListener('online', this.#wake)
    document.addEventListener('visibilitychange', this.#wake)
    // Started from an effect: what connecting reads must not start it again.
    untrack(() => this.#connect())
  }

  stop(): void {
    this.#stopped = true
    clearInterval(this.#watch)
    clearTimeout(this.#retry)
    removeEventListener('online', this.#wake)
    document.removeEventListener('visibilitychange', this.#wake)
    this.#drop()
  }

  /** Shows at once the view a command answered with, unless the board is already past it. */
  absorb<K extends keyof Views>(numbers: Record<string, number>, kind: K, view: Views[K]): void {
    if (Math.max(0, ...Object.values(numbers)) >= this.n) this.#maps[kind].set(view.id, view)
  }

  #url(): string {
    const query = new URLSearchParams(this.#room)
    if (this.ready) query.set('after', String(this.n))
    return `${location.protocol.replace('http', 'ws')}//${location.host}/api/v1/live?${query}`
  }

  #connect(): void {
    clearTimeout(this.#retry)
    this.#drop()
    const socket = new WebSocket(this.#url())
    this.#socket = socket
    this.#asked_ms = clock.precise_ms()
    socket.onmessage = (frame) => this.#hear(JSON.parse(String(frame.data)) as ServerMessage)
    socket.onclose = (close) => this.#closed(close.code)
  }

  #drop(): void {
    const socket = this.#socket
    this.#socket = null
    if (!socket) return
    socket.onmessage = socket.onclose = null
    socket.close()
  }

  #closed(code: number): void {
    this.#socket = null
    if (code === CLOSE_NOT_ALLOWED) {
      this.state = 'forbidden'
      return this.stop()
    }
    if (code === CLOSE_NO_RESUME) this.ready = false
    this.state = 'offline'
    this.#fails += 1
    // A refused handshake looks like a dead line: ask plainly whether somebody is signed in.
    if (code === CLOSE_NOT_SIGNED_IN || this.#fails % 3 === 2) read('/session').catch(() => {})
    const ceiling = Math.min(BACKOFF_MAX_MS, BACKOFF_MIN_MS * 2 ** (this.#fails - 1))
    const pause_ms = BACKOFF_MIN_MS + Math.random() * (ceiling - BACKOFF_MIN_MS)
    this.#retry = setTimeout(() => this.#connect(), pause_ms)
  }

  readonly #wake = (): void => {
    if (document.visibilityState === 'visible' && this.#socket === null) this.#connect()
  }

  /** Once a second: is the line quiet for too long? */
  #look(): void {
    if (this.#socket === null) return
    const heard_ms = Math.max(this.heard_ms ?? 0, this.#asked_ms)
    const silence_s = (clock.precise_ms() - heard_ms) / 1000
    if (silence_s > DEAD_AFTER_HEARTBEATS * this.#heartbeat_s) {
      this.#drop()
      return this.#closed(0)
    }
    if (this.state !== 'live' && this.state !== 'late') return
    const late_s = Math.max(this.#lag_s, silence_s - this.#heartbeat_s)
    this.late_s = Math.round(late_s)
    this.state = late_s >= LATE_AFTER_S ? 'late' : 'live'
  }

  #hear(message: ServerMessage): void {
    if (message.type === 'hello') this.#greet(message)
    this.heard_ms = clock.precise_ms()
    switch (message.type) {
      case 'hello':
        return
      case 'snapshot':
        return this.#replace(message)
      case 'event':
        return this.#follow(message.n, message.changes)
      case 'catch_up':
        message.changes.forEach((change) => this.#apply(change))
        return this.#settle(message.n)
      case 'positions':
        return message.fixes.forEach((fix) => this.positions.set(fix.unit_id, fix))
      case 'etas':
        return message.etas.forEach((eta) => this.etas.set(eta.mission_id, eta))
      case 'heartbeat':
        return this.#beat(message)
      default:
        return message satisfies never
    }
  }

  #greet(hello: Extract<ServerMessage, { type: 'hello' }>): void {
    clock.learn(hello.server_time)
    this.#heartbeat_s = hello.heartbeat_s
    this.clocks = hello.clocks
    this.#fails = 0
    this.#lag_s = 0
    this.#behindHeartbeats = 0
    this.outdated ||= this.#version !== null && this.#version !== hello.version
    this.#version ??= hello.version
    if (this.ready) this.state = 'live'
  }

  #replace(all: Extract<ServerMessage, { type: 'snapshot' }>): void {
    refill(this.calls, all.calls)
    refill(this.cases, all.cases)
    refill(this.missions, all.missions)
    refill(this.notices, all.notices)
    refill(this.units, all.units)
    refill(this.wards, all.wards)
    refill(this.tasks, all.tasks)
    this.positions.clear()
    all.positions.forEach((fix) => this.positions.set(fix.unit_id, fix))
    this.etas.clear()
    all.etas.forEach((eta) => this.etas.set(eta.mission_id, eta))
    this.#settle(all.n)
  }

  #follow(n: number, changes: Change[]): void {
    if (n <= this.n) return
    // In a room every number is sent; elsewhere other people's events are left out.
    if (this.#room.view === 'room' && n !== this.n + 1) return this.#connect()
    changes.forEach((change) => this.#apply(change))
    this.n = n
  }

  #beat(heartbeat: Extract<ServerMessage, { type: 'heartbeat' }>): void {
    this.#lag_s = (clock.precise_ms() - Date.parse(heartbeat.at)) / 1000
    this.degraded = heartbeat.degraded
    const behind = this.#room.view === 'room' && this.ready && heartbeat.n > this.n
    this.#behindHeartbeats = behind ? this.#behindHeartbeats + 1 : 0
    if (this.#behindHeartbeats >= 2) this.#connect()
  }

  #settle(n: number): void {
    this.n = n
    this.ready = true
    this.state = 'live'
  }

  #apply(change: Change): void {
    const map = this.#maps[change.kind] as SvelteMap<string, Views[keyof Views]>
    if (change.kind === 'mission' && change.view === null) this.etas.delete(change.id)
    if (change.view === null) map.delete(change.id)
    else map.set(change.id, change.view)
  }
}

function refill<V extends { id: string }>(map: SvelteMap<string, V>, views: V[]): void {
  map.clear()
  views.forEach((view) => map.set(view.id, view))
}
