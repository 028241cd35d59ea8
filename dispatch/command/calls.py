"""What a user can ask about calls."""

from dataclasses import dataclass

from dispatch.command.root import Command
from geo.place import Place
from regulation.call import CallState
from regulation.patient import Caller


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveCall(Command):
    """The phone rings at a centre."""

    centre_id: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeCall(Command):
    """Pick up."""

    call_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassifyCall(Command):
    """End a call without a case."""

    call_id: str
    as_: CallState


@dataclass(frozen=True, slots=True, kw_only=True)
class AbandonCall(Command):
    """The caller hung up while it rang."""

    call_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinCall(Command):
    """Tie a call to a case that exists, with what its caller said."""

    call_id: str
    case_id: str
    caller: Caller | None = None
    place: Place | None = None
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoClass(Command):
    """Take back a class that was put by a slip of the key."""

    call_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitCall(Command):
    """Take a call off the case it was tied to."""

    call_id: str
