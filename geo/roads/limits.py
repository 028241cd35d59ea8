"""How far to search first: as far as the nearest few will be, by a straight line."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from geo.position import Position
from geo.roads.columns import metres

TOWN_MS: Final = 8.0
ROAD_MS: Final = 14.0
"""Straight metres gained per second in a town and its surroundings (29 km/h), and between towns
(50 km/h): what a drive makes good where detours are long. Too low a figure searches too far, too
high a one searches twice."""

TOWN_PART_M: Final = 10_000.0

LEAST_S: Final = 120.0
"""No search is shorter: the fixed cost of one outweighs the ground it covers."""

GROWTH: Final = 2.0
"""How much farther the next search goes at least; the ground grows with the square."""


def first_limit_s(many: Sequence[Position], one: Position, need: int) -> float:
    """Return the seconds within which ``need`` of the positions are likely reached."""
    lat = np.array([position.lat for position in many])
    lon = np.array([position.lon for position in many])
    far_m = metres(lat, lon, np.full(len(lat), one.lat), np.full(len(lon), one.lon))
    farthest_m = float(np.partition(far_m, need - 1)[need - 1])
    in_town_m = min(farthest_m, TOWN_PART_M)
    return max(LEAST_S, in_town_m / TOWN_MS + (farthest_m - in_town_m) / ROAD_MS)


def next_limit_s(limit_s: float, found: int, need: int) -> float:
    """Return the next limit after one within which only ``found`` were reached."""
    missing = np.sqrt(need / max(found, 1))
    return limit_s * max(GROWTH, min(3.0, 1.2 * float(missing)))
