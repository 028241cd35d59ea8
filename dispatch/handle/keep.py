"""Keeps the proposal that an act was done on, in the act's own transaction."""

from dataclasses import dataclass

from dispatch.handle.act import Act
from dispatch.proposal.rules import rules_now
from dispatch.proposal.stored import (
    Occasion,
    StoredProposal,
    basis_of,
    pack,
    told,
    with_chosen_unit,
    with_chosen_ward,
)
from dispatch.store import proposals
from regulation.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What the act's event says of the proposal it was done on."""

    id: str
    sha256: str


async def keep(act: Act, case: Case, occasion: Occasion, chosen: str) -> Kept | None:
    """Store what was ranked for this act; None when nothing was."""
    units, wards = act.ahead.asked_units, act.ahead.asked_wards
    if units is None and wards is None:
        return None
    stored = StoredProposal(
        id=act.new_id(),
        case_id=case.id,
        centre_id=case.centre_id,
        made_at=act.work.at,
        occasion=occasion,
        rules=rules_now(),
        basis=basis_of(case),
        asked_units=units,
        units=with_chosen_unit(units, chosen, act.ahead.units) if units else (),
        asked_wards=wards,
        wards=with_chosen_ward(wards, chosen) if wards else (),
        chosen=chosen,
        router=act.ahead.router,
        passed_over=act.ahead.passed_over,
        prices=told(act.ahead.prices),
    )
    packed = pack(stored)
    await proposals.insert(act.work.connection, stored, packed)
    return Kept(id=stored.id, sha256=packed.sha256)
