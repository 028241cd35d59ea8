"""The ways past what bars a straight line: from waypoint to waypoint, the shortest of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import shortest_path

from geo.country import Country
from geo.obstacles import Obstacles, Points, points_of
from geo.position import MEAN_EARTH_RADIUS_M, Position

Metres = NDArray[np.float64]

LEG_M: Final = 1.0
"""Added to each leg: of two ways of equal length the one with fewer waypoints is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waypoint:
    """A point that leads past an obstacle; only border crossings and towns are told to people."""

    name: str
    position: Position
    delay_s: float = 0.0
    is_border: bool = False
    is_told: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Detour:
    """One way past the obstacles: its waypoints in driving order, and the time lost at them."""

    points: tuple[Position, ...]
    delay_s: float
    via: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Led:
    """How points reach one end past the obstacles.

    ``straight_m`` are the metres from waypoint to waypoint, infinite where none leads there;
    ``by`` is the index of the first waypoint of each, ``detours`` the way on from it.
    """

    straight_m: Metres
    by: NDArray[np.intp]
    detours: dict[int, Detour]


class Detours:
    """Leads points past the obstacles of a country."""

    def __init__(self, country: Country, obstacles: Obstacles, delay_m_per_s: float) -> None:
        """Prepare the ways between the waypoints; a second lost weighs ``delay_m_per_s``."""
        self._obstacles = obstacles
        self._waypoints = tuple(_waypoints(country))
        self._delay_m = delay_m_per_s * np.array([one.delay_s for one in self._waypoints])
        self._at = points_of([(one.position.lon, one.position.lat) for one in self._waypoints])
        self._is_border = np.array([one.is_border for one in self._waypoints], dtype=bool)
        legs_m = self._legs_m(self._at) + self._delay_m / 2 + self._delay_m[:, None] / 2
        legs_m = np.minimum(legs_m, legs_m.T)
        np.fill_diagonal(legs_m, 0.0)
        self._between_m, self._before = shortest_path(legs_m, return_predecessors=True)

    def lead(self, points: Points, end: Position) -> Led:
        """Return how each point, of shape (n, 2), is led to ``end``."""
        from_end_m = self._legs_m(points_of([(end.lon, end.lat)]))[0] + self._delay_m / 2
        onward_m = self._between_m + from_end_m
        last = onward_m.argmin(axis=1)
        onward_m = onward_m.min(axis=1)
        whole_m = self._legs_m(points) + self._delay_m / 2 + onward_m
        by = whole_m.argmin(axis=1)
        detours = {int(first): self._detour(int(first), int(last[first])) for first in set(by)}
        lost_m = np.array([self._lost_m(detours[int(first)]) for first in by])
        return Led(straight_m=whole_m.min(axis=1) - lost_m, by=by, detours=detours)

    def _lost_m(self, detour: Detour) -> float:
        passed = set(detour.points)
        return float(sum(m for one, m in zip(self._waypoints, self._delay_m, strict=True)
                         if one.position in passed))  # fmt: skip

    def _detour(self, first: int, last: int) -> Detour:
        indices = [last]
        while indices[-1] != first:
            before = int(self._before[first, indices[-1]])
            if before < 0:
                break
            indices.append(before)
        passed = [self._waypoints[index] for index in reversed(indices)]
        told = [one.name for one in passed if one.is_told]
        return Detour(
            points=tuple(one.position for one in passed),
            delay_s=sum(one.delay_s for one in passed),
            via=" - ".join(told) or None,
        )

    def _legs_m(self, points: Points) -> Metres:
        """Return the metres from each point to each waypoint, infinite where it is barred.

        The nearest waypoint stands in for a point so deep in a bend that it sees none.
        """
        starts = np.repeat(points, len(self._at), axis=0)
        ends = np.tile(self._at, (len(points), 1))
        shape = (len(points), len(self._at))
        barred = self._obstacles.bar(
            starts, ends, abroad_at_end=np.tile(self._is_border, len(points))
        )
        metres = great_circles_m(starts, ends).reshape(shape) + LEG_M
        legs_m = np.where(barred.reshape(shape), np.inf, metres)
        lost = np.isinf(legs_m).all(axis=1)
        nearest = np.where(self._is_border, np.inf, metres).argmin(axis=1)
        legs_m[lost, nearest[lost]] = metres[lost, nearest[lost]]
        return legs_m


def _waypoints(country: Country) -> Sequence[_Waypoint]:
    borders = [
        _Waypoint(name=one.name, position=one.position, delay_s=one.delay_s, is_border=True)
        for one in country.crossings
        if one.open
    ]
    bridges = [
        _Waypoint(name=one.name, position=one.position, delay_s=one.delay_s, is_told=False)
        for one in country.bridges
        if one.open
    ]
    sources = [
        _Waypoint(name=river.name, position=Position(lat=lat, lon=lon), is_told=False)
        for river in country.rivers
        for lon, lat in (river.course.coords[-1],)
    ]
    towns = [_Waypoint(name=town.name, position=town.position) for town in country.way_round]
    return [*borders, *bridges, *sources, *towns]


def great_circles_m(starts: Points, ends: Points) -> Metres:
    """Return the metres from each start to its end over a sphere; see `great_circle_m`."""
    lon_a, lat_a = np.radians(starts).T
    lon_b, lat_b = np.radians(ends).T
    half_chord = (
        np.sin((lat_b - lat_a) / 2) ** 2
        + np.cos(lat_a) * np.cos(lat_b) * np.sin((lon_b - lon_a) / 2) ** 2
    )
    metres: Metres = 2 * MEAN_EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(1.0, half_chord)))
    return metres
