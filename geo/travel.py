"""How long it takes to get there: what every router promises, and the plainest of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, pairwise
from typing import Final, Protocol

from shapely import LineString, Point

from geo.country import Country
from geo.crossing import Waypoint
from geo.position import Position, distance_m


class TravelMethod(StrEnum):
    """Says how a travel time was come by, so that a screen can show how far to trust it."""

    STRAIGHT_LINE = "straight_line"
    ROAD_GRAPH = "road_graph"
    SERVER = "server"


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelTime:
    """Holds a drive: seconds with all delays, metres by road, and how that was computed.

    ``via`` names the border crossing used, or the way round it, and is None otherwise.
    """

    duration_s: float
    distance_m: float
    method: TravelMethod
    via: str | None = None


class Router(Protocol):
    """Answers travel times; async because some routers ask a server."""

    async def many_to_one(
        self, origins: Sequence[Position], destination: Position
    ) -> list[TravelTime]:
        """Return one travel time per origin, in their order."""
        ...

    async def one_to_many(
        self, origin: Position, destinations: Sequence[Position]
    ) -> list[TravelTime]:
        """Return one travel time per destination, in their order."""
        ...


# Every figure below is a draft from public sources, to be replaced by the service's own logged
# drives. They are chosen on the slow side: a promise kept beats a promise missed.

DETOUR_IN_DAKAR: Final = 1.4
"""Road metres per straight metre on the peninsula, where few ways lead out.

Middle of the 1.3 to 1.5 measured on real road networks."""

DETOUR_ELSEWHERE: Final = 1.3
"""Lower end of the same range: between towns the national roads are nearly straight.

Bignona to Kaolack over the bridge is 226 km by road; this gives 253 km."""

DAKAR_SPEED_KMH: Final = 30.0
"""Door to door in the capital's traffic, with siren."""

TOWN_SPEED_KMH: Final = 40.0
"""Leaving and entering a town or driving a village track."""

ROAD_SPEED_KMH: Final = 70.0
"""On a national road by day; public road tables give 64 to 86 km/h between these towns."""

TOWN_PART_M: Final = 8_000.0
"""Of every drive outside Dakar the first and last 4 km go at town speed."""

CLIPS_BORDER_M: Final = 2_000.0
"""A line that shaves less than this off a neighbour is no crossing: outlines are simplified
to about 300 m and the roads along the border keep to this side."""

METRES_PER_DEGREE: Final = 111_320.0
"""To tell the length of a clipped line; 3 % too long east to west in these latitudes."""

DAKAR_REGION: Final = "SN-DK"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """One way from start to end: its road metres, driving time with delays, and its name."""

    distance_m: float
    duration_s: float
    via: str | None = None


class StraightLineRouter:
    """Estimates drives from straight lines, a detour factor, and the country's borders.

    The fallback when no road graph is there, and labelled so. A line that would pass through a
    neighbouring country is led over the quickest open crossing, or round the country by the
    towns of ``way_round``. It knows no rivers, deltas or one-way streets.
    """

    def __init__(self, country: Country) -> None:
        self._territories = country.territories
        self._open = tuple(crossing for crossing in country.crossings if crossing.open)
        self._ways_round = tuple(_stretches(country.way_round))
        self._neighbours = tuple(neighbour.outline for neighbour in country.neighbours)

    async def many_to_one(
        self, origins: Sequence[Position], destination: Position
    ) -> list[TravelTime]:
        """Return one travel time per origin, in their order."""
        return [self.estimate(origin, destination) for origin in origins]

    async def one_to_many(
        self, origin: Position, destinations: Sequence[Position]
    ) -> list[TravelTime]:
        """Return one travel time per destination, in their order."""
        return [self.estimate(origin, destination) for destination in destinations]

    def estimate(self, origin: Position, destination: Position) -> TravelTime:
        """Return the drive from ``origin`` to ``destination``, the same both ways."""
        way = self._best_way(origin, destination)
        return TravelTime(
            duration_s=way.duration_s,
            distance_m=way.distance_m,
            method=TravelMethod.STRAIGHT_LINE,
            via=way.via,
        )

    def _best_way(self, origin: Position, destination: Position) -> _Way:
        if not self._crosses_neighbour(origin, destination):
            return self._drive([origin, destination])
        ways = [
            self._drive(
                [origin, crossing.position, destination],
                via=crossing.name,
                delay_s=crossing.delay_s,
            )
            for crossing in self._open
        ]
        ways.extend(self._round(origin, destination))
        return min(ways, key=lambda way: way.duration_s, default=self._drive([origin, destination]))

    def _round(self, origin: Position, destination: Position) -> Iterator[_Way]:
        for stretch in self._ways_round:
            points = [origin, *(town.position for town in stretch), destination]
            ends = ((points[0], points[1]), (points[-2], points[-1]))
            if not any(self._crosses_neighbour(a, b) for a, b in ends):
                yield self._drive(points, via=" - ".join(town.name for town in stretch))

    def _crosses_neighbour(self, a: Position, b: Position) -> bool:
        """Says whether the line passes through a neighbour that neither end lies in."""
        line = LineString([(a.lon, a.lat), (b.lon, b.lat)])
        for outline in self._neighbours:
            if not outline.intersects(line):
                continue
            inside_m = outline.intersection(line).length * METRES_PER_DEGREE
            ends_there = any(outline.intersects(Point(end.lon, end.lat)) for end in (a, b))
            if inside_m > CLIPS_BORDER_M and not ends_there:
                return True
        return False

    def _drive(
        self, points: Sequence[Position], via: str | None = None, delay_s: float = 0.0
    ) -> _Way:
        straight_m = sum(distance_m(a, b) for a, b in pairwise(points))
        in_dakar = self._in_dakar(points[0]) and self._in_dakar(points[-1])
        road_m = straight_m * (DETOUR_IN_DAKAR if in_dakar else DETOUR_ELSEWHERE)
        drive_s = _seconds(road_m, DAKAR_SPEED_KMH) if in_dakar else _between_towns_s(road_m)
        return _Way(distance_m=road_m, duration_s=drive_s + delay_s, via=via)

    def _in_dakar(self, position: Position) -> bool:
        region = self._territories.find(position).region
        return region is not None and region.code == DAKAR_REGION


def _stretches(towns: Sequence[Waypoint]) -> Iterator[tuple[Waypoint, ...]]:
    """Yield every unbroken part of the way round, in both directions."""
    for start, end in combinations(range(len(towns) + 1), 2):
        part = tuple(towns[start:end])
        yield part
        if len(part) > 1:
            yield part[::-1]


def _between_towns_s(road_m: float) -> float:
    slow_m = min(road_m, TOWN_PART_M)
    return _seconds(slow_m, TOWN_SPEED_KMH) + _seconds(road_m - slow_m, ROAD_SPEED_KMH)


def _seconds(road_m: float, speed_kmh: float) -> float:
    return road_m / (speed_kmh * 1000 / 3600)
