"""How much longer or shorter a drive takes than the map says: by road, hour and vehicle."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from typing import Final

from geo.roads.way import RoadClass
from geo.travel import Trip, Vehicle

URGENT_FACTOR: Final = 0.9
"""Seconds with siren per second without: a draft, until the service's own drives say better.

Published comparisons of drives with and without siren found 10 to 40 % of the time saved; this is
the careful end, because an ambulance that is promised too early is not sent for a second one."""


class HourBand(StrEnum):
    """Says at what time of the day one drives, by the local clock; the traffic tells them apart."""

    NIGHT = "night"
    """From 21 to 6 o'clock."""
    MORNING = "morning"
    """From 6 to 10 o'clock, towards the towns."""
    DAY = "day"
    """From 10 to 16 o'clock."""
    EVENING = "evening"
    """From 16 to 21 o'clock, out of the towns."""


_BAND_ENDS: Final = (
    (6, HourBand.NIGHT),
    (10, HourBand.MORNING),
    (16, HourBand.DAY),
    (21, HourBand.EVENING),
    (24, HourBand.NIGHT),
)


def hour_band(at: datetime, zone: tzinfo = UTC) -> HourBand:
    """Return the band of an aware time in a place's zone. Raises ``ValueError`` for a naive one."""
    if at.tzinfo is None:
        raise ValueError("a time without its zone has no hour")
    hour = at.astimezone(zone).hour
    return next(band for end, band in _BAND_ENDS if hour < end)


FactorKey = tuple[RoadClass, HourBand, Vehicle]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeedFactors:
    """Holds what the seconds of the map are multiplied with; 1.0 where nothing was learnt.

    ``learnt`` is by road class, hour band and vehicle; ``urgent`` comes on top of it with siren.
    A ferry goes by its own clock and is never hurried. ``zone`` is the country's own. Raises
    ``ValueError`` for a factor that is not a positive finite number.
    """

    learnt: Mapping[FactorKey, float] = field(default_factory=dict)
    urgent: float = URGENT_FACTOR
    zone: tzinfo = UTC

    def __post_init__(self) -> None:
        for key, factor in (*self.learnt.items(), ("urgent", self.urgent)):
            if not (math.isfinite(factor) and factor > 0):
                raise ValueError(f"the factor of {key} is {factor}")

    def factor(self, road_class: RoadClass, trip: Trip) -> float:
        """Return what seconds on roads of a class are multiplied with on this trip."""
        if road_class is RoadClass.FERRY:
            return 1.0
        learnt = self.learnt.get((road_class, hour_band(trip.at, self.zone), trip.vehicle), 1.0)
        return learnt * self.urgent if trip.urgent else learnt
