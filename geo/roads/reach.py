"""The ground reached from a position: drawn from every stretch of road that is driven in time.

One search gives the seconds to every node. All reached roads are then walked in steps shorter than
half a square of a grid, and each square keeps the earliest time of any step in it; a square also
counts when its neighbour does, so that the ground beside a road belongs to it. The squares within
a limit are joined to one area, and their stair-steps rounded off. Everything but the last
smoothing keeps a smaller limit's area within a larger one's, and the union after it restores that.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.ndimage import minimum_filter
from shapely.geometry.base import BaseGeometry

from geo.position import Position
from geo.roads.columns import metres
from geo.roads.graph import DEGREES_PER_UNIT, RoadGraph, Trait
from geo.roads.snap import METRES_PER_DEGREE, OFF_ROAD_KMH
from geo.roads.trace import Tree

SQUARES: Final = 120
"""Squares across the whole reach: finer than a map on a screen shows."""

LEAST_M: Final = 100.0
MOST_M: Final = 2_000.0
"""A square's side: a street in town, a kilometre or two on a national map."""

Times = NDArray[np.float64]


def areas_of(
    graph: RoadGraph,
    tree: Tree,
    seconds: NDArray[np.float64],
    origin: Position,
    limits_s: Sequence[float],
) -> list[BaseGeometry]:
    """Return the ground reached within each limit, in degrees WGS84; empty where none is."""
    edge = _reached_edges(graph, tree, seconds, max(limits_s, default=0.0))
    side_m = _side_m(graph, edge)
    points, took_s = _points(graph, tree, seconds, edge, side_m / 2)
    shrink = float(np.cos(np.radians(origin.lat)))
    side = side_m / METRES_PER_DEGREE / np.array([1.0, max(shrink, 0.01)])
    timely = took_s <= max(limits_s, default=0.0)
    points, took_s = points[timely], took_s[timely]
    if not len(points):
        return [shapely.Polygon() for _ in limits_s]
    corner = points.min(axis=0) - 2 * side
    grid = _earliest(points, took_s, corner, side)
    areas: dict[float, BaseGeometry] = {}
    within: BaseGeometry = shapely.Polygon()
    for limit_s in sorted(set(limits_s)):
        within = areas[limit_s] = shapely.union(_area(grid <= limit_s, corner, side), within)
    return [areas[limit_s] for limit_s in limits_s]


def _reached_edges(
    graph: RoadGraph, tree: Tree, seconds: NDArray[np.float64], limit_s: float
) -> NDArray[np.int64]:
    """Return the edges that are reached at one end at least, and those that one starts on."""
    tail_s, head_s = tree.reached_s[graph.tail], tree.reached_s[graph.head]
    reached = np.isfinite(seconds) & (np.minimum(tail_s, head_s) <= limit_s)
    starts = np.unique(tree.ends.edge[0][np.isfinite(tree.ends.cost_s[0])])
    reached[starts] = np.isfinite(seconds[starts])
    return np.flatnonzero(reached)


def _points(
    graph: RoadGraph,
    tree: Tree,
    seconds: NDArray[np.float64],
    edge: NDArray[np.int64],
    step_m: float,
) -> tuple[NDArray[np.float64], Times]:
    """Return points along edges, rows of latitude and longitude, and when each is reached."""
    first = graph.shape_start[edge].astype(np.int64)
    count = graph.shape_start[edge + 1] - first
    of = np.repeat(edge, count - 1)
    begin = np.repeat(first, count - 1) + _nth(count - 1)
    points, along_m, of = _walked(graph, begin, of, step_m)
    share = along_m / np.maximum(graph.length_m[of], 1e-9)
    return points, _when(graph, tree, seconds, of, share)


def _nth(count: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return 0, 1 ... for each of several runs."""
    nth: NDArray[np.int64] = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return nth


def _walked(
    graph: RoadGraph, begin: NDArray[np.int64], of: NDArray[np.int64], step_m: float
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    """Return points at most ``step_m`` apart on segments: where, how far along which edge."""
    here = graph.shape[begin] * DEGREES_PER_UNIT
    there = graph.shape[begin + 1] * DEGREES_PER_UNIT
    from_m = graph.shape_m[begin].astype(np.float64)
    far_m = graph.shape_m[begin + 1] - from_m
    steps = np.maximum(1, np.ceil(far_m / step_m)).astype(np.int64)
    row = np.repeat(np.arange(len(begin)), steps + 1)
    part = _nth(steps + 1) / steps[row]
    points = here[row] + (there - here)[row] * part[:, None]
    return points, from_m[row] + far_m[row] * part, of[row]


def _when(
    graph: RoadGraph,
    tree: Tree,
    seconds: NDArray[np.float64],
    of: NDArray[np.int64],
    share: NDArray[np.float64],
) -> Times:
    """Return when points on edges are reached: from either end, or from the position itself."""
    forward, backward = ((graph.traits[of] & way) != 0 for way in (Trait.FORWARD, Trait.BACKWARD))
    ahead = tree.reached_s[graph.tail[of]] + share * seconds[of]
    back = tree.reached_s[graph.head[of]] + (1 - share) * seconds[of]
    when_s = np.minimum(np.where(forward, ahead, np.inf), np.where(backward, back, np.inf))
    ends = tree.ends
    for edge, part, off_m in zip(ends.edge[0], ends.part[0], ends.off_m[0], strict=True):
        gone = share - part
        can = (of == edge) & np.where(gone >= 0, forward, backward)
        direct_s = off_m / (OFF_ROAD_KMH / 3.6) + np.abs(gone[can]) * seconds[edge]
        when_s[can] = np.minimum(when_s[can], direct_s)
    return when_s


def _side_m(graph: RoadGraph, edge: NDArray[np.int64]) -> float:
    """Return the side of a square in metres, so that so many span these edges."""
    nodes = np.concatenate((graph.tail[edge], graph.head[edge]))
    if not len(nodes):
        return LEAST_M
    lat, lon = graph.node_lat[nodes], graph.node_lon[nodes]
    low, high = np.array([lat.min(), lat.min()]), np.array([lat.max(), lat.min()])
    across_m = metres(low, np.array([lon.min()] * 2), high, np.array([lon.min(), lon.max()]))
    return min(MOST_M, max(LEAST_M, float(across_m.max()) / SQUARES))


def _earliest(
    points: NDArray[np.float64],
    took_s: Times,
    corner: NDArray[np.float64],
    side: NDArray[np.float64],
) -> Times:
    """Return the earliest time in each square, or in one beside it."""
    at = ((points - corner) / side).astype(np.int64)
    shape = at.max(axis=0) + 3
    grid = np.full(shape, np.inf)
    np.minimum.at(grid, (at[:, 0], at[:, 1]), took_s)
    earliest: Times = minimum_filter(grid, size=3, mode="constant", cval=np.inf)
    return earliest


def _area(
    inside: NDArray[np.bool_], corner: NDArray[np.float64], side: NDArray[np.float64]
) -> BaseGeometry:
    row, column = np.nonzero(inside)
    lat, lon = corner[0] + row * side[0], corner[1] + column * side[1]
    squares = shapely.box(
        lon, lat, corner[1] + (column + 1) * side[1], corner[0] + (row + 1) * side[0]
    )
    joined = shapely.coverage_union_all(squares)
    round_by = float(side.max())
    rounded = joined.buffer(round_by, quad_segs=2).buffer(-round_by, quad_segs=2)
    return shapely.make_valid(rounded.simplify(round_by / 2))
