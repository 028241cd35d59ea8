"""Which of many points lie along a way, and how far along it."""

import math
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, Point

from geo.position import Position

METRES_PER_DEGREE: Final = 111_195.0
"""Of latitude, on a sphere of the earth's mean radius."""

SIMPLIFIED_M: Final = 100.0
"""A road's line has a point at every bend; to find a village beside it that is far too fine."""


def points_along(
    lats: NDArray[np.float64], lons: NDArray[np.float64], line: Sequence[Position], within_m: float
) -> Iterator[tuple[int, float]]:
    """Yield the number of each point within `within_m` of a line, and its share of the way, 0 to 1.

    Measured on a plane around the line's middle: good to a few per cent over the length of
    Senegal. A line of one point has no way; nothing lies along it.
    """
    if len(set(line)) < 2:  # noqa: PLR2004 - two ends make a line
        return
    east = METRES_PER_DEGREE * math.cos(math.radians(sum(p.lat for p in line) / len(line)))
    drawn = [(p.lon * east, p.lat * METRES_PER_DEGREE) for p in line]
    way = LineString(drawn).simplify(SIMPLIFIED_M)
    x, y = lons * east, lats * METRES_PER_DEGREE
    left, low, right, high = way.bounds
    boxed = np.flatnonzero(
        (x >= left - within_m)
        & (x <= right + within_m)
        & (y >= low - within_m)
        & (y <= high + within_m)
    )
    near = shapely.dwithin(way, shapely.points(x[boxed], y[boxed]), within_m)
    for index in boxed[near].tolist():
        yield index, way.project(Point(x[index], y[index]), normalized=True)
