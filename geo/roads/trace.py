"""What a search found: when each node is reached, and along which edges."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from geo.roads.ends import Ends

NOTHING: Final = -1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tree:
    """Holds the quickest ways from one position: ``reached_s`` and the node before, per node.

    The last node is the start itself, see `geo/roads/search.py`.
    """

    side_start: NDArray[np.int32]
    side_node: NDArray[np.int32]
    side_edge: NDArray[np.int32]
    seconds: NDArray[np.float64]
    reached_s: NDArray[np.float64]
    before: NDArray[np.int32]
    ends: Ends

    @property
    def start(self) -> int:
        """The number of the start."""
        return len(self.reached_s) - 1

    def arcs_to(self, node: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the edge by which each node is reached, `NOTHING` where it is from the start."""
        before = self.before[node]
        best_s = np.full(len(node), np.inf)
        edge = np.full(len(node), NOTHING, dtype=np.int64)
        begin, end = self.side_start[before], self.side_start[before + 1]
        begin = np.where(before == self.start, end, begin)
        for nth in range(int((end - begin).max(initial=0))):
            at = np.minimum(begin + nth, end - 1)
            better = (begin + nth < end) & (self.side_node[at] == node)
            better &= self.seconds[at] < best_s
            best_s[better] = self.seconds[at[better]]
            edge[better] = self.side_edge[at[better]]
        return edge

    def first_end(self, node: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return by which of the start's ends nodes next to it were reached."""
        fits = np.where(self.ends.node[0] == node[:, None], self.ends.cost_s[0], np.inf)
        first: NDArray[np.int64] = fits.argmin(axis=1)
        return first

    def way_to(self, node: int) -> list[int]:
        """List the nodes from the first after the start to this one."""
        way = []
        while node != self.start:
            way.append(node)
            node = int(self.before[node])
        return way[::-1]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Traced:
    """Holds, per node asked: metres from the position, its ``end`` used, and the passage's edge.

    ``passage`` is the highest rank among the edges passed, see `traced`.
    """

    far_m: NDArray[np.float64]
    off_m: NDArray[np.float64]
    passage: NDArray[np.int64]


def traced(
    tree: Tree,
    node: NDArray[np.int64],
    length_m: NDArray[np.float32],
    rank: NDArray[np.int64],
) -> Traced:
    """Return the metres of the ways to reached nodes, and the highest ``rank`` of their edges.

    All ways are followed together, each node that they share once; then sums run over 1, 2, 4 ...
    steps, so a way of a thousand edges takes ten rounds and not a thousand.
    """
    passed = _on_the_ways(tree, node)
    edge = tree.arcs_to(passed)
    far_m = np.append(np.where(edge == NOTHING, 0.0, length_m[edge]), 0.0)
    passage = np.append(np.where(edge == NOTHING, NOTHING, rank[edge]), NOTHING)
    off_m = np.zeros(len(far_m))
    near = np.flatnonzero(edge == NOTHING)
    end = tree.first_end(passed[near])
    far_m[near] = tree.ends.far_m[0][end]
    off_m[near] = tree.ends.off_m[0][end]
    passage[near] = np.where(far_m[near] > 0, rank[tree.ends.edge[0][end]], NOTHING)
    root = len(passed)
    parent = np.append(np.searchsorted(passed, tree.before[passed]), root)
    parent[near] = root
    while (parent != root).any():
        far_m += far_m[parent]
        off_m += off_m[parent]
        passage = np.maximum(passage, passage[parent])
        parent = parent[parent]
    asked = np.searchsorted(passed, node)
    return Traced(far_m=far_m[asked], off_m=off_m[asked], passage=passage[asked])


def _on_the_ways(tree: Tree, node: NDArray[np.int64]) -> NDArray[np.int64]:
    seen = np.zeros(len(tree.reached_s), dtype=np.bool_)
    seen[tree.start] = True
    ahead: NDArray[np.integer[Any]] = node
    while len(ahead):
        seen[ahead] = True
        ahead = tree.before[ahead]
        ahead = ahead[~seen[ahead]]
    seen[tree.start] = False
    return np.flatnonzero(seen)
