"""One Dijkstra search from one position over the whole network, as far as a limit.

SciPy's search starts at nodes; a position lies between two of them, perhaps on a one-way street.
So the matrix has one node more than the graph, the *start*, whose few arcs lead to the nodes
where the position joins the network and are set before each search.
"""

from dataclasses import dataclass
from threading import Lock
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geo.roads.ends import ENDS, Ends
from geo.roads.graph import RoadGraph
from geo.roads.trace import Tree

EVERYTHING_S: Final = 1e9
"""A limit beyond every drive: thirty years. Finite, so that closed edges stay out."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Side:
    """Holds the arcs as one searches them: out of each node, or into it; the start comes last.

    ``lock`` guards the start's arcs, which every search writes.
    """

    start: NDArray[np.int32]
    node: NDArray[np.int32]
    edge: NDArray[np.int32]
    lock: Lock

    @classmethod
    def outward(cls, graph: RoadGraph) -> "Side":
        """Return the side for drives that leave one position."""
        return cls._with_start(graph.out_start, graph.out_node, graph.out_edge)

    @classmethod
    def inward(cls, graph: RoadGraph) -> "Side":
        """Return the side for drives that end at one position."""
        return cls._with_start(graph.in_start, graph.in_node, graph.in_edge)

    @classmethod
    def _with_start(
        cls, start: NDArray[np.int32], node: NDArray[np.int32], edge: NDArray[np.int32]
    ) -> "Side":
        spare = np.zeros(ENDS, dtype=np.int32)
        return cls(
            start=np.append(start, start[-1] + ENDS).astype(np.int32),
            node=np.concatenate((node, spare)),
            edge=np.concatenate((edge, spare)),
            lock=Lock(),
        )


class Search:
    """Searches one side of a graph under one set of seconds per edge."""

    def __init__(self, side: Side, seconds: NDArray[np.float64]) -> None:
        self._side = side
        nodes = len(side.start) - 1
        self._matrix = csr_array((seconds[side.edge], side.node, side.start), shape=(nodes, nodes))
        self._seconds = self._matrix.data

    def from_start(self, ends: Ends, limit_s: float) -> Tree:
        """Return all that is reached from the one position of ``ends`` within the limit.

        Every node within ``limit_s`` is reached by its quickest way; the others not at all.
        """
        side = self._side
        with side.lock:
            self._matrix.indices[-ENDS:] = ends.node[0]
            self._seconds[-ENDS:] = ends.cost_s[0]
            reached_s, before = dijkstra(
                self._matrix,
                indices=len(side.start) - 2,
                limit=limit_s,
                return_predecessors=True,
            )
        return Tree(
            side_start=side.start,
            side_node=side.node,
            side_edge=side.edge,
            seconds=self._seconds,
            reached_s=reached_s,
            before=before,
            ends=ends,
        )
