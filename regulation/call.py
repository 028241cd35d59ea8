"""One ring of the phone, from the first tone to a case or a class.

    RINGING ──▶ TAKEN ──▶ CASE ──▶ TAKEN (split off)
       │          ├─────▶ NUISANCE │ WRONG_NUMBER │ SILENT │ INFORMATION ──▶ CASE (reopened)
       ▼          │                 └─▶ another class, or TAKEN while it can be undone
    ABANDONED ──▶ TAKEN (called back)

No call is ever refused or lost by software: a call classed nuisance can still become a case, and
a caller who hung up stays on the list until somebody has called back. What was put wrongly is put
right by a further event: the journal keeps both.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never

from regulation.known_caller import KnownCaller
from regulation.person import Person
from regulation.refusal import Refusal
from regulation.statement import CallerLink, Statement


class CallState(StrEnum):
    """Where one ring of the phone stands."""

    RINGING = "RINGING"
    TAKEN = "TAKEN"
    CASE = "CASE"
    NUISANCE = "NUISANCE"
    WRONG_NUMBER = "WRONG_NUMBER"
    SILENT = "SILENT"
    INFORMATION = "INFORMATION"
    ABANDONED = "ABANDONED"


CLASSES = frozenset(
    {CallState.NUISANCE, CallState.WRONG_NUMBER, CallState.SILENT, CallState.INFORMATION}
)
"""The ways a call ends without a case."""

MOVES: dict[CallState, frozenset[CallState]] = {
    CallState.RINGING: frozenset({CallState.TAKEN, CallState.ABANDONED}),
    CallState.TAKEN: CLASSES | {CallState.CASE},
    CallState.ABANDONED: frozenset({CallState.TAKEN}),
    CallState.CASE: frozenset({CallState.TAKEN}),
} | {class_: CLASSES - {class_} | {CallState.CASE, CallState.TAKEN} for class_ in sorted(CLASSES)}

RINGS = frozenset({CallState.RINGING, CallState.ABANDONED})
"""A call in one of these waits for somebody to speak with the caller."""

UNDO_OFFERED_S = 20.0
"""A key pressed by mistake is noticed at once; after that the caller has gone."""

UNDO_GRACE_S = 10.0
"""A press in the last second, over a slow line, was still in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One ring of the phone at a centre.

    `number` is E.164, as the exchange shows it where it is none, or empty when withheld.
    """

    id: str
    centre_id: str
    number: str
    state: CallState
    received_at: datetime
    taken_by: Person | None = None
    taken_at: datetime | None = None
    case_id: str | None = None
    classed_by: Person | None = None
    classed_at: datetime | None = None
    known: KnownCaller | None = None
    statements: tuple[Statement, ...] = ()
    """What the caller's phone said of where it is; carried into the case the call becomes."""
    links: tuple[CallerLink, ...] = ()

    @property
    def undo_until(self) -> datetime | None:
        """Until when its class can be taken back as a slip, or None when it has none."""
        if self.state not in CLASSES or self.classed_at is None:
            return None
        return self.classed_at + timedelta(seconds=UNDO_OFFERED_S)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallReceived:
    """The phone rings; `known` is the professional whose number it is, as entered that day."""

    call_id: str
    centre_id: str
    number: str
    at: datetime
    known: KnownCaller | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTaken:
    """A call-taker picks up."""

    call_id: str
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CallClassed:
    """The call ends without a case, or gets another class than it had."""

    call_id: str
    as_: CallState
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassUndone:
    """The class was a slip: the call is in hand again.

    Carries the whole call, because boards let go of it when it was classed.
    """

    call_id: str
    call: Call
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CallJoined:
    """The call opens a case or joins one."""

    call_id: str
    case_id: str
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CallAbandoned:
    """The caller hung up before anyone answered."""

    call_id: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSplit:
    """The call is about something else than its case: it is in hand again.

    Carries the whole call, because boards let go of it when it joined the case.
    """

    call_id: str
    case_id: str
    call: Call
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLinkMade:
    """A link was made with which the caller's phone can say where it is."""

    call_id: str
    link: CallerLink
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLocated:
    """The caller's phone says where it is, before there is a case."""

    call_id: str
    statement: Statement
    by: Person
    at: datetime


