/** What lies over the map for a moment: who is left uncovered, and how far a unit gets. */
import type { LatLon, RankedUnit, Reach } from '$lib/wire'

class Ground {
  /** The unit whose price was pressed: it stays until pressed again, or Escape. */
  #held = $state<RankedUnit | null>(null)
  #pointed = $state<RankedUnit | null>(null)
  /** Whether pressing a unit or a case shows how far one gets from there. */
  reaching = $state(false)
  reach = $state.raw<{ at: LatLon; label: string; found: Reach } | null>(null)

  get held(): string | null {
    return this.#held?.unit_id ?? null
  }

  get priced(): RankedUnit | null {
    return this.#pointed ?? this.#held
  }

  get isClear(): boolean {
    return this.#held === null && !this.reaching
  }

  point(unit: RankedUnit | null): void {
    this.#pointed = unit
  }

  hold(unit: RankedUnit): void {
    this.#held = this.held === unit.unit_id ? null : unit
    if (this.#held === null) this.#pointed = null
  }

  clear(): void {
    this.#held = null
    this.#pointed = null
    this.reaching = false
    this.reach = null
  }
}

export const ground = new Ground()
