/** Who is signed in here. */
import { act, onSignedOut, read, Refused } from './api'
import type { Session } from './wire'

class SessionHolder {
  current = $state<Session | null>(null)
  /** False until the server has said whether somebody is signed in. */
  known = $state(false)
  /** True when a session ended while the page was in use. */
  expired = $state(false)
  /** Who signed in last on this page; after an expired session only the password is asked again. */
  login = ''

  constructor() {
    onSignedOut(() => {
      if (this.current === null) return
      this.expired = true
      this.current = null
    })
  }

  /** Asks the server who is signed in; raises Unreachable. */
  async load(): Promise<void> {
    try {
      this.current = await read<Session>('/session')
    } catch (error) {
      if (!(error instanceof Refused && error.status === 401)) throw error
    }
    this.known = true
  }

  /** Raises Refused (wrong password, too many tries) or Unreachable. */
  async signIn(login: string, password: string): Promise<void> {
    this.current = await act<Session>('POST', '/session', { login, password })
    this.login = login
    this.known = true
    this.expired = false
  }

  async signOut(): Promise<void> {
    await act<void>('DELETE', '/session')
    this.current = null
    this.login = ''
    this.expired = false
  }
}

export const session = new SessionHolder()
