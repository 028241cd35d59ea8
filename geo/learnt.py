"""What the service's own drives have taught, as it is kept between calibrations."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from typing import Any, Final

from geo.roads.factors import HourBand, SpeedFactors, hour_band
from geo.roads.way import RoadClass
from geo.travel import Trip, Vehicle

FACTOR_MIN: Final = 0.5
FACTOR_MAX: Final = 4.0
"""Beyond these it is the map or the file that is wrong, not the traffic."""

VERSION: Final = 1


class AreaKind(StrEnum):
    """Says what ground a straight line estimates, as far as its figures differ."""

    DAKAR = "dakar"
    ELSEWHERE = "elsewhere"


LearntKey = tuple[str, HourBand, Vehicle]
"""The kind of a road or area, the hour, and what drives."""


class LearntRefused(ValueError):  # noqa: N818 - the field's word is "refused"
    """Says why a text is no file of learnt factors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """Holds what base seconds are multiplied with, by kind of road or area, hour and vehicle.

    ``made_at`` and ``legs`` say when and from how many drives; both are None and 0 where nothing
    was learnt, and every factor is 1.0 then.
    """

    factors: Mapping[LearntKey, float] = field(default_factory=dict)
    made_at: datetime | None = None
    legs: int = 0
    zone: tzinfo = UTC

    def factor(self, kind: str, trip: Trip) -> float:
        """Return what seconds on a kind of road or area are multiplied with on this trip."""
        return self.factors.get((kind, hour_band(trip.at, self.zone), trip.vehicle), 1.0)

    def speeds(self) -> SpeedFactors:
        """Return the part that a road graph knows."""
        roads = {
            (RoadClass(kind), band, vehicle): factor
            for (kind, band, vehicle), factor in self.factors.items()
            if kind in _ROADS
        }
        return SpeedFactors(learnt=roads, zone=self.zone)


_ROADS = frozenset(RoadClass)
KINDS: Final = _ROADS | frozenset(AreaKind)


def as_text(learnt: Learnt, provenance: Mapping[str, object]) -> str:
    """Return the file's text; ``provenance`` says from what and how well, for whoever reads it."""
    rows = [
        {"kind": kind, "hours": band.value, "vehicle": vehicle.value, "factor": round(factor, 4)}
        for (kind, band, vehicle), factor in sorted(learnt.factors.items())
    ]
    body = {
        "version": VERSION,
        "made_at": learnt.made_at.isoformat() if learnt.made_at else None,
        "legs": learnt.legs,
        "provenance": dict(provenance),
        "factors": rows,
    }
    return json.dumps(body, indent=1, ensure_ascii=False) + "\n"


def from_text(text: str, zone: tzinfo = UTC) -> Learnt:
    """Read a file's text. Raises LearntRefused with the reason for anything else."""
    try:
        body: dict[str, Any] = json.loads(text)
        version = body["version"]
        made_at = datetime.fromisoformat(body["made_at"])
        factors = dict(_row(row) for row in body["factors"])
        legs = int(body["legs"])
    except LearntRefused:
        raise
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise LearntRefused(f"{type(error).__name__}: {error}") from error
    if version != VERSION:
        raise LearntRefused(f"version {version} is not {VERSION}")
    if made_at.tzinfo is None:
        raise LearntRefused("its date has no zone")
    return Learnt(factors=factors, made_at=made_at, legs=legs, zone=zone)


def _row(row: Mapping[str, Any]) -> tuple[LearntKey, float]:
    kind, factor = str(row["kind"]), float(row["factor"])
    if kind not in KINDS:
        raise LearntRefused(f"{kind} is no kind of road or area")
    if not (math.isfinite(factor) and FACTOR_MIN <= factor <= FACTOR_MAX):
        raise LearntRefused(f"the factor {factor} of {kind} cannot be true")
    return (kind, HourBand(row["hours"]), Vehicle(row["vehicle"])), factor
