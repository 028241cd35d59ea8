"""Acts on missions: order, move, correct, cancel; and what a move means for the ward."""

from collections.abc import Sequence
from datetime import datetime

from dispatch import mission as rules
from dispatch import notice as notice_rules
from dispatch.arrival import eta_at
from dispatch.command import CancelMission, CorrectMission, MoveMission, OrderMission
from dispatch.device_time import refuse_future
from dispatch.handle.act import Act, Things
from dispatch.handle.engage import engage, holder
from dispatch.handle.safety_net import follow_cancellation
from dispatch.mission import Mission
from dispatch.notice import WARD_BUSY, Notice, NoticeEtaChanged, NoticeStatus
from dispatch.policy import Target
from dispatch.recommend import UnitOption, as_good
from dispatch.refusal import Refused, must
from dispatch.store import handovers, legs, rows, tables
from dispatch.subject import CASE, MISSION, NOTICE, UNIT
from fleet.reservation import standing
from fleet.status import MissionStatus, is_active
from fleet.unit import Unit
from regulation.case import OPEN_STATES, Case, CaseState
from regulation.decision import DecisionType
from regulation.person import Person

_WARD_LEARNS = {
    MissionStatus.DESTIN: NoticeStatus.ARRIVED,
    MissionStatus.FINPEC: NoticeStatus.HANDED_OVER,
}
"""What the crew's tap tells the ward that accepted."""


async def order(act: Act, command: OrderMission) -> Things:
    """Send a unit on a decided case; another one than proposed needs a reason."""
    case: Case = await act.work.get(CASE, command.case_id)
    by = act.work.authorise(Target(centres=case.centres))
    may_send(case)
    unit: Unit = await act.work.peek(UNIT, command.unit_id)
    if not unit.in_service:
        raise Refused("unit_out_of_service", unit=unit.name, reason=unit.out_reason or "")
    # Told first: whoever lost the race must not be asked to explain the choice.
    if (held := await holder(act, unit.id)) is not None:
        raise _taken(unit, held)
    if not (command.override_reason or "").strip():
        _refuse_kept(unit, case, act.work.at)
    option = next((o for o in act.ahead.units if o.candidate.unit.id == unit.id), None)
    if option is None:
        raise Refused("unit_not_rankable", unit=unit.name)
    reason = _override(act.ahead.units, option, command.override_reason)
    mission = await engage(act, case, option.candidate, by=by, reflex=False, override_reason=reason)
    if mission is None:
        raise _taken(unit, await holder(act, unit.id))
    return {"mission": mission, "case": await act.work.peek(CASE, case.id)}


def _refuse_kept(unit: Unit, case: Case, at: datetime) -> None:
    kept = standing(unit.reservation, at)
    if kept is not None and kept.case_id != case.id:
        raise Refused("unit_reserved", unit=unit.name, case=kept.case_number, by=kept.by)


def may_send(case: Case) -> None:
    """Raise Refused unless a physician has decided that somebody goes."""
    if case.state is not CaseState.ACTIF:
        raise Refused("case_not_active", state=case.state)
    if not any(decision.type is DecisionType.INTER for decision in case.decisions):
        raise Refused("no_decision_to_send")


def _override(options: Sequence[UnitOption], option: UnitOption, reason: str | None) -> str | None:
    """Return the reason kept with the order; the proposed unit needs none."""
    stated = (reason or "").strip()[: rules.REASON_LENGTH_MAX] or None
    proposed = next((o for o in options if o.proposed), None)
    if proposed is None or stated is not None or as_good(option, proposed):
        return stated
    raise Refused("override_needs_reason", proposed=proposed.candidate.unit.name)


def _taken(unit: Unit, held: Mission | None) -> Refused:
    assert held is not None, "engage() saw a holder under the same lock"  # noqa: S101
    ordered = held.ordered
    return Refused("unit_taken", unit=unit.name, case=ordered.case_number, by=ordered.by.name)


