"""Where all ready units stand, as arrays: who is near enough to stand in for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from dispatch.proposal.drives import vehicle_of
from dispatch.proposal.unit_option import UnitCandidate
from geo.position import Position
from geo.travel import Vehicle

CELL_DEG: Final = 0.005
"""Units within some 500 m are taken to stand together: less than any estimate is out by."""

HOURS_A_BAND: Final = 3
"""Traffic changes over hours; what is reached is worked out anew with each band."""

METRES_A_DEGREE: Final = 111_320.0

Cell = tuple[int, int, str, int]
"""Where a unit stands, what it drives, and the hours: what it reaches depends on no more."""


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """The ready units by cell, with one true position of each cell."""

    ids: tuple[str, ...]
    cells: tuple[Cell, ...]
    lats: NDArray[np.float64]
    lons: NDArray[np.float64]
    medicalised: NDArray[np.bool_]
    stands: dict[Cell, tuple[Position, Vehicle]]

    @classmethod
    def of(cls, ready: Sequence[UnitCandidate], now: datetime) -> Self:
        """Return the field of the units whose position is known."""
        placed = [
            (one, one.position, cell)
            for one in ready
            if one.position is not None and (cell := cell_of(one, now)) is not None
        ]
        return cls(
            ids=tuple(one.unit.id for one, _, _ in placed),
            cells=tuple(cell for _, _, cell in placed),
            lats=np.array([position.lat for _, position, _ in placed]),
            lons=np.array([position.lon for _, position, _ in placed]),
            medicalised=np.array([one.unit.medicalised for one, _, _ in placed], dtype=np.bool_),
            stands={cell: (at, vehicle_of(one.unit.kind)) for one, at, cell in placed},
        )

    def rivals(self, unit: UnitCandidate, far_m: float) -> set[Cell]:
        """Return where those stand who may reach the same people in time.

        For a unit with a physician only others with one count. Distances are on a flat map, which
        at this latitude and these distances is out by less than one in a hundred.
        """
        at = unit.position
        if at is None or not self.ids:
            return set()
        north_m = (self.lats - at.lat) * METRES_A_DEGREE
        east_m = (self.lons - at.lon) * METRES_A_DEGREE * np.cos(np.radians(at.lat))
        near = np.hypot(north_m, east_m) <= far_m
        if unit.unit.medicalised:
            near &= self.medicalised
        return {
            self.cells[index]
            for index in np.flatnonzero(near).tolist()
            if self.ids[index] != unit.unit.id
        }


def cell_of(unit: UnitCandidate, now: datetime) -> Cell | None:
    """Return where a unit stands, None when that is not known."""
    if unit.position is None:
        return None
    row, column = (int(deg // CELL_DEG) for deg in (unit.position.lat, unit.position.lon))
    return row, column, vehicle_of(unit.unit.kind).value, now.hour // HOURS_A_BAND
