"""Engaging a unit: the one place where a mission is ordered."""

from dispatch.handle.act import Act
from dispatch.handle.keep import Kept, keep
from dispatch.handle.share import share
from dispatch.mission import Mission, MissionOrdered
from dispatch.proposal.stored import Occasion
from dispatch.recommend import UnitCandidate
from dispatch.refusal import must
from dispatch.store import rows, tables
from dispatch.subject import MISSION, UNIT
from fleet.reservation import Reservation, decide_release, standing
from fleet.unit import Unit
from regulation.case import Case
from regulation.person import Person


async def holder(act: Act, unit_id: str) -> Mission | None:
    """Return the mission that holds a unit now, or None when it is free."""
    active = await rows.where(
        act.work.connection,
        MISSION,
        tables.mission.c.unit_id == unit_id,
        tables.mission.c.active,
    )
    return active[0] if active else None


async def engage(
    act: Act,
    case: Case,
    candidate: UnitCandidate,
    *,
    by: Person,
    reflex: bool,
    override_reason: str | None,
) -> Mission | None:
    """Order a mission, or return None when another command took the unit meanwhile."""
    unit = candidate.unit
    await act.work.lock(frozenset({unit.centre_id}) | case.centres)
    now: Unit | None = await rows.find(act.work.connection, UNIT, unit.id)
    if now is None or not now.in_service or await holder(act, unit.id) is not None:
        return None
    await share(act, case, unit.centre_id, by)
    occasion = Occasion.REFLEX if reflex else Occasion.ORDERED
    event = _ordered(
        act,
        case,
        candidate,
        await keep(act, case, occasion, unit.id),
        by=by,
        reflex=reflex,
        override_reason=override_reason,
    )
    mission: Mission = await act.work.record(event, by=by, new=True)
    if (kept := standing(now.reservation, act.work.at)) is not None:
        await _let_go(act, unit.id, kept, by)
    return mission


async def _let_go(act: Act, unit_id: str, kept: Reservation, by: Person) -> None:
    """End the reservation of a unit that was ordered, for whomever it was kept."""
    await act.work.get(UNIT, unit_id)
    released = must(decide_release(unit_id, kept, kept.case_id, act.work.at))
    await act.work.record(released, by=by)


def _ordered(
    act: Act,
    case: Case,
    candidate: UnitCandidate,
    kept: Kept | None,
    *,
    by: Person,
    reflex: bool,
    override_reason: str | None,
) -> MissionOrdered:
    unit = candidate.unit
    return MissionOrdered(
        mission_id=act.new_id(),
        case_id=case.id,
        case_number=case.number,
        case_centre_id=case.centre_id,
        unit_id=unit.id,
        unit_name=unit.name,
        unit_centre_id=unit.centre_id,
        priority=case.priority,
        reflex=reflex,
        eta_s=candidate.arrival_s,
        override_reason=override_reason,
        by=by,
        at=act.work.at,
        proposal_id=kept.id if kept else None,
        proposal_sha256=kept.sha256 if kept else None,
    )
