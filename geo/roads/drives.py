"""From one search to the drives asked for: by each position's best end, or along one edge."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.roads.ends import Direct, Ends, direct, ends_of
from geo.roads.graph import RoadGraph
from geo.roads.search import Search
from geo.roads.snap import Snaps
from geo.roads.trace import NOTHING, Traced, Tree, traced


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Drives:
    """Holds the quickest drive of each position: seconds, and by which of its ends it goes.

    ``total_s`` is exact up to the limit of the search, and may be too long or infinite beyond.
    """

    total_s: NDArray[np.float64]
    best: NDArray[np.int64]
    ends: Ends
    along: Direct
    tree: Tree

    def is_direct(self, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Say which of these drives stay on one edge."""
        by_direct: NDArray[np.bool_] = self.along.total_s[rows] <= self.total_s[rows]
        return by_direct

    def traced(
        self, rows: NDArray[np.int64], length_m: NDArray[np.float32], rank: NDArray[np.int64]
    ) -> Traced:
        """Return metres and passage of the drives of reached rows; see `trace.traced`."""
        by_node = ~self.is_direct(rows)
        along, over = self.along, rows[by_node]
        far_m, off_m = along.far_m[rows], along.off_m[rows]
        passage = np.where(far_m > 0, rank[along.edge[rows]], NOTHING)
        at = (over, self.best[over])
        tree_part = traced(self.tree, self.ends.node[at], length_m, rank)
        far_m[by_node] = tree_part.far_m + self.ends.far_m[at]
        off_m[by_node] = tree_part.off_m + self.ends.off_m[at]
        own = np.where(self.ends.far_m[at] > 0, rank[self.ends.edge[at]], NOTHING)
        passage[by_node] = np.maximum(tree_part.passage, own)
        return Traced(far_m=far_m, off_m=off_m, passage=passage)


class Many:
    """Holds the many positions of a question, worked out once, however often one searches."""

    def __init__(
        self,
        graph: RoadGraph,
        search: Search,
        seconds: NDArray[np.float64],
        snaps: Snaps,
        *,
        outward: bool,
    ) -> None:
        self._graph = graph
        self._search = search
        self._seconds = seconds
        self._snaps = snaps
        self._outward = outward
        self._ends = ends_of(graph, snaps, seconds, leaving=not outward)

    def drives(self, one: Snaps, limit_s: float) -> Drives:
        """Search from the one position within ``limit_s`` and return the drives of the many."""
        start = ends_of(self._graph, one, self._seconds, leaving=self._outward)
        along = direct(self._graph, self._snaps, one, self._seconds, from_many=not self._outward)
        tree = self._search.from_start(start, limit_s)
        by_node_s = tree.reached_s[self._ends.node] + self._ends.cost_s
        best = by_node_s.argmin(axis=1)
        total_s = np.minimum(by_node_s[np.arange(len(best)), best], along.total_s)
        return Drives(total_s=total_s, best=best, ends=self._ends, along=along, tree=tree)
