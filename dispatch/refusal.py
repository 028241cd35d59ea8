"""How a refusal travels from the rule that made it to the door that tells it."""

from typing import TypeVar

from dispatch.subject import Event
from fleet.refusal import Refusal as FleetRefusal
from regulation.refusal import Refusal

_Event = TypeVar("_Event", bound=Event)


class Refused(Exception):  # noqa: N818 - named for what happened, as the desk says it
    """A command was refused: nothing was changed. Carries the rule's code and facts."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.facts: dict[str, str] = facts


def must(result: _Event | Refusal | FleetRefusal) -> _Event:
    """Return the event a rule gave, or raise its refusal."""
    if isinstance(result, Refusal | FleetRefusal):
        raise Refused(result.code, **result.facts)
    return result


def refuse(refusal: Refusal | None) -> None:
    """Raise a rule's refusal, if it gave one."""
    if refusal is not None:
        raise Refused(refusal.code, **refusal.facts)
