"""Acts on reservations: keep a unit for a case, and let it go."""

from dispatch.command import ReleaseUnit, ReserveUnit
from dispatch.handle.act import Act, Things
from dispatch.handle.missions import may_send
from dispatch.policy import Target
from dispatch.refusal import Refused, must
from dispatch.subject import CASE, UNIT
from fleet.reservation import Reservation, decide_release, decide_reserve
from fleet.unit import Unit
from regulation.case import Case


async def reserve(act: Act, command: ReserveUnit) -> Things:
    """Keep a unit for a decided case; one that is kept already is said for whom."""
    case: Case = await act.work.get(CASE, command.case_id)
    by = act.work.authorise(Target(centres=case.centres))
    may_send(case)
    unit: Unit = await act.work.get(UNIT, command.unit_id)
    if not unit.in_service:
        raise Refused("unit_out_of_service", unit=unit.name, reason=unit.out_reason or "")
    wanted = Reservation(case_id=case.id, case_number=case.number, by=by.name, at=act.work.at)
    event = must(decide_reserve(unit.id, unit.name, unit.reservation, wanted))
    return {"unit": await act.work.record(event, by=by)}


async def release(act: Act, command: ReleaseUnit) -> Things:
    """Let a unit go that was kept for this case."""
    case: Case = await act.work.get(CASE, command.case_id)
    by = act.work.authorise(Target(centres=case.centres))
    unit: Unit = await act.work.get(UNIT, command.unit_id)
    event = must(decide_release(unit.id, unit.reservation, case.id, act.work.at))
    return {"unit": await act.work.record(event, by=by)}
