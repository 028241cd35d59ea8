"""Where a position meets the roads: the nearest point on an edge, and how one drives from there."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo.position import MEAN_EARTH_RADIUS_M, Position
from geo.roads.cells import CELL_DEG, segments_near
from geo.roads.graph import DEGREES_PER_UNIT, NONE, RoadGraph, Trait

OFF_NETWORK_M: Final = 5_000.0
"""Farther from every road than this a position is off the network. Hamlets lie up to three or four
kilometres from the roads that maps know; a point at sea, in the desert or abroad much farther."""

OFF_ROAD_KMH: Final = 10.0
"""How fast the ground between a position and its road is passed: a draft between walking (5) and
a vehicle on a sandy path (20)."""

MAIN_WITHIN_M: Final = 500.0
"""If the nearest road is an island or a border, a road of the main network no more than this
farther off is tried as well: a car park without a gate on the map is no reason for "no way"."""

CHOICES: Final = 2
"""The nearest road of all, and the nearest of the main network where that is another."""

METRES_PER_DEGREE: Final = MEAN_EARTH_RADIUS_M * np.pi / 180

_RINGS: Final = (1, 3, 8, 24)
_AT_ONCE: Final = (1024, 256, 64, 8)
"""How many positions are looked up together at each width; bounds the memory taken."""

KEPT: Final = 20_000
"""Positions remembered: each hospital, base and halted unit is asked about all day."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Snaps:
    """Holds for each position (rows) up to two places on the network (columns).

    ``edge`` is `NONE` where there is none, ``part`` is how far along it from tail to head, 0 to 1,
    ``off_m`` the metres between position and road.
    """

    edge: NDArray[np.int64]
    part: NDArray[np.float64]
    off_m: NDArray[np.float64]

    @property
    def off_network(self) -> NDArray[np.bool_]:
        """Say of each position whether no road is near."""
        far: NDArray[np.bool_] = self.edge[:, 0] == NONE
        return far

    @property
    def off_s(self) -> NDArray[np.float64]:
        """Return the seconds between position and road."""
        seconds: NDArray[np.float64] = self.off_m / (OFF_ROAD_KMH / 3.6)
        return seconds


class Snapper:
    """Puts positions on the roads of one graph and remembers where."""

    def __init__(self, graph: RoadGraph) -> None:
        self._graph = graph
        main = (graph.traits & Trait.MAIN) != 0
        self._firm = main & (graph.border == NONE)
        self._kept: OrderedDict[tuple[float, float], NDArray[np.float64]] = OrderedDict()

    def snap(self, positions: Sequence[Position]) -> Snaps:
        """Return where the positions meet the roads, in their order."""
        keys = [(position.lat, position.lon) for position in positions]
        rows = {key: self._kept.get(key) for key in keys}
        new = [key for key, row in rows.items() if row is None]
        found = dict(zip(new, self._look_up(np.array(new).reshape(-1, 2)), strict=True))
        self._keep(found)
        rows |= found
        table = np.array([rows[key] for key in keys]).reshape(-1, 3, CHOICES)
        return Snaps(edge=table[:, 0].astype(np.int64), part=table[:, 1], off_m=table[:, 2])

    def _keep(self, found: dict[tuple[float, float], NDArray[np.float64]]) -> None:
        self._kept.update(found)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def _look_up(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return edge, part and metres off for both choices; one block of 3 x 2 per point."""
        found = np.full((len(points), 3, CHOICES), np.nan)
        waiting = np.arange(len(points))
        for rings, at_once in zip(_RINGS, _AT_ONCE, strict=True):
            sure_m = rings * CELL_DEG * METRES_PER_DEGREE * np.cos(np.radians(points[:, 0]))
            for begin in range(0, len(waiting), at_once):
                some = waiting[begin : begin + at_once]
                found[some] = self._nearest(points[some], rings)
            off_m = found[waiting, 2]
            best, firm = off_m[:, 0], off_m[:, 1]
            sure = sure_m[waiting]
            done = (best <= sure) & ((firm <= sure) | (best + MAIN_WITHIN_M <= sure))
            waiting = waiting[~done]
            if not len(waiting):
                break
        return _chosen(found)

    def _nearest(self, points: NDArray[np.float64], rings: int) -> NDArray[np.float64]:
        """Return the nearest edge among the squares near, of all and of the firm ones."""
        graph = self._graph
        asker, segment = segments_near(graph, points[:, 0], points[:, 1], rings)
        off_m, along = _off(graph, points[asker], segment)
        edge = np.searchsorted(graph.shape_start, segment, side="right") - 1
        found = np.full((len(points), 3, CHOICES), np.nan)
        for choice, eligible in enumerate((slice(None), self._firm[edge])):
            who, far = asker[eligible], off_m[eligible]
            order = np.lexsort((far, who))
            one, at = np.unique(who[order], return_index=True)
            row = order[at]
            on = edge[eligible][row]
            begin = graph.shape_m[segment[eligible][row]].astype(float)
            end = graph.shape_m[segment[eligible][row] + 1]
            metres = begin + along[eligible][row] * (end - begin)
            part = np.clip(metres / np.maximum(graph.length_m[on], 1e-9), 0.0, 1.0)
            found[one, :, choice] = np.column_stack((on, part, far[row]))
        return found


def _off(
    graph: RoadGraph, points: NDArray[np.float64], segment: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return each point's metres from its segment, and how far along the segment it is nearest."""
    scale = np.column_stack(
        (
            np.full(len(points), METRES_PER_DEGREE),
            METRES_PER_DEGREE * np.cos(np.radians(points[:, 0])),
        )
    )
    begin = (graph.shape[segment] * DEGREES_PER_UNIT - points) * scale
    run = (graph.shape[segment + 1] * DEGREES_PER_UNIT - points) * scale - begin
    squared = np.maximum((run**2).sum(axis=1), 1e-12)
    along = np.clip(-(begin * run).sum(axis=1) / squared, 0.0, 1.0)
    return np.hypot(*(begin + along[:, None] * run).T), along


def _chosen(found: NDArray[np.float64]) -> NDArray[np.float64]:
    """Blank what is too far, and the second choice where it is the first again."""
    off_m = found[:, 2]
    far = ~(off_m <= OFF_NETWORK_M)
    far[:, 1] |= ~(off_m[:, 1] <= off_m[:, 0] + MAIN_WITHIN_M)
    far[:, 1] |= found[:, 0, 0] == found[:, 0, 1]
    return np.where(far[:, None, :], np.array([NONE, 0.0, np.inf])[None, :, None], found)