async def _mission(act: Act, mission_id: str) -> tuple[Mission, Person]:
    mission: Mission = await act.work.get(MISSION, mission_id)
    target = Target(centres=mission.centres, unit_id=mission.unit_id)
    return mission, act.work.authorise(target)


async def move(act: Act, command: MoveMission) -> Things:
    """Declare the crew's next state; the ward that accepted learns of arrival and hand-over."""
    mission, by = await _mission(act, command.mission_id)
    refuse_future(command.at_device, act.work.at)
    event = must(
        rules.move(mission, command.status, at_device=command.at_device, by=by, at=act.work.at)
    )
    mission = await act.work.record(event, by=by, at_device=command.at_device)
    if act.ahead.leg is not None:
        await legs.keep(act.work.connection, act.ahead.leg)
    if command.status in _WARD_LEARNS:
        await _tell_ward(act, mission, _WARD_LEARNS[command.status], by)
        await _learn(act, mission)
    if command.status is MissionStatus.TRANSP and act.ahead.to_ward_s is not None:
        await _tell_eta(act, mission, act.ahead.to_ward_s, by)
    return {"mission": mission}


async def _tell_ward(act: Act, mission: Mission, status: NoticeStatus, by: Person) -> None:
    for notice in await _notices(act, mission.case_id):
        concerned = notice.ward_id == mission.destination_ward_id
        if concerned and status in notice_rules.MOVES[notice.status]:
            await act.work.get(NOTICE, notice.id)
            event = must(notice_rules.move(notice, status, reason=None, by=by, at=act.work.at))
            await act.work.record(event, by=by)


async def _tell_eta(act: Act, mission: Mission, drive_s: float, by: Person) -> None:
    """Tell the ward that accepted when to expect the patient, now that the unit has left."""
    for notice in await _notices(act, mission.case_id):
        if notice.ward_id == mission.destination_ward_id and notice.status in WARD_BUSY:
            await act.work.get(NOTICE, notice.id)
            event = NoticeEtaChanged(
                notice_id=notice.id,
                case_id=notice.case_id,
                eta_at=eta_at(mission, drive_s, act.work.at),
                at=act.work.at,
            )
            await act.work.record(event, by=by)


async def _notices(act: Act, case_id: str) -> list[Notice]:
    return await rows.where(act.work.connection, NOTICE, tables.notice.c.case_id == case_id)


async def correct(act: Act, command: CorrectMission) -> Things:
    """Take the last state back; if that would hold the unit again, it must still be free."""
    mission, by = await _mission(act, command.mission_id)
    refuse_future(command.at_device, act.work.at)
    event = must(rules.correct(mission, at_device=command.at_device, by=by, at=act.work.at))
    if is_active(event.status) and not mission.active:
        case: Case = await act.work.peek(CASE, mission.case_id)
        if case.state not in OPEN_STATES:
            raise Refused("case_not_active", state=case.state)
        other = await holder(act, mission.unit_id)
        if other is not None:
            raise Refused(
                "unit_taken",
                unit=mission.ordered.unit_name,
                case=other.ordered.case_number,
                by=other.ordered.by.name,
            )
    mission = await act.work.record(event, by=by, at_device=command.at_device)
    await _learn(act, mission)
    return {"mission": mission}


async def _learn(act: Act, mission: Mission) -> None:
    """Keep how long the ward took the patient over, or unlearn what was taken back."""
    await handovers.keep(act.work.connection, mission)
    act.room.handovers.forget()


async def cancel(act: Act, command: CancelMission) -> Things:
    """Call a mission off before arrival."""
    mission, by = await _mission(act, command.mission_id)
    event = must(rules.cancel(mission, command.reason, by=by, at=act.work.at))
    mission = await act.work.record(event, by=by)
    await follow_cancellation(act, mission, by)
    return {"mission": mission}
