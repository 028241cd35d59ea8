"""Makes a road graph of ways: cut where they meet, join what is one road, number, index."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from geo.roads.cells import index_cells
from geo.roads.chains import Chains, chain
from geo.roads.columns import Columns, metres, pour
from geo.roads.graph import (
    DEGREES_PER_UNIT,
    NONE,
    ROAD_CLASSES,
    GraphReport,
    GraphSource,
    RoadGraph,
    Trait,
)
from geo.roads.pieces import Pieces, cut
from geo.roads.way import RoadClass, RoadWay

FERRY: Final = ROAD_CLASSES.index(RoadClass.FERRY)


class BadRoadsCode(StrEnum):
    """Says why no graph can be made."""

    NO_ROADS = "no_roads"
    """There is not one usable way: an empty file, or one that holds no roads."""


class BadRoads(ValueError):  # noqa: N818 - reads as the fact it states
    """Says that no graph can be made of these ways; ``code`` is stable."""

    def __init__(self, code: BadRoadsCode, detail: str) -> None:
        super().__init__(detail)
        self.code = code


def build_graph(
    ways: Iterable[RoadWay], *, source: GraphSource, speed_kmh: Callable[[RoadWay], float]
) -> RoadGraph:
    """Return the graph of the ways; ``speed_kmh`` says how fast each is driven, above zero.

    Ways that cannot be used (fewer than two different nodes, a speed or a time that is no number)
    are left out and counted in the report. Raises `BadRoads` when none is left.
    """
    columns = pour(ways, speed_kmh)
    if not len(columns.road_class):
        raise BadRoads(BadRoadsCode.NO_ROADS, f"no usable road among {columns.skipped} ways")
    pieces = cut(columns)
    chains = chain(columns, pieces)
    nodes, tail, head = _numbered(pieces, chains)
    edges = _attributes(columns, pieces, chains)
    out, into, component, main = _arcs(len(nodes), tail, head, edges["traits"])
    edges["traits"] |= np.where(main[tail] & main[head], Trait.MAIN, 0).astype(np.uint8)
    edges |= zip(("out_start", "out_node", "out_edge"), out, strict=True)
    edges |= zip(("in_start", "in_node", "in_edge"), into, strict=True)
    shape, shape_start = _shapes(columns, pieces, chains)
    cells = index_cells(shape, shape_start, edges["road_class"] != FERRY)
    edges |= zip(("cell_key", "cell_start", "cell_segment"), cells, strict=True)
    return RoadGraph(
        source=source,
        report=_report(columns, component, main, tail, edges["length_m"]),
        names=columns.names,
        borders=columns.borders,
        node_lat=pieces.node_lat[nodes],
        node_lon=pieces.node_lon[nodes],
        component=component,
        tail=tail,
        head=head,
        shape=shape,
        shape_start=shape_start,
        shape_m=_along(shape, shape_start, edges["length_m"]),
        **edges,
    )


def _numbered(
    pieces: Pieces, chains: Chains
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int32]]:
    """Return which of the pieces' nodes are left, and tail and head of each edge among them.

    Nodes are numbered along a curve that keeps neighbours together: a search then reads memory
    that lies together, which is most of its speed.
    """
    first, last = chains.start[:-1], chains.start[1:] - 1
    enters = np.where(chains.turned, pieces.head[chains.piece], pieces.tail[chains.piece])
    leaves = np.where(chains.turned, pieces.tail[chains.piece], pieces.head[chains.piece])
    used, ends = np.unique(np.concatenate((enters[first], leaves[last])), return_inverse=True)
    order = np.argsort(_curve(pieces.node_lat[used], pieces.node_lon[used]), kind="stable")
    rank = np.empty(len(used), dtype=np.int32)
    rank[order] = np.arange(len(used), dtype=np.int32)
    tail, head = rank[ends.reshape(2, -1)]
    return used[order], tail, head


def _curve(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.uint64]:
    """Return each point's place on a Z-order curve, of 2 m steps."""
    curve = np.zeros(len(lat), dtype=np.uint64)
    rows = ((lat + 90.0) * 50_000).astype(np.uint64)
    columns = ((lon + 180.0) * 50_000).astype(np.uint64)
    for bit in range(25):
        place, one = np.uint64(bit), np.uint64(1)
        curve |= ((columns >> place) & one) << np.uint64(2 * bit)
        curve |= ((rows >> place) & one) << np.uint64(2 * bit + 1)
    return curve


