"""What a user can ask about several cases of one event."""

from dataclasses import dataclass

from dispatch.command import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class TieCases(Command):
    """Say that two cases are about one event; the later one follows the first."""

    case_id: str
    with_case_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartCase(Command):
    """Say that a case is about an event of its own after all."""

    case_id: str
