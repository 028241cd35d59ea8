"""What can happen to a call, and what the call becomes by it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from regulation.call import Call, CallState
from regulation.known_caller import KnownCaller
from regulation.patient import Caller
from regulation.person import Person
from regulation.statement import CallerLink, Statement


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
    """The call opens a case or joins one, with what its caller said of it."""

    call_id: str
    case_id: str
    by: Person
    at: datetime
    caller: Caller | None = None
    where: str = ""
    what: str = ""


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
            return _joined(call, event)
        case CallAbandoned():
            return replace(call, state=CallState.ABANDONED)
        case CallLinkMade():
            return replace(call, links=(*call.links, event.link))
        case CallLocated():
            return replace(call, statements=(*call.statements, event.statement))
        case _:
            assert_never(event)


def _joined(call: Call, event: CallJoined) -> Call:
    return replace(
        call,
        state=CallState.CASE,
        case_id=event.case_id,
        caller=event.caller or call.caller,
        where=event.where or call.where,
        what=event.what or call.what,
    )


def _received(event: CallReceived) -> Call:
    return Call(
        id=event.call_id,
        centre_id=event.centre_id,
        number=event.number,
        state=CallState.RINGING,
        received_at=event.at,
        known=event.known,
    )
