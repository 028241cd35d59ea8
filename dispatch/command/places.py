"""What a user, a caller's phone or a crew can say of where a case is."""

from dataclasses import dataclass
from datetime import datetime

from dispatch.command.root import Command
from geo.place import Place
from geo.position import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class LocateCase(Command):
    """Say better where it is."""

    case_id: str
    place: Place
    keep_outside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StateLocation(Command):
    """Write down what one more source says; what is in force stays in force."""

    case_id: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class PutLocationInForce(Command):
    """Let another statement count; `keep_outside` accepts one outside the country."""

    case_id: str
    number: int
    keep_outside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeCallLink(Command):
    """Make a link for the caller's phone before there is a case."""

    call_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeCaseLink(Command):
    """Make a link for the caller's phone."""

    case_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLink(Command):
    """The caller's phone says where it is; `fix_at` is by the phone's own clock."""

    link_id: str
    position: Position
    fix_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HearPhone(Command):
    """A phone that rang the service says where it is, unasked (AML); `number` is E.164."""

    number: str
    position: Position
    fix_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmScene(Command):
    """A crew stands where it is: "here"; `fix_at` is by the phone's own clock."""

    mission_id: str
    position: Position
    fix_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TeachPlace(Command):
    """Let the place of a crew's statement be remembered under a name that a person has read."""

    case_id: str
    number: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawPlace(Command):
    """Take a remembered name back."""

    alias_id: str
    reason: str
