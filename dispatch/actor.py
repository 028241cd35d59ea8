"""Who stands before the desk: a person and the duties that say what they may do where."""

from dataclasses import dataclass

from regulation.person import Person, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One role in one place: a centre for the room, a unit for a crew, a ward for its staff."""

    role: Role
    centre_id: str | None = None
    unit_id: str | None = None
    ward_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A signed-in person with their duties."""

    id: str
    name: str
    duties: tuple[Duty, ...]

    def acting(self, duty: Duty) -> Person:
        """Return the person as the record names them when they act under `duty`."""
        return Person(id=self.id, name=self.name, role=duty.role)
