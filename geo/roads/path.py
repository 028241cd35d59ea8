"""One way through the graph, leg by leg, and the line it draws."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.position import Position
from geo.roads.drives import Drives
from geo.roads.graph import RoadGraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """Holds one edge, or a part of it, as it is driven: from ``part`` to ``to_part``, 0 to 1.

    Driven from tail to head ``to_part`` is the greater. ``node`` is where it begins, None within
    the edge.
    """

    edge: int
    part: float
    to_part: float
    node: int | None = None

    @property
    def share(self) -> float:
        """How much of the edge is driven, 0 to 1."""
        return abs(self.to_part - self.part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Holds the legs of one drive in order, with the seconds of edges and the borders' names."""

    graph: RoadGraph
    legs: Sequence[Leg]
    seconds: NDArray[np.float64]
    names: Mapping[str, str]

    def far_m(self, leg: Leg) -> float:
        """Return the metres of a leg."""
        return float(self.graph.length_m[leg.edge]) * leg.share

    def took_s(self, leg: Leg) -> float:
        """Return the seconds of a leg, with what is lost on it."""
        return float(self.seconds[leg.edge]) * leg.share if leg.share else 0.0

    def points(self, leg: Leg) -> NDArray[np.float64]:
        """Return a leg's points as it is driven, rows of latitude and longitude in degrees."""
        graph = self.graph
        low, high = sorted((leg.part, leg.to_part))
        begin, end = graph.shape_start[leg.edge], graph.shape_start[leg.edge + 1]
        line = graph.line_of(leg.edge)
        along = graph.shape_m[begin:end].astype(np.float64)
        ends_m = np.array([low, high]) * along[-1]
        ends = np.column_stack([np.interp(ends_m, along, column) for column in line.T])
        between = line[(along > ends_m[0]) & (along < ends_m[1])]
        points = np.vstack((ends[:1], between, ends[1:]))
        return points if leg.part <= leg.to_part else points[::-1]

    def line(self) -> list[Position]:
        """Return the whole line; where two legs meet there is one point."""
        all_points = np.vstack([self.points(leg) for leg in self.legs])
        new = np.ones(len(all_points), dtype=np.bool_)
        new[1:] = (np.abs(np.diff(all_points, axis=0)) > 1e-7).any(axis=1)  # noqa: PLR2004 - 1 cm
        return [Position(lat=lat, lon=lon) for lat, lon in all_points[new].tolist()]


def legs_of(graph: RoadGraph, drives: Drives) -> list[Leg]:
    """Return the legs of the first drive out of one position."""
    if drives.is_direct(np.array([0]))[0]:
        along = drives.along
        return [
            Leg(
                edge=int(along.edge[0]),
                part=float(along.to_part[0]),
                to_part=float(along.part[0]),
            )
        ]
    tree, ends, end = drives.tree, drives.ends, int(drives.best[0])
    nodes = tree.way_to(int(ends.node[0, end]))
    first = int(tree.first_end(np.array(nodes[:1]))[0])
    legs = [
        Leg(
            edge=int(tree.ends.edge[0, first]),
            part=float(tree.ends.part[0, first]),
            to_part=float(first % 2),
        )
    ]
    for node, edge in zip(
        nodes, tree.arcs_to(np.array(nodes[1:], dtype=np.int64)).tolist(), strict=False
    ):
        ahead = int(graph.tail[edge]) == node
        legs.append(Leg(edge=edge, part=float(not ahead), to_part=float(ahead), node=node))
    legs.append(
        Leg(
            edge=int(ends.edge[0, end]),
            part=float(end % 2),
            to_part=float(ends.part[0, end]),
            node=nodes[-1],
        )
    )
    driven = [leg for leg in legs if leg.share * float(graph.length_m[leg.edge]) >= SHORTEST_M]
    return driven or legs[:1]


SHORTEST_M = 1.0
"""A shorter leg is the rounding of a position at a node, and would draw a turn of its own."""