def _attributes(columns: Columns, pieces: Pieces, chains: Chains) -> dict[str, NDArray[Any]]:
    way = pieces.way[chains.piece[chains.start[:-1]]]
    length_m = np.add.reduceat(pieces.length_m[chains.piece], chains.start[:-1])
    share = np.minimum(1.0, length_m / columns.length_m[way])
    both = Trait.FORWARD | Trait.BACKWARD
    traits = np.where(columns.one_way[way], Trait.FORWARD, both)
    traits |= np.where(columns.roundabout[way], Trait.ROUNDABOUT, 0)
    return {
        "length_m": length_m.astype(np.float32),
        "drive_s": (length_m * columns.seconds_per_m[way]).astype(np.float32),
        "delay_s": (columns.delay_s[way] * share).astype(np.float32),
        "road_class": columns.road_class[way],
        "surface": columns.surface[way],
        "traits": traits.astype(np.uint8),
        "border": columns.border[way],
        "border_share": np.where(columns.border[way] == NONE, 0, share).astype(np.float32),
        "name": columns.name[way],
    }


Rows = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]


def _arcs(
    nodes: int, tail: NDArray[np.int32], head: NDArray[np.int32], traits: NDArray[Any]
) -> tuple[Rows, Rows, NDArray[np.int32], NDArray[np.bool_]]:
    """Return the arcs by the node they leave and enter, each node's component, and the main ones.

    Main are the nodes of the largest strongly connected component: each can be driven to from
    each other, all borders open.
    """
    ahead = np.flatnonzero(traits & Trait.FORWARD)
    back = np.flatnonzero(traits & Trait.BACKWARD)
    edge = np.concatenate((ahead, back)).astype(np.int32)
    leaves = np.concatenate((tail[ahead], head[back]))
    enters = np.concatenate((head[ahead], tail[back]))
    out, into = _rows(nodes, leaves, enters, edge), _rows(nodes, enters, leaves, edge)
    joined = csr_array((np.ones(len(edge), np.int8), out[1], out[0]), shape=(nodes, nodes))
    _, component = connected_components(joined, connection="weak")
    _, strong = connected_components(joined, connection="strong")
    main = strong == np.bincount(strong).argmax()
    return out, into, component.astype(np.int32), main


def _rows(
    nodes: int, row: NDArray[np.int32], node: NDArray[np.int32], edge: NDArray[np.int32]
) -> Rows:
    order = np.argsort(row, kind="stable")
    start = np.concatenate(([0], np.cumsum(np.bincount(row, minlength=nodes))))
    return start.astype(np.int32), node[order], edge[order]


def _shapes(
    columns: Columns, pieces: Pieces, chains: Chains
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return all edges' points, each node where two pieces were joined once."""
    first, last = pieces.first[chains.piece], pieces.last[chains.piece]
    goes_on = np.ones(len(chains.piece), dtype=np.int64)
    goes_on[chains.start[:-1]] = 0
    step = np.where(chains.turned, -1, 1)
    begin = np.where(chains.turned, last, first) + step * goes_on
    count = last - first + 1 - goes_on
    before = np.cumsum(count) - count
    nth = np.arange(count.sum()) - np.repeat(before, count)
    point = np.repeat(begin, count) + np.repeat(step, count) * nth
    degrees = np.column_stack((columns.lat[point], columns.lon[point]))
    start = np.append(before[chains.start[:-1]], count.sum())
    return np.rint(degrees / DEGREES_PER_UNIT).astype(np.int32), start.astype(np.int32)


def _along(
    shape: NDArray[np.int32], start: NDArray[np.int32], length_m: NDArray[Any]
) -> NDArray[np.float32]:
    """Return the metres from its edge's tail to each point; the last is the edge's length."""
    lat, lon = (shape * DEGREES_PER_UNIT).T
    along = np.concatenate(([0.0], np.cumsum(metres(lat[:-1], lon[:-1], lat[1:], lon[1:]))))
    count, line_m = np.diff(start), along[start[1:] - 1] - along[start[:-1]]
    stretch = length_m / np.maximum(line_m, np.finfo(float).tiny)
    on_line = along - np.repeat(along[start[:-1]], count)
    from_tail: NDArray[np.float32] = (on_line * np.repeat(stretch, count)).astype(np.float32)
    from_tail[start[1:] - 1] = length_m
    return from_tail


def _report(
    columns: Columns,
    component: NDArray[np.int32],
    main: NDArray[np.bool_],
    tail: NDArray[np.int32],
    length_m: NDArray[Any],
) -> GraphReport:
    mainland = component[np.flatnonzero(main)[0]]
    apart = component[tail] != mainland
    return GraphReport(
        ways=len(columns.road_class),
        skipped_ways=columns.skipped,
        nodes=len(component),
        edges=len(tail),
        road_m=float(length_m.sum(dtype=np.float64)),
        islands=int(component.max()),
        island_m=float(length_m[apart].sum(dtype=np.float64)),
    )
