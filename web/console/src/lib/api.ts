/**
 * Speaks HTTP with the server.
 *
 * A command carries an idempotency key. When no answer came (network, timeout, 502..504) the same
 * act sent again carries the same key, so that an act is done once however often it is pressed.
 */
import { i18n } from './i18n/i18n.svelte'
import { ulid } from './ulid'
import type { Facts } from './wire'

const ROOT = '/api/v1'
/** A control room link answers in well under a second; after this long nobody believes in it. */
const READ_TIMEOUT_MS = 10_000
/** A command may wait for a lock and a synchronous standby. */
const COMMAND_TIMEOUT_MS = 15_000
/** Silent second tries, so that one lost packet is not the person's business. */
const RETRY_AFTER_MS = [400, 1200]
const GATEWAY_STATUSES = new Set([502, 503, 504])

export type Method = 'POST' | 'PUT' | 'DELETE'
type Word = string | number
export type Query = Record<string, Word | Word[] | null | undefined>

/** The server answered no. `code` is stable, `message` is in the user's language. */
export class Refused extends Error {
  readonly status: number
  readonly code: string
  readonly facts: Facts
  readonly fields: { where: string; code: string; what: string }[]

  constructor(status: number, body: Record<string, unknown>) {
    super(String(body['detail'] ?? body['title'] ?? status))
    this.name = 'Refused'
    this.status = status
    this.code = String(body['code'] ?? `http_${status}`)
    this.facts = (body['facts'] ?? {}) as Facts
    this.fields = (body['errors'] ?? []) as { where: string; code: string; what: string }[]
  }
}

/** No answer came: the act may or may not have been done; sending it again is safe. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

/** Keys of acts whose answer never came, by what was asked. */
const unanswered = new Map<string, string>()

type Listener = () => void
const signedOut = new Set<Listener>()

/** Calls back whenever the server says that nobody is signed in. */
export function onSignedOut(listener: Listener): () => void {
  signedOut.add(listener)
  return () => signedOut.delete(listener)
}

export function read<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const words = Object.entries(query).flatMap(([name, value]) =>
    [value ?? []].flat().map((word) => [name, String(word)]),
  )
  const asked = words.length > 0 ? `${path}?${new URLSearchParams(words)}` : path
  const timeout = AbortSignal.timeout(READ_TIMEOUT_MS)
  return send<T>(asked, { signal: signal ? AbortSignal.any([signal, timeout]) : timeout })
}

/** Asks a question by POST that changes nothing (no key needed). */
export function ask<T>(path: string, body: unknown): Promise<T> {
  return send<T>(path, {
    method: 'POST',
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(READ_TIMEOUT_MS),
  })
}

/** Does one act; raises Refused or Unreachable. `key` is for queues that keep their own. */
export async function act<T>(method: Method, path: string, body: unknown = {}, key?: string) {
  const text = JSON.stringify(body)
  const asked = `${method} ${path} ${text}`
  const used = key ?? unanswered.get(asked) ?? ulid()
  unanswered.set(asked, used)
  try {
    const answer = await sendPatiently<T>(path, method, text, used)
    unanswered.delete(asked)
    return answer
  } catch (error) {
    if (error instanceof Refused) unanswered.delete(asked)
    throw error
  }
}

async function sendPatiently<T>(path: string, method: Method, body: string, key: string) {
  for (const pause_ms of RETRY_AFTER_MS) {
    try {
      return await sendOnce<T>(path, method, body, key)
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error
      await new Promise((resume) => setTimeout(resume, pause_ms))
    }
  }
  return sendOnce<T>(path, method, body, key)
}

function sendOnce<T>(path: string, method: Method, body: string, key: string): Promise<T> {
  const signal = AbortSignal.timeout(COMMAND_TIMEOUT_MS)
  return send<T>(path, { method, body, signal, headers: { 'Idempotency-Key': key } })
}

async function send<T>(path: string, init: RequestInit): Promise<T> {
  const headers = new Headers(init.headers)
  headers.set('Accept', 'application/json')
  headers.set('Accept-Language', i18n.lang)
  if (init.body != null) headers.set('Content-Type', 'application/json')
  let response: Response
  try {
    response = await fetch(ROOT + path, { ...init, headers, credentials: 'same-origin' })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Unreachable(String(error))
  }
  return answerOf<T>(response)
}

async function answerOf<T>(response: Response): Promise<T> {
  if (GATEWAY_STATUSES.has(response.status)) throw new Unreachable(`HTTP ${response.status}`)
  if (response.status === 204) return undefined as T
  let body: unknown
  try {
    body = await response.json()
  } catch {
    if (response.ok) throw new Unreachable('answer cut short')
    body = {}
  }
  if (response.ok) return body as T
  if (response.status === 401) signedOut.forEach((listener) => listener())
  throw new Refused(response.status, (body ?? {}) as Record<string, unknown>)
}
