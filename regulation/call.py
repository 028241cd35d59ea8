"""One ring of the phone, from the first tone to a case or a class.

    RINGING ──▶ TAKEN ──▶ CASE
       │          ├─────▶ NUISANCE │ WRONG_NUMBER │ SILENT │ INFORMATION ──▶ CASE (reopened)
       ▼          │
    ABANDONED ──▶ TAKEN (called back)

No call is ever refused or lost by software: a call classed nuisance can still become a case, and
a caller who hung up stays on the list until somebody has called back.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from regulation.person import Person
from regulation.refusal import Refusal


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
    CallState.NUISANCE: frozenset({CallState.CASE}),
    CallState.WRONG_NUMBER: frozenset({CallState.CASE}),
    CallState.SILENT: frozenset({CallState.CASE}),
    CallState.INFORMATION: frozenset({CallState.CASE}),
    CallState.CASE: frozenset(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One ring of the phone at a centre. `number` is E.164, or empty when withheld."""

    id: str
    centre_id: str
    number: str
    state: CallState
    received_at: datetime
    taken_by: Person | None = None
    taken_at: datetime | None = None
    case_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallReceived:
    """The phone rings."""

    call_id: str
    centre_id: str
    number: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTaken:
    """A call-taker picks up."""

    call_id: str
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CallClassed:
    """The call ends without a case."""

    call_id: str
    as_: CallState
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


CallEvent = CallReceived | CallTaken | CallClassed | CallJoined | CallAbandoned


def take(call: Call, *, by: Person, at: datetime) -> CallTaken | Refusal:
    """Give a ringing (or abandoned) call to one call-taker; the second one is told who has it."""
    if call.state is CallState.TAKEN and call.taken_by is not None:
        return Refusal(code="call_taken_by_other", facts={"by": call.taken_by.name})
    return _refuse_move(call, CallState.TAKEN) or CallTaken(call_id=call.id, by=by, at=at)


def classify(call: Call, as_: CallState, *, by: Person, at: datetime) -> CallClassed | Refusal:
    """Close a call without a case: nuisance, wrong number, silent or information."""
    if as_ not in CLASSES:
        return Refusal(code="call_class_unknown", facts={"class": as_.value})
    return _refuse_move(call, as_) or CallClassed(call_id=call.id, as_=as_, by=by, at=at)


def join(call: Call, case_id: str, *, by: Person, at: datetime) -> CallJoined | Refusal:
    """Tie the call to a case, also when it had been classed before."""
    refused = _refuse_move(call, CallState.CASE)
    return refused or CallJoined(call_id=call.id, case_id=case_id, by=by, at=at)


def abandon(call: Call, *, at: datetime) -> CallAbandoned | Refusal:
    """Note that the caller hung up while it rang."""
    return _refuse_move(call, CallState.ABANDONED) or CallAbandoned(call_id=call.id, at=at)


def _refuse_move(call: Call, to: CallState) -> Refusal | None:
    allowed = MOVES[call.state]
    if to in allowed:
        return None
    return Refusal(
        code="call_move_not_allowed",
        facts={"state": call.state, "to": to, "allowed": ", ".join(sorted(allowed)) or "-"},
    )


def evolve(call: Call | None, event: CallEvent) -> Call:
    """Return the call as it stands after `event`."""
    if isinstance(event, CallReceived):
        return Call(
            id=event.call_id,
            centre_id=event.centre_id,
            number=event.number,
            state=CallState.RINGING,
            received_at=event.at,
        )
    if call is None:
        msg = f"{type(event).__name__} before CallReceived"
        raise AssertionError(msg)
    match event:
        case CallTaken():
            return replace(call, state=CallState.TAKEN, taken_by=event.by, taken_at=event.at)
        case CallClassed():
            return replace(call, state=event.as_)
        case CallJoined():
            return replace(call, state=CallState.CASE, case_id=event.case_id)
        case CallAbandoned():
            return replace(call, state=CallState.ABANDONED)
        case _:
            assert_never(event)
