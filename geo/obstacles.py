"""What a straight line may not pass: neighbouring countries, and rivers save at their bridges."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.country import Country

METRES_PER_DEGREE: Final = 111_320.0
"""Of latitude; 3 % too long east to west where our countries lie."""

CLIPS_BORDER_M: Final = 2_000.0
"""A line that goes no deeper into a neighbour than this is no crossing: outlines are simplified
to about 300 m and the roads along the border keep to this side."""

COARSE_M: Final = 400.0
"""The outlines are drawn no finer than this for the question, which is asked by the thousand."""

BRIDGE_GAP_M: Final = 2_000.0
"""The opening that a bridge makes in its river: the courses are drawn to about that."""

Points = NDArray[np.float64]
"""Longitude and latitude in degrees, one row a point."""

Flags = NDArray[np.bool_]


class Obstacles:
    """Says which straight lines are barred; the open bridges of the country are gaps."""

    def __init__(self, country: Country) -> None:
        self._countries = tuple(
            _prepared(neighbour.outline.buffer(-_degrees(CLIPS_BORDER_M)))
            for neighbour in country.neighbours
        )
        passable = [bridge.position for bridge in country.bridges if bridge.open]
        gaps = [shapely.Point(at.lon, at.lat) for at in passable]
        gaps += [shapely.Point(river.course.coords[-1]) for river in country.rivers]
        opened = shapely.union_all(gaps).buffer(_degrees(BRIDGE_GAP_M))
        self._rivers = tuple(_prepared(river.course - opened) for river in country.rivers)

    def bar(self, starts: Points, ends: Points, *, abroad_at_end: Flags | bool = False) -> Flags:
        """Say of each line from a start to its end whether it is barred; both are (n, 2).

        A line that begins or ends in a neighbouring country is not barred by that one, nor is
        one that ends at a border crossing (``abroad_at_end``) by any.
        """
        lines = np.asarray(shapely.linestrings(np.stack([starts, ends], axis=1)), dtype=object)
        barred: Flags = np.zeros(len(starts), dtype=np.bool_)
        for outline in self._countries:
            ends_there = _inside(outline, starts) | _inside(outline, ends) | abroad_at_end
            barred = barred | (_crossed(outline, lines) & ~ends_there)
        for course in self._rivers:
            barred = barred | _crossed(course, lines)
        return barred


def _prepared(shape: BaseGeometry) -> BaseGeometry:
    coarse = shape.simplify(_degrees(COARSE_M))
    shapely.prepare(coarse)
    return coarse


def _crossed(shape: BaseGeometry, lines: NDArray[np.object_]) -> Flags:
    flags: Flags = np.asarray(shapely.intersects(shape, lines), dtype=np.bool_)
    return flags


def _inside(outline: BaseGeometry, points: Points) -> Flags:
    flags: Flags = shapely.intersects_xy(outline, points[:, 0], points[:, 1])
    return flags


def _degrees(metres: float) -> float:
    return metres / METRES_PER_DEGREE


def points_of(positions: Sequence[tuple[float, float]]) -> Points:
    """Return (lon, lat) pairs as an array of shape (n, 2), also when there are none."""
    return np.asarray(positions, dtype=np.float64).reshape(-1, 2)
