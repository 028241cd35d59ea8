"""What the ranking of units is given and gives: a candidate, and a line of the proposal."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dispatch.proposal.freeing import Freeing
from dispatch.proposal.leaving import Leaving
from dispatch.proposal.whereabouts import Stand
from fleet.unit import Unit
from geo.position import Position
from geo.travel import NotReached, TravelTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One consideration, by code; the screen has the words."""

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)
    weight_s: float | None = None
    """What it adds to the time that the rank goes by; None where it is only told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCandidate:
    """A unit as the ranking sees it; stored with the proposal, so a new field needs a default.

    `position_age_s` is None when its home stands in. `travel` is the drive to the patient, from
    the ward where it will be free when `frees` is set; None when no place is known, when it was
    not asked for, or when `not_reached` says why there is none.
    """

    unit: Unit
    position_age_s: float | None
    travel: TravelTime | None
    engaged_on: str | None
    """The number of the case that holds it, or None when it is free."""
    not_reached: NotReached | None = None
    leaving: Leaving | None = None
    frees: Freeing | None = None
    """When its mission will let go of it, where that can be told."""
    stand: Stand = Stand.REPORTED
    position: Position | None = None
    """From where it drives; None in candidates stored before it was kept."""

    @property
    def free(self) -> bool:
        """Whether it may be ordered at all; a physician may order what is not proposed."""
        return self.unit.in_service and self.engaged_on is None

    @property
    def arrival_s(self) -> float | None:
        """Seconds until it is with the patient: being freed, leaving and driving."""
        if self.travel is None:
            return None
        if self.engaged_on is not None:
            return self.frees.in_s + self.travel.duration_s if self.frees else None
        return (self.leaving.s if self.leaving else 0.0) + self.travel.duration_s


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitOption:
    """One line of the proposal. `arrival_s` is None where no time to the patient is known."""

    candidate: UnitCandidate
    can_go: bool
    rank: int
    proposed: bool
    reasons: tuple[Reason, ...]
    arrival_s: float | None = None
