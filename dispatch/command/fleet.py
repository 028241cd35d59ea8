"""What a user can ask about units and wards."""

from dataclasses import dataclass

from dispatch.command.root import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportBeds(Command):
    """A ward says how many beds are free."""

    ward_id: str
    beds_free: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUnitService(Command):
    """Put a unit in service or take it out, with the reason."""

    unit_id: str
    in_service: bool
    reason: str | None
