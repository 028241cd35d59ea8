"""The acts of call reception: each takes a call as it stands and says what happens, or why not."""

from datetime import datetime, timedelta

from regulation.call import CLASSES, MOVES, RINGS, UNDO_GRACE_S, Call, CallState
from regulation.call_event import (
    CallAbandoned,
    CallClassed,
    CallJoined,
    CallSplit,
    CallTaken,
    ClassUndone,
)
from regulation.patient import Caller
from regulation.person import Person
from regulation.refusal import Refusal


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


def join(
    call: Call,
    case_id: str,
    *,
    caller: Caller | None = None,
    where: str = "",
    what: str = "",
    by: Person,
    at: datetime,
) -> CallJoined | Refusal:
    """Tie the call to a case, also when it had been classed before."""
    return _refuse_move(call, CallState.CASE) or CallJoined(
        call_id=call.id, case_id=case_id, by=by, at=at, caller=caller, where=where, what=what
    )


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
