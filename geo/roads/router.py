"""Travel times on the road graph: one search from the one end answers all of the others."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo.position import Position
from geo.roads.border import BorderPolicy
from geo.roads.drives import Drives, Many
from geo.roads.ends import ends_of
from geo.roads.factors import SpeedFactors
from geo.roads.graph import RoadGraph
from geo.roads.limits import first_limit_s, next_limit_s
from geo.roads.network import Network
from geo.roads.parts import parts_of
from geo.roads.path import Way, legs_of
from geo.roads.reach import areas_of
from geo.roads.search import EVERYTHING_S
from geo.roads.snap import Snaps
from geo.roads.turns import steps_of
from geo.travel import NotReached, Reach, Route, TravelMethod, TravelTime, TravelTimes, Trip


class RoadGraphRouter:
    """Answers travel times exactly, on one road graph, under factors and a borders' policy.

    The plain twin of `geo.travel.Router`: same questions, same answers, but it computes at once
    and so belongs where nothing else waits. It holds no turn costs. Safe in several threads;
    they gain nothing, since the search holds the interpreter.
    """

    method: Final = TravelMethod.ROAD_GRAPH

    def __init__(
        self,
        graph: RoadGraph | Network,
        *,
        borders: BorderPolicy,
        factors: SpeedFactors | None = None,
    ) -> None:
        self._network = graph if isinstance(graph, Network) else Network(graph)
        self._borders = borders
        self._factors = SpeedFactors() if factors is None else factors

    @property
    def graph(self) -> RoadGraph:
        """The graph that answers."""
        return self._network.graph

    def under(
        self, *, borders: BorderPolicy | None = None, factors: SpeedFactors | None = None
    ) -> "RoadGraphRouter":
        """Return a router on the same graph under another policy; cheap, what is kept is shared."""
        return RoadGraphRouter(
            self._network,
            borders=self._borders if borders is None else borders,
            factors=self._factors if factors is None else factors,
        )

    def many_to_one(
        self,
        origins: Sequence[Position],
        destination: Position,
        trip: Trip,
        *,
        enough: int | None = None,
        within_s: float | None = None,
    ) -> TravelTimes:
        """Return one answer per origin, in their order.

        With ``enough`` so many nearest are exact and the others `BEYOND`; with ``within_s`` all
        within it are. Otherwise every one is either reached or has `NO_WAY`.
        """
        return self._times(origins, destination, trip, False, enough, within_s)

    def one_to_many(
        self,
        origin: Position,
        destinations: Sequence[Position],
        trip: Trip,
        *,
        enough: int | None = None,
        within_s: float | None = None,
    ) -> TravelTimes:
        """Return one answer per destination, in their order; see `many_to_one`."""
        return self._times(destinations, origin, trip, True, enough, within_s)

    def route(self, origin: Position, destination: Position, trip: Trip) -> Route | NotReached:
        """Return the quickest way with its line and turns."""
        found = self._way(origin, destination, trip)
        if isinstance(found, NotReached):
            return found
        time, way = found
        return Route(
            time=time,
            line=(origin, *way.line(), destination),
            steps=steps_of(way, origin, destination, time),
            parts=parts_of(way, time, trip, self._factors),
        )

    def _way(
        self, origin: Position, destination: Position, trip: Trip
    ) -> tuple[TravelTime, Way] | NotReached:
        drives, sure, unreached = self._drives([destination], origin, trip, True, 1, None)
        if drives is None or not sure[0]:
            return unreached[0]
        (time,) = self._answered(drives, sure, unreached).times
        if not isinstance(time, TravelTime):
            return time
        return time, Way(
            graph=self.graph,
            legs=legs_of(self.graph, drives),
            seconds=self._network.seconds(trip, self._factors, self._borders),
            names={border_id: self._borders.at(border_id).name for border_id in self.graph.borders},
        )

    def reachable(
        self, origin: Position, limits_s: Sequence[float], trip: Trip
    ) -> tuple[Reach, ...]:
        """Return the ground reached within each limit, in their order; see `geo/roads/reach.py`.

        Where no road is near, that is nothing: an empty area.
        """
        network = self._network
        seconds = network.seconds(trip, self._factors, self._borders)
        search = network.search(trip, self._factors, self._borders, outward=True)
        ends = ends_of(self.graph, network.snapper.snap([origin]), seconds, leaving=True)
        tree = search.from_start(ends, max(limits_s, default=0.0))
        areas = areas_of(self.graph, tree, seconds, origin, limits_s)
        return tuple(
            Reach(limit_s=limit_s, area=area, method=self.method)
            for limit_s, area in zip(limits_s, areas, strict=True)
        )

    def reached(
        self,
        origins: Sequence[Position],
        places: Sequence[Position],
        limit_s: float,
        trip: Trip,
    ) -> list[frozenset[int]]:
        """Return, per origin, which of the places are driven to within ``limit_s`` seconds.

        One search per origin, no wider than the limit; the places are put on the roads once and
        remembered, so asking about the same ones again costs the searches only.
        """
        snaps = self._network.snapper.snap([*places, *origins])
        goals, starts = _rows(snaps, slice(len(places))), _rows(snaps, slice(len(places), None))
        asked = self._many(goals, trip, outward=True)
        found = []
        for row in range(len(origins)):
            start = _rows(starts, slice(row, row + 1))
            drives = asked.drives(start, limit_s)
            found.append(frozenset(np.flatnonzero(drives.total_s <= limit_s).tolist()))
        return found

    def _times(
        self,
        many: Sequence[Position],
        one: Position,
        trip: Trip,
        outward: bool,  # noqa: FBT001
        enough: int | None,
        within_s: float | None,
    ) -> TravelTimes:
        drives, sure, unreached = self._drives(many, one, trip, outward, enough, within_s)
        return self._answered(drives, sure, unreached) if drives else TravelTimes(times=unreached)

    def _drives(
        self,
        many: Sequence[Position],
        one: Position,
        trip: Trip,
        outward: bool,  # noqa: FBT001
        enough: int | None,
        within_s: float | None,
    ) -> tuple[Drives | None, NDArray[np.bool_], tuple[NotReached, ...]]:
        """Return the drives, which of them are sure, and what holds of each that is not."""
        places = self._network.snapper.snap([*many, one])
        snaps, start = _rows(places, slice(None, -1)), _rows(places, slice(-1, None))
        possible = _joined(self.graph, snaps, start)
        ceiling_s = EVERYTHING_S if within_s is None else min(within_s, EVERYTHING_S)
        need = int(possible.sum()) if enough is None else min(enough, int(possible.sum()))
        if need == 0:
            none = np.zeros(len(many), dtype=np.bool_)
            return None, none, _unreached(snaps, start, possible, beyond=True)
        limit_s = ceiling_s
        if enough is not None:
            near = [position for position, can in zip(many, possible, strict=True) if can]
            limit_s = min(ceiling_s, first_limit_s(near, one, need))
        asked = self._many(snaps, trip, outward=outward)
        while True:
            drives = asked.drives(start, limit_s)
            sure = drives.total_s <= limit_s
            if limit_s >= ceiling_s or sure.sum() >= need:
                break
            limit_s = min(ceiling_s, next_limit_s(limit_s, int(sure.sum()), need))
        beyond = limit_s < EVERYTHING_S
        return drives, sure, _unreached(snaps, start, possible, beyond=beyond)

    def _many(self, snaps: Snaps, trip: Trip, *, outward: bool) -> Many:
        network = self._network
        search = network.search(trip, self._factors, self._borders, outward=outward)
        seconds = network.seconds(trip, self._factors, self._borders)
        return Many(self.graph, search, seconds, snaps, outward=outward)

    def _answered(
        self, drives: Drives, sure: NDArray[np.bool_], unreached: tuple[NotReached, ...]
    ) -> TravelTimes:
        reached = np.flatnonzero(sure)
        traced = drives.traced(reached, self.graph.length_m, self._network.ranks(self._borders))
        times: list[TravelTime | NotReached] = list(unreached)
        rows = zip(
            reached.tolist(),
            drives.total_s[reached].tolist(),
            traced.far_m.tolist(),
            traced.off_m.tolist(),
            traced.passage.tolist(),
            strict=True,
        )
        for row, total_s, far_m, off_m, passage in rows:
            times[row] = TravelTime(
                duration_s=total_s,
                distance_m=far_m,
                method=self.method,
                via=self._via(passage),
                off_road_m=off_m,
            )
        return TravelTimes(times=tuple(times))

    def _via(self, passage: int) -> str | None:
        """Return the name of a border crossing or ferry, None for a road."""
        if passage < 0:
            return None
        edge = passage % self.graph.edges
        border_id = self.graph.border_of(edge)
        if border_id is not None:
            return self._borders.at(border_id).name or border_id
        return self.graph.name_of(edge) or self.graph.class_of(edge).value


def _rows(snaps: Snaps, rows: slice) -> Snaps:
    return Snaps(edge=snaps.edge[rows], part=snaps.part[rows], off_m=snaps.off_m[rows])


def _joined(graph: RoadGraph, many: Snaps, one: Snaps) -> NDArray[np.bool_]:
    """Say which positions any road at all joins to the one, in whatever direction."""
    theirs = np.where(many.edge >= 0, graph.component[graph.tail[many.edge]], -1)
    ours = np.where(one.edge >= 0, graph.component[graph.tail[one.edge]], -2)[0]
    joined: NDArray[np.bool_] = np.any(np.isin(theirs, ours), axis=1)
    return joined


def _unreached(
    many: Snaps, one: Snaps, possible: NDArray[np.bool_], *, beyond: bool
) -> tuple[NotReached, ...]:
    if one.off_network[0]:
        return (NotReached.OFF_NETWORK,) * len(possible)
    farther = NotReached.BEYOND if beyond else NotReached.NO_WAY
    return tuple(
        NotReached.OFF_NETWORK if off else farther if can else NotReached.NO_WAY
        for off, can in zip(many.off_network.tolist(), possible.tolist(), strict=True)
    )
