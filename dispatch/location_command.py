"""What a user can ask about the place of a case, beyond opening and locating it."""

from dataclasses import dataclass

from dispatch.command import Command
from geo.place import Place


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
