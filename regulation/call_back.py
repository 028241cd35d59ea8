"""A call-back: the service has promised to ring at a time, and keeps count until it has spoken.

Three kinds. An appointment is what a P3 waits for. A safety net is booked with every advice that
sends nobody, because a person who was told to stay at home can get worse. A recheck is the
service ringing a caller who has waited long for a physician. None of them ends unless somebody
was reached or a named reason ended it, and every try stays in the record.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from regulation.person import Person


class CallBackKind(StrEnum):
    """Why the service rings."""

    APPOINTMENT = "APPOINTMENT"
    """A time agreed with the caller of a P3."""
    SAFETY_NET = "SAFETY_NET"
    """After an advice that sent nobody."""
    RECHECK = "RECHECK"
    """While the case waits long for a physician."""


class CallBackOutcome(StrEnum):
    """What the person said, or that nobody answered."""

    BETTER = "BETTER"
    SAME = "SAME"
    WORSE = "WORSE"
    NOT_REACHED = "NOT_REACHED"


class CallBackEnd(StrEnum):
    """Why a call-back ended although nobody was reached."""

    DECIDED = "DECIDED"
    """A physician made a decision meanwhile."""
    TAKEN = "TAKEN"
    """A physician took the case, which is what the caller waited for."""
    REPLACED = "REPLACED"
    """Another call-back took its place."""
    SEEN = "SEEN"
    """The case ended with somebody at the patient's side, or with nobody ill."""
    CANCELLED = "CANCELLED"
    """A physician called it off and said why."""
    DECLINED = "DECLINED"
    """A physician judged at the decision that none was due, and said why."""


def hour(moment: datetime) -> str:
    """Write a time as people in Senegal read it, whose clocks show UTC all year."""
    return f"{moment:%d/%m %H:%M}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One time somebody rang."""

    outcome: CallBackOutcome
    note: str
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBack:
    """One promise to ring. `number` is E.164, empty when nobody knows it; `who` is free words."""

    id: str
    kind: CallBackKind
    due_at: datetime
    number: str
    who: str
    booked_by: Person
    booked_at: datetime
    attempts: tuple[Attempt, ...] = ()
    ended: CallBackEnd | None = None
    end_reason: str = ""

    @property
    def outcome(self) -> CallBackOutcome | None:
        """What the person said once they were reached, or None."""
        reached = [each.outcome for each in self.attempts]
        return next((each for each in reached if each is not CallBackOutcome.NOT_REACHED), None)

    @property
    def is_open(self) -> bool:
        """Whether the service still has to ring."""
        return self.ended is None and self.outcome is None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBackBooked:
    """The service promises to ring."""

    case_id: str
    call_back: CallBack
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBackTried:
    """Somebody rang; when nobody was reached the next try is at `next_due_at`."""

    case_id: str
    call_back_id: str
    outcome: CallBackOutcome
    note: str
    next_due_at: datetime | None
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBackMoved:
    """A physician brings it forward or puts it off."""

    case_id: str
    call_back_id: str
    due_at: datetime
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBackEnded:
    """It ends although nobody was reached, and this is why."""

    case_id: str
    call_back_id: str
    why: CallBackEnd
    reason: str
    by: Person
    at: datetime


CallBackEvent = CallBackBooked | CallBackTried | CallBackMoved | CallBackEnded


def tried(call_back: CallBack, event: CallBackTried) -> CallBack:
    """Return the call-back after one more try."""
    attempt = Attempt(outcome=event.outcome, note=event.note, by=event.by, at=event.at)
    return replace(
        call_back,
        attempts=(*call_back.attempts, attempt),
        due_at=event.next_due_at or call_back.due_at,
    )


def evolve(call_backs: tuple[CallBack, ...], event: CallBackEvent) -> tuple[CallBack, ...]:
    """Return a case's call-backs as they stand after `event`."""
    if isinstance(event, CallBackBooked):
        return (*call_backs, event.call_back)
    return tuple(
        _changed(each, event) if each.id == event.call_back_id else each for each in call_backs
    )


def _changed(call_back: CallBack, event: CallBackTried | CallBackMoved | CallBackEnded) -> CallBack:
    match event:
        case CallBackTried():
            return tried(call_back, event)
        case CallBackMoved():
            return replace(call_back, due_at=event.due_at)
        case CallBackEnded():
            return replace(call_back, ended=event.why, end_reason=event.reason)
        case _:
            assert_never(event)