CallEvent = (
    CallReceived
    | CallTaken
    | CallClassed
    | ClassUndone
    | CallJoined
    | CallSplit
    | CallAbandoned
    | CallLinkMade
    | CallLocated
)


def take(call: Call, *, by: Person, at: datetime) -> CallTaken | Refusal:
    """Give a ringing (or abandoned) call to one call-taker; the second one is told who has it."""
    if call.state is CallState.TAKEN and call.taken_by is not None:
        return Refusal(code="call_taken_by_other", facts={"by": call.taken_by.name})
    if call.state not in RINGS:
        return _refusal(call, CallState.TAKEN, MOVES[call.state] - {CallState.TAKEN})
    return CallTaken(call_id=call.id, by=by, at=at)


def classify(call: Call, as_: CallState, *, by: Person, at: datetime) -> CallClassed | Refusal:
    """Close a call without a case, or correct the class it was closed with."""
    if as_ not in CLASSES:
        return Refusal(code="call_class_unknown", facts={"class": as_.value})
    return _refuse_move(call, as_) or CallClassed(call_id=call.id, as_=as_, by=by, at=at)


def undo(call: Call, *, by: Person, at: datetime) -> ClassUndone | Refusal:
    """Take a class back that was put by a slip of the key, within seconds."""
    until = call.undo_until
    if until is None:
        return _refusal(call, CallState.TAKEN, MOVES[call.state] - {CallState.TAKEN})
    if at > until + timedelta(seconds=UNDO_GRACE_S):
        return Refusal(code="undo_too_late", facts={"state": call.state})
    return ClassUndone(call_id=call.id, call=call, by=by, at=at)


def join(call: Call, case_id: str, *, by: Person, at: datetime) -> CallJoined | Refusal:
    """Tie the call to a case, also when it had been classed before."""
    refused = _refuse_move(call, CallState.CASE)
    return refused or CallJoined(call_id=call.id, case_id=case_id, by=by, at=at)


def split(call: Call, *, by: Person, at: datetime) -> CallSplit | Refusal:
    """Take a call off the case it was tied to; whoever does it has it in hand."""
    if call.case_id is None:
        return Refusal(code="call_in_no_case", facts={"state": call.state})
    return CallSplit(call_id=call.id, case_id=call.case_id, call=call, by=by, at=at)


def abandon(call: Call, *, at: datetime) -> CallAbandoned | Refusal:
    """Note that the caller hung up while it rang."""
    return _refuse_move(call, CallState.ABANDONED) or CallAbandoned(call_id=call.id, at=at)


def _refuse_move(call: Call, to: CallState) -> Refusal | None:
    return None if to in MOVES[call.state] else _refusal(call, to, MOVES[call.state])


def _refusal(call: Call, to: CallState, allowed: frozenset[CallState]) -> Refusal:
    return Refusal(
        code="call_move_not_allowed",
        facts={"state": call.state, "to": to, "allowed": ", ".join(sorted(allowed)) or "-"},
    )


def evolve(call: Call | None, event: CallEvent) -> Call:  # noqa: C901, PLR0911 - one line per event
    """Return the call as it stands after `event`."""
    match event:
        case CallReceived():
            return _received(event)
        case ClassUndone():
            return replace(event.call, state=CallState.TAKEN, classed_by=None, classed_at=None)
        case CallSplit():
            return replace(
                event.call,
                state=CallState.TAKEN,
                case_id=None,
                taken_by=event.by,
                taken_at=event.at,
            )
        case _ if call is None:
            msg = f"{type(event).__name__} before CallReceived"
            raise AssertionError(msg)
        case CallTaken():
            return replace(call, state=CallState.TAKEN, taken_by=event.by, taken_at=event.at)
        case CallClassed():
            return replace(call, state=event.as_, classed_by=event.by, classed_at=event.at)
        case CallJoined():
            return replace(call, state=CallState.CASE, case_id=event.case_id)
        case CallAbandoned():
            return replace(call, state=CallState.ABANDONED)
        case CallLinkMade():
            return replace(call, links=(*call.links, event.link))
        case CallLocated():
            return replace(call, statements=(*call.statements, event.statement))
        case _:
            assert_never(event)


def _received(event: CallReceived) -> Call:
    return Call(
        id=event.call_id,
        centre_id=event.centre_id,
        number=event.number,
        state=CallState.RINGING,
        received_at=event.at,
        known=event.known,
    )
