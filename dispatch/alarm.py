"""What calls for somebody now: read off the things as they stand, with no memory of its own.

An alarm is a fact about the picture and a moment; a task (`task.py`) is what the journal makes of
it. Because alarms are found anew each time, none can be lost with a process that dies.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from dispatch.mission import Mission
from dispatch.notice import Notice, NoticeStatus
from dispatch.task import TaskKind
from regulation.call import Call, CallState
from regulation.call_back import CallBackKind
from regulation.case import Case, CaseState, ReflexState
from regulation.clocks import Clocks, wait_of
from regulation.decision import DecisionType
from regulation.priority import Priority

_WARD_FOUND = frozenset({NoticeStatus.ACCEPTED, NoticeStatus.ARRIVED, NoticeStatus.HANDED_OVER})
"""With one of these the patient has a ward, and another ward's silence costs nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Something that is, or will be, overdue at `due_at`."""

    kind: TaskKind
    centre_id: str
    subject_id: str
    case_id: str | None
    case_number: str | None
    due_at: datetime


def of_call(call: Call, clocks: Clocks) -> Alarm | None:
    """Return what a call asks for while nobody has spoken with the caller."""
    if call.state is CallState.RINGING:
        kind, patience_s = TaskKind.CALL_NOT_TAKEN, clocks.ring_s
    elif call.state is CallState.ABANDONED and call.number:
        # A number that was withheld cannot be rung back: the list of calls keeps it in view.
        kind, patience_s = TaskKind.CALL_ABANDONED, clocks.ring_back_s
    else:
        return None
    return Alarm(
        kind=kind,
        centre_id=call.centre_id,
        subject_id=call.id,
        case_id=None,
        case_number=None,
        due_at=call.received_at + timedelta(seconds=patience_s),
    )


def of_case(
    case: Case, missions: Sequence[Mission], notices: Sequence[Notice], clocks: Clocks
) -> list[Alarm]:
    """Return what a case asks for, with its missions and notices as they stand."""
    promised = list(_call_backs(case, missions))
    if case.state is not CaseState.ACTIF:
        return promised
    return [
        *promised,
        *_regulation(case, clocks),
        *_life_threat(case, missions, clocks),
        *_silent_wards(case, notices),
    ]


def _of(case: Case, kind: TaskKind, due_at: datetime, subject_id: str | None = None) -> Alarm:
    return Alarm(
        kind=kind,
        centre_id=case.centre_id,
        subject_id=subject_id or case.id,
        case_id=case.id,
        case_number=case.number,
        due_at=due_at,
    )


_TASK_OF = {
    CallBackKind.APPOINTMENT: TaskKind.APPOINTMENT_DUE,
    CallBackKind.SAFETY_NET: TaskKind.SAFETY_NET_DUE,
    CallBackKind.RECHECK: TaskKind.RECHECK_DUE,
}


def _call_backs(case: Case, missions: Sequence[Mission]) -> Iterator[Alarm]:
    engaged = any(mission.active for mission in missions)
    for call_back in case.open_call_backs:
        # A crew on its way will see the patient; should it be called off, the promise stands.
        if not (engaged and call_back.kind is CallBackKind.SAFETY_NET):
            yield _of(case, _TASK_OF[call_back.kind], call_back.due_at, call_back.id)


def _regulation(case: Case, clocks: Clocks) -> Iterator[Alarm]:
    wait = wait_of(case, clocks)
    if wait is not None:
        yield _of(case, TaskKind.REGULATION_OVERDUE, wait.due_at)


def _life_threat(case: Case, missions: Sequence[Mission], clocks: Clocks) -> Iterator[Alarm]:
    if case.priority is not Priority.P0 or case.same_event_as is not None:
        # Of several cases of one event the first stands for all.
        return
    known = [each.at for each in case.assessments if each.result.priority is Priority.P0]
    due_at = min(known, default=case.opened_at) + timedelta(seconds=clocks.wait_p0_s)
    if case.place.position is None:
        yield _of(case, TaskKind.P0_NO_PLACE, due_at)
    elif case.reflex is ReflexState.NO_UNIT and _wants_unit(case, missions):
        yield _of(case, TaskKind.P0_NO_UNIT, due_at)


def _wants_unit(case: Case, missions: Sequence[Mission]) -> bool:
    """Say whether a unit is still looked for: a physician may have decided that none is due."""
    sends = not case.decisions or case.decisions[-1].type is DecisionType.INTER
    return sends and not any(mission.active for mission in missions)


def _silent_wards(case: Case, notices: Sequence[Notice]) -> Iterator[Alarm]:
    if any(notice.status in _WARD_FOUND for notice in notices):
        return
    for notice in notices:
        if notice.status is NoticeStatus.EXPIRED:
            yield _of(case, TaskKind.NOTICE_UNANSWERED, notice.sent.expires_at, notice.id)
