"""What a user can ask about units and wards."""

from dataclasses import dataclass
from datetime import datetime

from dispatch.command.root import Command
from fleet.condition import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportBeds(Command):
    """A ward says how many beds are free."""

    ward_id: str
    beds_free: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareDiversion(Command):
    """A ward cannot receive until some hour; `closed_to` empty closes it whole.

    `whole_hospital` closes every ward of the house in one word.
    """

    ward_id: str
    reason: str
    until: datetime
    closed_to: tuple[str, ...] = ()
    """Sorted: the same words make the same command."""
    whole_hospital: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftDiversion(Command):
    """A ward receives again; `whole_hospital` opens every ward of the house that is closed."""

    ward_id: str
    whole_hospital: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUnitService(Command):
    """Put a unit in service or take it out, with the reason."""

    unit_id: str
    in_service: bool
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StateUnitCondition(Command):
    """Say, or confirm, how a unit stands: fuel, end of duty, crew, equipment."""

    unit_id: str
    report: Report
