"""Where a place's coordinates come from, when they were verified, and whether sources agree."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from geo.position import Position, distance_m

AGREE_WITHIN_M: Final = 1_000.0
"""Two lists of facilities lie half a kilometre apart in the middle, where both are right: one marks
the gate and the other the town. Beyond this one of them is wrong, and nobody knows which."""


class Trust(StrEnum):
    """Says how far a place's coordinates may be trusted."""

    VERIFIED = "verified"
    """Somebody of the service stood there, or saw it on an aerial picture."""
    AGREED = "agreed"
    """Two sources put it within a kilometre."""
    SINGLE = "single"
    """One source, and nothing to hold against it."""
    DISPUTED = "disputed"
    """Two sources differ by more than a kilometre: an ambulance may be sent to a field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Holds a position's source, the day it was verified, and another source's position.

    ``source`` and ``other_source`` are keys explained in the SOURCES.md beside the data.
    """

    source: str
    verified_on: date | None = None
    other: Position | None = None
    other_source: str | None = None

    def apart_m(self, position: Position) -> float | None:
        """Return the metres between the two sources, None when there is only one."""
        return None if self.other is None else distance_m(position, self.other)

    def trust(self, position: Position) -> Trust:
        """Say how far a position from here may be trusted."""
        if self.verified_on is not None:
            return Trust.VERIFIED
        apart_m = self.apart_m(position)
        if apart_m is None:
            return Trust.SINGLE
        return Trust.AGREED if apart_m <= AGREE_WITHIN_M else Trust.DISPUTED
