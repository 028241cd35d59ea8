"""The index of places: which stretches of road pass which square of the earth.

Squares of a fixed size in degrees, those without roads left out, and for each the road segments
that touch it: flat sorted arrays, so that the index is mapped from the file like all else and
need not be built when a process starts.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo.roads.graph import DEGREES_PER_UNIT, RoadGraph

CELL_DEG: Final = 0.0025
"""Some 275 m: in a dense quarter nine squares hold a few hundred segments, which are compared in
one go; in the bush most of the squares within five kilometres do not exist."""

_ROWS: Final = 1 << 20
_COLUMN_ZERO: Final = 1 << 18


def cell_key(row: NDArray[np.int64], column: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the number of a square, counted in squares from the equator and Greenwich."""
    key: NDArray[np.int64] = row * _ROWS + column + _COLUMN_ZERO
    return key


def cell_of(degrees: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return how many squares a latitude or longitude is from zero."""
    return np.floor(degrees / CELL_DEG).astype(np.int64)


def index_cells(
    shape: NDArray[np.int32], shape_start: NDArray[np.int32], wanted: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int32]]:
    """Return key and start of every square and the segments in it, for the ``wanted`` edges.

    A segment is named by the place of its first point in ``shape``.
    """
    edge_of = np.repeat(np.arange(len(shape_start) - 1), np.diff(shape_start))
    starts = wanted[edge_of]
    starts[shape_start[1:] - 1] = False
    segment = np.flatnonzero(starts)
    key, touched = _touched(shape.astype(np.float64) * DEGREES_PER_UNIT, segment)
    order = np.lexsort((touched, key))
    key, touched = key[order], touched[order]
    new = np.ones(len(key), dtype=np.bool_)
    new[1:] = (key[1:] != key[:-1]) | (touched[1:] != touched[:-1])
    key, touched = key[new], touched[new]
    keys, begin = np.unique(key, return_index=True)
    start = np.append(begin, len(key)).astype(np.int32)
    return keys, start, touched.astype(np.int32)


def _touched(
    points: NDArray[np.float64], segment: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pair each segment with every square that it may touch, some of them more than once."""
    here, there = points[segment], points[segment + 1]
    parts = np.maximum(1, np.ceil(np.abs(there - here).max(axis=1) / CELL_DEG)).astype(np.int64)
    of = np.repeat(np.arange(len(segment)), parts)
    nth = np.arange(len(of)) - np.repeat(np.cumsum(parts) - parts, parts)
    step = (there - here)[of] / parts[of, None]
    begin = here[of] + step * nth[:, None]
    a, b = cell_of(begin), cell_of(begin + step)
    corners = [cell_key(row, column) for row in (a[:, 0], b[:, 0]) for column in (a[:, 1], b[:, 1])]
    return np.concatenate(corners), np.tile(segment[of], len(corners))


def segments_near(
    graph: RoadGraph, lat: NDArray[np.float64], lon: NDArray[np.float64], rings: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return pairs (which position, which segment) for the squares up to ``rings`` away."""
    offset = np.arange(-rings, rings + 1)
    rows = cell_of(lat)[:, None, None] + offset[None, :, None]
    columns = cell_of(lon)[:, None, None] + offset[None, None, :]
    keys = cell_key(rows, columns).reshape(-1)
    asker = np.repeat(np.arange(len(lat)), len(offset) ** 2)
    at = np.minimum(np.searchsorted(graph.cell_key, keys), len(graph.cell_key) - 1)
    known = graph.cell_key[at] == keys
    at, asker = at[known], asker[known]
    begin = graph.cell_start[at].astype(np.int64)
    count = graph.cell_start[at + 1] - begin
    place = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    segment = graph.cell_segment[np.repeat(begin, count) + place].astype(np.int64)
    return np.repeat(asker, count), segment
