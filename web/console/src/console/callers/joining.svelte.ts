/** A call in hand that turns out to be about a case that is open: it joins, with what was typed. */
import { Attempt } from '$lib/attempt.svelte'
import type { Call, PlaceIn } from '$lib/wire'

import type { Desk } from '../desk.svelte'
import type { Draft } from '../draft.svelte'
import { AlikeCases } from './alike.svelte'

export class Joining {
  readonly attempt = new Attempt()
  /** Open cases that may be about the same event. */
  readonly alike: AlikeCases
  readonly #desk: Desk
  readonly #call: Call
  readonly #draft: Draft

  /** `place`: where it is as far as anybody has said, the caller's phone included. */
  constructor(desk: Desk, call: Call, draft: Draft, place: () => PlaceIn) {
    this.#desk = desk
    this.#call = call
    this.#draft = draft
    this.alike = new AlikeCases(() => ({
      centre_id: desk.centre,
      place: $state.snapshot(place()),
      what: draft.what,
      number: call.number,
    }))
  }

  join(case_id: string): void {
    const { caller, place, what } = this.#draft.typed()
    void this.attempt.run(
      () => this.#desk.commands.join(this.#call.id, case_id, { caller, place, what }),
      (answer) => {
        this.#draft.drop()
        // A closed case stays closed: the call may have opened one that follows it.
        this.#desk.openCase(answer.call.case_id ?? case_id)
      },
    )
  }
}
