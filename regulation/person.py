"""Who acts: the person behind a call taken, a decision, a note."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The part a person plays in the service."""

    CALL_TAKER = "call_taker"
    """PARM/ARM: takes calls, finds out where and what, sets the priority."""
    PHYSICIAN = "physician"
    """Regulating physician: decides, sends, orients."""
    CREW = "crew"
    """Crew member of one unit."""
    WARD = "ward"
    """Staff of one hospital ward."""
    TELEPHONY = "telephony"
    """The telephone exchange: a machine that only announces ringing calls."""
    CALLER = "caller"
    """The person on the phone, who holds a link made for this one call: no account, one act."""
    SERVICE = "service"
    """The software itself, where the service's own rule orders an act (reflex, expiry)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person as the record names them: a stable id, the name and the role they acted in."""

    id: str
    name: str
    role: Role


THE_SERVICE = Person(id="service", name="SAMU", role=Role.SERVICE)
"""Signs what the service's own rules order; no human can act under it."""


def the_caller(link_id: str) -> Person:
    """Return the person on the phone as the record names them: by their link, not their name."""
    return Person(id=f"link-{link_id}", name="Requérant", role=Role.CALLER)
