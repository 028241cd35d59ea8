"""Ways cut where they meet: the first half of making edges of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.roads.columns import Columns, metres


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """Holds stretches of one way each, between two nodes where something else meets it.

    ``first`` and ``last`` are places in the columns' points, and ``tail`` and ``head`` the nodes
    there, numbered from 0; ``way`` is the row of its way. ``node_lat`` and ``node_lon`` are where
    the nodes are: what the first way that names a node says.
    """

    first: NDArray[np.int64]
    last: NDArray[np.int64]
    tail: NDArray[np.int64]
    head: NDArray[np.int64]
    way: NDArray[np.int64]
    length_m: NDArray[np.float64]
    node_lat: NDArray[np.float64]
    node_lon: NDArray[np.float64]


def cut(columns: Columns) -> Pieces:
    """Cut every way at its ends and at each node that is met more than once."""
    ids, seen_first, node = np.unique(columns.node, return_index=True, return_inverse=True)
    way_of = np.repeat(np.arange(len(columns.start) - 1), np.diff(columns.start))
    is_cut = (np.bincount(node, minlength=len(ids)) > 1)[node]
    is_cut[columns.start[:-1]] = True
    is_cut[columns.start[1:] - 1] = True
    cuts = np.flatnonzero(is_cut)
    inside = way_of[cuts[:-1]] == way_of[cuts[1:]]
    first, last = cuts[:-1][inside], cuts[1:][inside]
    length_m = _along(columns, first, last)
    real = (length_m > 0) | (node[first] != node[last])
    first, last = first[real], last[real]
    return Pieces(
        first=first,
        last=last,
        tail=node[first],
        head=node[last],
        way=way_of[first],
        length_m=length_m[real] * columns.stretch[way_of[first]],
        node_lat=columns.lat[seen_first],
        node_lon=columns.lon[seen_first],
    )


def _along(
    columns: Columns, first: NDArray[np.int64], last: NDArray[np.int64]
) -> NDArray[np.float64]:
    steps = metres(columns.lat[:-1], columns.lon[:-1], columns.lat[1:], columns.lon[1:])
    along = np.concatenate(([0.0], np.cumsum(steps)))
    far_m: NDArray[np.float64] = along[last] - along[first]
    return far_m
