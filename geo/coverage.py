"""Who is left beyond the target time while a unit is away: people that it alone would reach.

Pure arithmetic on rows of "which points does this unit reach in time"; a row is made once for
where a unit stands (`Reacher`) and kept by whoever asks (`dispatch/proposal/price.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from geo.population import DemandPoint
from geo.position import Position
from geo.travel import TravelMethod, Trip

Reached = NDArray[np.bool_]
"""One value a demand point: whether a unit is there within the target time."""

OVERLAP_SPEED_KMH: Final = 100.0
"""Nobody crosses the country faster on average; units that stand farther apart than twice what is
driven at this in the target time cannot reach the same point."""


class Reacher(Protocol):
    """A router that says, of many points, which are reached within a time.

    Dearer than a travel time and asked in the background: `geo/travel.py`'s routers may lack it.
    """

    @property
    def reach_method(self) -> TravelMethod:
        """How `reached` comes by its times."""
        ...

    async def reached(
        self, origins: Sequence[Position], places: Sequence[Position], limit_s: float, trip: Trip
    ) -> list[frozenset[int]]:
        """Return, for each origin, the indexes of the places reached within ``limit_s``.

        Raises `geo.travel.RouterFailed`.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """The points that nobody else reaches in time, most people first, and their people."""

    people: int
    points: tuple[DemandPoint, ...]


def row_of(reached: frozenset[int], count: int) -> Reached:
    """Return a set of indexes as a row of ``count`` values."""
    row = np.zeros(count, dtype=np.bool_)
    row[list(reached)] = True
    return row


def overlap_m(limit_s: float) -> float:
    """Return how far apart two units may stand and still reach a common point in time."""
    return 2 * limit_s * OVERLAP_SPEED_KMH / 3.6


def loss(own: Reached, others: Sequence[Reached], points: Sequence[DemandPoint]) -> Loss:
    """Return what is lost when a unit leaves and the others stay.

    Never below zero, nothing for a unit that reaches nobody, and never more with another unit.
    """
    left = own.copy()
    for other in others:
        left &= ~other
    lost = [points[index] for index in np.flatnonzero(left).tolist()]
    lost.sort(key=lambda point: (-point.people, point.name))
    return Loss(people=sum(point.people for point in lost), points=tuple(lost))
