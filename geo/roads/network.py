"""A graph made ready for questions, and what was worked out for recent ones."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from threading import Lock
from typing import Final, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from geo.roads.border import BorderPolicy
from geo.roads.factors import SpeedFactors
from geo.roads.graph import NONE, ROAD_CLASSES, RoadGraph
from geo.roads.search import Search, Side
from geo.roads.seconds import edge_seconds
from geo.roads.snap import Snapper
from geo.roads.trace import NOTHING
from geo.roads.way import RoadClass
from geo.travel import Trip

KEPT: Final = 4
"""Sets of seconds kept, each some 30 MB for a country: siren or not, this hour and the next."""

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """Keeps the last few results, the oldest goes first; may be asked from several threads."""

    def __init__(self, kept: int) -> None:
        self._kept = kept
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """Return the value of a key, made now if it is not kept."""
        with self._lock:
            if key not in self._values:
                self._values[key] = make()
            self._values.move_to_end(key)
            while len(self._values) > self._kept:
                self._values.popitem(last=False)
            return self._values[key]


class Network:
    """Holds a graph and what every question on it shares, whatever the borders' state is."""

    def __init__(self, graph: RoadGraph) -> None:
        self.graph = graph
        self.snapper = Snapper(graph)
        self.outward = Side.outward(graph)
        self.inward = Side.inward(graph)
        self._ranks: Recent[Hashable, NDArray[np.int64]] = Recent(KEPT)
        self._seconds: Recent[Hashable, NDArray[np.float64]] = Recent(KEPT)
        self._searches: Recent[Hashable, Search] = Recent(KEPT)

    def seconds(
        self, trip: Trip, factors: SpeedFactors, borders: BorderPolicy
    ) -> NDArray[np.float64]:
        """Return the seconds of every edge on this trip; see `edge_seconds`."""
        return self._seconds.get(
            self._conditions(trip, factors, borders),
            lambda: edge_seconds(self.graph, trip, factors, borders),
        )

    def search(
        self, trip: Trip, factors: SpeedFactors, borders: BorderPolicy, *, outward: bool
    ) -> Search:
        """Return the search out of a position, or into it, on this trip."""
        seconds = self.seconds(trip, factors, borders)
        side = self.outward if outward else self.inward
        key = (self._conditions(trip, factors, borders), outward)
        return self._searches.get(key, lambda: Search(side, seconds))

    def ranks(self, borders: BorderPolicy) -> NDArray[np.int64]:
        """Return how much each edge gives its name to a drive: the highest on the way does.

        A crossing outranks a border post, that a ferry, and that any road, which is `NOTHING`.
        The rank modulo the number of edges is the edge.
        """
        crossing = tuple(borders.is_crossing(border_id) for border_id in self.graph.borders)
        return self._ranks.get(crossing, lambda: _ranks(self.graph, crossing))

    def _conditions(self, trip: Trip, factors: SpeedFactors, borders: BorderPolicy) -> Hashable:
        """Return all that the seconds depend on: two trips of one hour share them."""
        return (
            tuple(factors.factor(road_class, trip) for road_class in ROAD_CLASSES),
            tuple(borders.at(border_id) for border_id in self.graph.borders),
        )


def _ranks(graph: RoadGraph, crossing: Sequence[bool]) -> NDArray[np.int64]:
    edge = np.arange(graph.edges, dtype=np.int64)
    ferry = graph.road_class == ROAD_CLASSES.index(RoadClass.FERRY)
    rank: NDArray[np.int64] = np.where(ferry, edge, NOTHING)
    at = np.flatnonzero(graph.border != NONE)
    if len(at):
        rank[at] = edge[at] + graph.edges * (1 + np.array(crossing)[graph.border[at]])
    return rank
