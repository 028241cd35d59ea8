"""The safety net: no patient is left alone with an advice and nobody to ask how it went."""

from datetime import timedelta

from dispatch.command import DecideCase
from dispatch.handle.act import Act
from dispatch.handle.call_backs import end_call_backs, promise
from dispatch.mission import Mission
from dispatch.refusal import Refused, must
from dispatch.store import rows, tables
from dispatch.subject import CASE, MISSION
from fleet.status import MissionStatus
from regulation import follow_up
from regulation.call_back import CallBackBooked, CallBackEnd, CallBackKind
from regulation.case import Case
from regulation.person import Person
from regulation.refusal import Refusal

_NET = CallBackKind.SAFETY_NET


async def missions_of(act: Act, case_id: str) -> list[Mission]:
    """Return all missions of a case."""
    return await rows.where(act.work.connection, MISSION, tables.mission.c.case_id == case_id)


async def unit_engaged(act: Act, case_id: str) -> bool:
    """Say whether a unit is engaged on the case now."""
    return any(mission.active for mission in await missions_of(act, case_id))


async def follow_decision(act: Act, case: Case, command: DecideCase, by: Person) -> Case:
    """End what a decision makes needless, and book the safety net of one that sends nobody."""
    waited_for = (CallBackKind.APPOINTMENT, CallBackKind.RECHECK)
    case = await end_call_backs(act, case, CallBackEnd.DECIDED, *waited_for, by=by)
    engaged = await unit_engaged(act, case.id)
    if not follow_up.needs_safety_net(command.type, unit_engaged=engaged):
        return case
    default_s = act.room.clocks.safety_net_s(command.care_level)
    delay = follow_up.safety_net_delay(command.call_back_in_s, default_s)
    if isinstance(delay, Refusal):
        raise Refused(delay.code, **delay.facts)
    case = await end_call_backs(act, case, CallBackEnd.REPLACED, _NET, by=by)
    case = await _spread(act, case, delay, by)
    if command.no_call_back_reason is None:
        return case
    net = case.open_call_backs[-1]
    reason = command.no_call_back_reason
    declined = must(follow_up.decline(case, net.id, reason, by=by, at=act.work.at))
    refused: Case = await act.work.record(declined, by=by)
    return refused


async def follow_cancellation(act: Act, mission: Mission, by: Person) -> None:
    """Book the safety net of an advice whose unit, already on its way, will not come after all.

    A physician may decide an advice and then call the reflex departure back: at the decision the
    unit was still to see the patient. Any mission that ends otherwise has been there.
    """
    case: Case = await act.work.peek(CASE, mission.case_id)
    missions = await missions_of(act, case.id)
    if any(each.status is not MissionStatus.ANNULE for each in missions):
        return
    last = case.decisions[-1] if case.decisions else None
    if last is None or not follow_up.needs_safety_net(last.type, unit_engaged=False):
        return
    if any(each.kind is _NET and each.booked_at >= last.at for each in case.call_backs):
        return
    delay_s = act.room.clocks.safety_net_s(last.care_level)
    await _spread(act, case, timedelta(seconds=delay_s), by)


async def _spread(act: Act, case: Case, delay: timedelta, by: Person) -> Case:
    net = promise(act, case, _NET, act.work.at + delay, by=by)
    booked = CallBackBooked(case_id=case.id, call_back=net, by=by, at=act.work.at)
    held: Case = await act.work.record(booked, by=by)
    return held
