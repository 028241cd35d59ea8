"""Travel times from straight lines: the router that is always there, and the plainest of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Final

from shapely import LineString, Point, Polygon

from geo.country import Country
from geo.crossing import Waypoint
from geo.position import Position, great_circle_m, moved
from geo.travel import (
    Manoeuvre,
    NotReached,
    Reach,
    Route,
    Step,
    TravelMethod,
    TravelTime,
    TravelTimes,
    Trip,
)

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

TWO_ENDS: Final = 2

STAR_TIPS: Final = 36
STAR_STEP_DEG: Final = 360.0 / STAR_TIPS
STAR_FINE: Final = 0.01
STAR_FINE_M: Final = 50.0
"""How finely the reach of a straight-line estimate is drawn: no finer than it is true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """One way past a border: its points in order, the time lost on it, and its name."""

    points: tuple[Position, ...]
    delay_s: float = 0.0
    via: str | None = None


class StraightLineRouter:
    """Estimates drives from straight lines, a detour factor, and the country's borders.

    The fallback when no road graph is there, and labelled so. A line that would pass through a
    neighbouring country is led over the quickest open crossing, or round the country by the
    towns of ``way_round``. It knows no rivers, deltas or one-way streets.
    """

    method = TravelMethod.STRAIGHT_LINE

    def __init__(self, country: Country) -> None:
        self._territories = country.territories
        self._open = tuple(crossing for crossing in country.crossings if crossing.open)
        self._way_round = country.way_round
        self._neighbours = tuple(neighbour.outline for neighbour in country.neighbours)

    async def many_to_one(
        self,
        origins: Sequence[Position],
        destination: Position,
        trip: Trip,  # noqa: ARG002 - the plainest router knows no hours
        *,
        enough: int | None = None,
        within_s: float | None = None,
    ) -> TravelTimes:
        """Return one travel time per origin, in their order; all of them are looked for."""
        return self._times([(origin, destination) for origin in origins], enough, within_s)

    async def one_to_many(
        self,
        origin: Position,
        destinations: Sequence[Position],
        trip: Trip,  # noqa: ARG002
        *,
        enough: int | None = None,
        within_s: float | None = None,
    ) -> TravelTimes:
        """Return one travel time per destination, in their order; all of them are looked for."""
        return self._times([(origin, end) for end in destinations], enough, within_s)

    def _times(
        self, pairs: Sequence[tuple[Position, Position]], enough: int | None, within_s: float | None
    ) -> TravelTimes:
        del enough  # every estimate costs the same, far or near
        limit_s = float("inf") if within_s is None else within_s
        drives = [self.estimate(origin, destination) for origin, destination in pairs]
        return TravelTimes(
            times=tuple(
                drive if drive.duration_s <= limit_s else NotReached.BEYOND for drive in drives
            )
        )

    async def route(
        self,
        origin: Position,
        destination: Position,
        trip: Trip,  # noqa: ARG002
    ) -> Route:
        """Return the line through the crossing or the towns of the way; it has no turns."""
        time, way = min(
            ((self._driven_in(way), way) for way in self._ways(origin, destination)),
            key=lambda pair: pair[0].duration_s,
        )
        ends = (Manoeuvre.DEPART, origin, time), (Manoeuvre.ARRIVE, destination, None)
        return Route(
            time=time,
            line=way.points,
            steps=tuple(
                Step(
                    manoeuvre=manoeuvre,
                    road="",
                    position=position,
                    distance_m=ahead.distance_m if ahead else 0.0,
                    duration_s=ahead.duration_s if ahead else 0.0,
                )
                for manoeuvre, position, ahead in ends
            ),
        )

    async def reachable(
        self, origin: Position, limits_s: Sequence[float], trip: Trip
    ) -> tuple[Reach, ...]:
        """Return, around the origin, how far each direction is driven within each limit.

        Drawn as a star: ground that is reached only round a corner of the border is left out.
        """
        del trip
        return tuple(
            Reach(limit_s=limit_s, area=self._star(origin, limit_s), method=self.method)
            for limit_s in limits_s
        )

    def _star(self, origin: Position, limit_s: float) -> Polygon:
        tips = [
            self._farthest(origin, index * STAR_STEP_DEG, limit_s) for index in range(STAR_TIPS)
        ]
        return Polygon([(tip.lon, tip.lat) for tip in tips])

    def _farthest(self, origin: Position, bearing_deg: float, limit_s: float) -> Position:
        """Return the farthest point in a direction, by halving; good to a hundredth of the way."""
        near_m, far_m = 0.0, limit_s * ROAD_SPEED_KMH / 3.6
        while far_m - near_m > max(STAR_FINE_M, far_m * STAR_FINE):
            middle_m = (near_m + far_m) / 2
            drive = self.estimate(origin, moved(origin, bearing_deg, middle_m))
            near_m, far_m = (middle_m, far_m) if drive.duration_s <= limit_s else (near_m, middle_m)
        return moved(origin, bearing_deg, near_m)

    def estimate(self, origin: Position, destination: Position) -> TravelTime:
        """Return the drive from ``origin`` to ``destination``, the same both ways."""
        drives = [self._driven_in(way) for way in self._ways(origin, destination)]
        return min(drives, key=lambda drive: drive.duration_s)

    def _driven_in(self, way: _Way) -> TravelTime:
        start, end = way.points[0], way.points[-1]
        if len(way.points) == TWO_ENDS and self._in_dakar(start) and self._in_dakar(end):
            road_m = great_circle_m(start, end) * DETOUR_IN_DAKAR
            return _time(road_m, _seconds(road_m, DAKAR_SPEED_KMH))
        return _driven(way)

    def _ways(self, origin: Position, destination: Position) -> Iterator[_Way]:
        if not self._passes_abroad(origin, destination):
            yield _Way(points=(origin, destination))
            return
        for crossing in self._open:
            yield _Way(
                points=(origin, crossing.position, destination),
                delay_s=crossing.delay_s,
                via=crossing.name,
            )
        for entry, leaving in product(self._reached_from(origin), self._reached_from(destination)):
            towns = _stretch(self._way_round, entry, leaving)
            yield _Way(
                points=(origin, *(town.position for town in towns), destination),
                via=" - ".join(town.name for town in towns),
            )

    def _reached_from(self, position: Position) -> list[int]:
        """List the towns of the way round that are reached without leaving the country.

        The nearest town stands in for a point so deep in a bend of the border that none is.
        """
        towns = self._way_round
        reached = [
            index
            for index, town in enumerate(towns)
            if not self._passes_abroad(position, town.position)
        ]
        nearest = sorted(
            range(len(towns)), key=lambda i: great_circle_m(position, towns[i].position)
        )
        return reached or nearest[:1]

    def _passes_abroad(self, a: Position, b: Position) -> bool:
        """Say whether the line passes through a neighbour that neither end lies in."""
        line = LineString([(a.lon, a.lat), (b.lon, b.lat)])
        for outline in self._neighbours:
            if not outline.intersects(line):
                continue
            inside_m = outline.intersection(line).length * METRES_PER_DEGREE
            ends_there = any(outline.intersects(Point(end.lon, end.lat)) for end in (a, b))
            if inside_m > CLIPS_BORDER_M and not ends_there:
                return True
        return False

    def _in_dakar(self, position: Position) -> bool:
        region = self._territories.region_at(position)
        return region is not None and region.code == DAKAR_REGION


def _stretch(towns: Sequence[Waypoint], entry: int, leaving: int) -> Sequence[Waypoint]:
    if entry <= leaving:
        return towns[entry : leaving + 1]
    return towns[leaving : entry + 1][::-1]


def _driven(way: _Way) -> TravelTime:
    straight_m = sum(great_circle_m(a, b) for a, b in pairwise(way.points))
    road_m = straight_m * DETOUR_ELSEWHERE
    slow_m = min(road_m, TOWN_PART_M)
    drive_s = _seconds(slow_m, TOWN_SPEED_KMH) + _seconds(road_m - slow_m, ROAD_SPEED_KMH)
    return _time(road_m, drive_s + way.delay_s, way.via)


def _time(road_m: float, duration_s: float, via: str | None = None) -> TravelTime:
    return TravelTime(
        duration_s=duration_s,
        distance_m=road_m,
        method=TravelMethod.STRAIGHT_LINE,
        via=via,
    )


def _seconds(road_m: float, speed_kmh: float) -> float:
    return road_m / (speed_kmh * 1000 / 3600)
