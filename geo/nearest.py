"""Which of many moving things are nearest to a point, in a straight line.

A straight line chooses the wrong unit in a quarter of all calls; no proposal ranks by it. This
answers "who is around here", which is a question about a map.
"""

import math
from typing import Final

import numpy as np

from geo.position import MEAN_EARTH_RADIUS_M, Position

FIRST_PLACES: Final = 64
"""Places made at first; they double when they are full."""


class MovingPoints:
    """Keeps the newest position of each thing as a point of the unit sphere, one row each.

    The nearest on the sphere are those with the largest product with the asked point, which is
    one multiplication of matrices however they moved: nothing is rebuilt after a move.
    """

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._row: dict[str, int] = {}
        self._points = np.empty((FIRST_PLACES, 3))

    def __len__(self) -> int:
        return len(self._ids)

    def move(self, id_: str, position: Position) -> None:
        """Put a thing where it is now, a new one too."""
        row = self._row.get(id_)
        if row is None:
            row = self._row[id_] = len(self._ids)
            self._ids.append(id_)
            if row == len(self._points):
                self._points = np.concatenate((self._points, np.empty_like(self._points)))
        self._points[row] = _on_sphere(position)

    def nearest(self, position: Position, at_most: int) -> list[tuple[str, float]]:
        """Return the ids of the nearest things, nearest first, with metres along the sphere."""
        count = len(self._ids)
        if at_most <= 0 or count == 0:
            return []
        product = self._points[:count] @ np.array(_on_sphere(position))
        if at_most < count:
            rows = np.argpartition(product, count - at_most)[count - at_most :]
        else:
            rows = np.arange(count)
        rows = rows[np.argsort(-product[rows], kind="stable")]
        chords = np.linalg.norm(self._points[rows] - np.array(_on_sphere(position)), axis=1)
        metres = 2 * MEAN_EARTH_RADIUS_M * np.arcsin(np.minimum(1.0, chords / 2))
        return [(self._ids[row], far) for row, far in zip(rows, metres.tolist(), strict=True)]


def _on_sphere(position: Position) -> tuple[float, float, float]:
    lat, lon = math.radians(position.lat), math.radians(position.lon)
    return (
        math.cos(lat) * math.cos(lon),
        math.cos(lat) * math.sin(lon),
        math.sin(lat),
    )
