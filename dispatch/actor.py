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


_POST_OF_ROLE = {
    Role.CALL_TAKER: "centre_id",
    Role.PHYSICIAN: "centre_id",
    Role.CREW: "unit_id",
    Role.WARD: "ward_id",
}


def read_duty(text: str) -> Duty:
    """Read a duty written as `role:post`, such as `physician:KL`; telephony has no post.

    Raises ValueError when the role is unknown, no person's, or its post is missing.
    """
    name, _, post = text.partition(":")
    role = Role(name)
    if role is Role.TELEPHONY and not post:
        return Duty(role=role)
    if role not in _POST_OF_ROLE or not post:
        msg = f"a duty is written role:post, not {text!r}"
        raise ValueError(msg)
    return Duty(role=role, **{_POST_OF_ROLE[role]: post})


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A signed-in person with their duties."""

    id: str
    name: str
    duties: tuple[Duty, ...]

    def acting(self, duty: Duty) -> Person:
        """Return the person as the record names them when they act under `duty`."""
        return Person(id=self.id, name=self.name, role=duty.role)
