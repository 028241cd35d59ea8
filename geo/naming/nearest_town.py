"""Which settlement a point is in, to tell one mosque from another."""

from typing import Final

import numpy as np

from geo.naming.place_kind import SETTLEMENTS, PlaceKind
from geo.naming.place_table import PlaceTable
from geo.position import Position, great_circles_m

REACH_M: Final = {
    PlaceKind.CITY: 8_000.0,
    PlaceKind.TOWN: 4_000.0,
    PlaceKind.QUARTER: 1_500.0,
    PlaceKind.VILLAGE: 2_000.0,
}
"""How far from the middle of a place people still say its name."""

_BAND_DEG: Final = 0.1
"""No reach is longer."""


class NearestTown:
    """Finds the settlement around a point among many, by a narrow band of latitudes."""

    def __init__(self, table: PlaceTable) -> None:
        kinds = np.asarray(table.kind, dtype=object)
        ids = np.flatnonzero(np.isin(kinds, [kind.value for kind in SETTLEMENTS]))
        self._ids = ids[np.argsort(table.lat[ids], kind="stable")]
        self._lat, self._lon = table.lat[self._ids], table.lon[self._ids]
        self._reach_m = np.asarray(
            [REACH_M[PlaceKind(kinds[one])] for one in self._ids], np.float64
        )
        self._names = table.name

    def at(self, position: Position) -> str:
        """Return the name of the settlement a point lies deepest in, "" when it lies in none."""
        low, high = np.searchsorted(self._lat, [position.lat - _BAND_DEG, position.lat + _BAND_DEG])
        if low == high:
            return ""
        band = slice(int(low), int(high))
        share = great_circles_m(position, self._lat[band], self._lon[band]) / self._reach_m[band]
        best = int(np.argmin(share))
        return self._names[int(self._ids[band][best])] if share[best] <= 1 else ""
