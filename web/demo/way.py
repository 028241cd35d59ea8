"""The way an actor drives: a line with a bend, over a border crossing where one is needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from geo.country import Country
from geo.position import Position, bearing_deg, great_circle_m
from geo.territory import FindingKind
from web.demo.chance import between

BEND = 0.08
"""A road leaves the straight line by about a twelfth of its length."""

SAMPLES = 12
"""Points of a line that are asked whose country they lie in: The Gambia is wider than a sample."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Points from start to goal, driven in straight pieces."""

    points: tuple[Position, ...]

    @property
    def length_m(self) -> float:
        """The whole way in metres."""
        return sum(great_circle_m(a, b) for a, b in pairwise(self.points))

    def at(self, driven_m: float) -> tuple[Position, float]:
        """Return the point after so many metres, and the heading there in degrees from north."""
        left_m, heading_deg = max(0.0, driven_m), 0.0
        for a, b in pairwise(self.points):
            piece_m = great_circle_m(a, b)
            heading_deg = bearing_deg(a, b)
            if left_m < piece_m:
                return _along(a, b, left_m / piece_m), heading_deg
            left_m -= piece_m
        return self.points[-1], heading_deg


def find_way(country: Country, start: Position, goal: Position) -> Way:
    """Return a way that looks like a road; one that would cross The Gambia takes a crossing."""
    stops = [start, goal]
    crossings = [crossing.position for crossing in country.crossings if crossing.open]
    if crossings and _passes_gambia(country, start, goal):
        stops.insert(1, min(crossings, key=lambda c: _length_m((start, c, goal))))
    points = [start]
    for a, b in pairwise(stops):
        points += [_bend(a, b), b]
    return Way(points=tuple(points))


def _length_m(points: Sequence[Position]) -> float:
    return sum(great_circle_m(a, b) for a, b in pairwise(points))


def _passes_gambia(country: Country, a: Position, b: Position) -> bool:
    samples = (_along(a, b, step / SAMPLES) for step in range(1, SAMPLES))
    return any(country.territories.find(p).kind is FindingKind.GAMBIA for p in samples)


def _along(a: Position, b: Position, share: float) -> Position:
    return Position(lat=a.lat + (b.lat - a.lat) * share, lon=a.lon + (b.lon - a.lon) * share)


def _bend(a: Position, b: Position) -> Position:
    middle = _along(a, b, 0.5)
    aside = between(-BEND, BEND, a.lat, a.lon, b.lat, b.lon)
    return Position(
        lat=middle.lat - (b.lon - a.lon) * aside, lon=middle.lon + (b.lat - a.lat) * aside
    )
