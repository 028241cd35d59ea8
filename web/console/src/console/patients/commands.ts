/** What the room can order about the patients of a case. */
import type { Casualty, CasualtyFacts, SceneIn, Tag, TagMethod, Vitals } from '$lib/wire'

import type { Commands } from '../commands'

export class PatientCommands {
  readonly #commands: Commands

  constructor(commands: Commands) {
    this.#commands = commands
  }

  measure = (id: string, number: number, vitals: Vitals, measured_by: string) =>
    this.#commands.onCase(id, 'vitals', { vitals, number, measured_by })
  strikeVitals = (id: string, vitals_id: string, reason: string) =>
    this.#commands.onCase(id, `vitals/${vitals_id}/strike`, { reason })
  several = (id: string, several: boolean) => this.#commands.onCase(id, 'several', { several })
  scene = (id: string, scene: SceneIn) => this.#commands.onCase(id, 'scene', scene, 'PUT')
  /** Ten equal presses are ten patients: each press brings its own key. */
  add = (id: string, tag: Tag | null, key: string) =>
    this.#commands.onCase(id, 'casualties', { tag }, 'POST', key)
  describe = (id: string, one: Casualty, changed: Partial<CasualtyFacts>) =>
    this.#commands.onCase(id, `casualties/${one.number}`, { ...factsOf(one), ...changed }, 'PUT')
  tag = (id: string, number: number, method: TagMethod, said: { tag?: Tag; findings?: Record<string, string>; reason?: string }) =>
    this.#commands.onCase(id, `casualties/${number}/tags`, { method, ...said })
  strike = (id: string, number: number, reason: string | null) =>
    this.#commands.onCase(id, `casualties/${number}/strike`, { reason })
}

const factsOf = ({ age_band, sex, set_priority, state, note, destination, unit }: Casualty): CasualtyFacts => ({
  age_band,
  sex,
  set_priority,
  state,
  note,
  destination,
  unit,
})
