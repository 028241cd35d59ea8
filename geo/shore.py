"""Whether a point lies in the open sea, where no road vehicle can be."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString
from shapely.geometry.base import BaseGeometry

from geo.position import Position

OFF_SHORE_DEG: Final = 0.02
"""About two kilometres: outlines are simplified, and people are met on beaches and in pirogues."""

WESTWARD_DEG: Final = 30.0
"""Far enough out into the Atlantic."""


class Shore:
    """Knows the land of a country and its neighbours whose western side is the sea."""

    def __init__(self, outlines: Sequence[BaseGeometry]) -> None:
        self._land = shapely.union_all(list(outlines))
        shapely.prepare(self._land)
        _, self._south, _, self._north = self._land.bounds if outlines else (0.0, 0.0, 0.0, 0.0)

    def at_sea(self, positions: Sequence[Position]) -> NDArray[np.bool_]:
        """Say of each point whether it is in the open sea; what cannot be told is not.

        A point off all known land is at sea when no land lies west of it: inland neighbours that
        are not drawn, such as Mali, are not taken for water.
        """
        lons = np.fromiter((one.lon for one in positions), float, len(positions))
        lats = np.fromiter((one.lat for one in positions), float, len(positions))
        dry: NDArray[np.bool_] = shapely.contains_xy(self._land, lons, lats)
        known = (lats >= self._south) & (lats <= self._north)
        wet = np.zeros(len(positions), dtype=bool)
        for index in np.flatnonzero(~dry & known).tolist():
            wet[index] = self._is_open_water(positions[index])
        return wet

    def _is_open_water(self, position: Position) -> bool:
        lon, lat = position.lon, position.lat
        if shapely.dwithin(self._land, shapely.Point(lon, lat), OFF_SHORE_DEG):
            return False
        return not self._land.intersects(LineString([(lon, lat), (lon - WESTWARD_DEG, lat)]))
