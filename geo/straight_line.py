"""Travel times from straight lines: the router that is always there, and the plainest of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon

from geo.country import Country
from geo.detour import Detour, Detours, great_circles_m
from geo.learnt import AreaKind, Learnt
from geo.obstacles import Obstacles, points_of
from geo.position import Position, moved
from geo.travel import (
    WAIT,
    Manoeuvre,
    NotReached,
    Reach,
    Route,
    RoutePart,
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
"""Upper quartile of 23 stretches of national road between towns of Senegal, whose road metres a
public table gives (1.02 to 1.52, median 1.15); the last kilometres of a call are worse.

Bignona to Kaolack over the bridge is 226 km by road; this gives 253 km."""

DAKAR_SPEED_KMH: Final = 30.0
"""Door to door in the capital's traffic, with siren."""

TOWN_SPEED_KMH: Final = 40.0
"""Leaving and entering a town or driving a village track."""

ROAD_SPEED_KMH: Final = 70.0
"""On a national road by day: median of the same stretches is 69 km/h, their range 50 to 88."""

TOWN_PART_M: Final = 8_000.0
"""Of every drive outside Dakar the first and last 4 km go at town speed."""

MS_PER_KMH: Final = 1000 / 3600

DAKAR_REGION: Final = "SN-DK"

STAR_TIPS: Final = 36
STAR_STEP_DEG: Final = 360.0 / STAR_TIPS
STAR_HALVINGS: Final = 8
STAR_FINE_M: Final = 50.0
"""How finely the reach of a straight-line estimate is drawn: no finer than it is true."""

ELSEWHERE: Final = AreaKind.ELSEWHERE

STRAIGHT_ON: Final = -1
"""In place of a first waypoint: nothing bars the line."""

Seconds = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drives:
    """Many drives to one end: seconds and road metres of each, and the detour of those led round.

    ``by`` indexes ``detours``; where it is in none of them the line is straight.
    """

    duration_s: Seconds
    road_m: Seconds
    by: NDArray[np.intp]
    detours: dict[int, Detour]

    def detour(self, index: int) -> Detour | None:
        return self.detours.get(int(self.by[index]))

    def times(self) -> Iterator[TravelTime]:
        for index, (duration_s, road_m) in enumerate(
            zip(self.duration_s.tolist(), self.road_m.tolist(), strict=True)
        ):
            detour = self.detour(index)
            yield TravelTime(
                duration_s=duration_s,
                distance_m=road_m,
                method=TravelMethod.STRAIGHT_LINE,
                via=detour.via if detour else None,
            )


class StraightLineRouter:
    """Estimates drives from straight lines, a detour factor, and the country's obstacles.

    The fallback when no road graph is there, and labelled so. A line that would pass through a
    neighbouring country or over a river is led by the open crossings and bridges, or round the
    neighbour by the towns of ``way_round``. It knows no smaller waters and no one-way streets.
    """

    method = TravelMethod.STRAIGHT_LINE
    reach_method = TravelMethod.STRAIGHT_LINE

    def __init__(self, country: Country, learnt: Callable[[], Learnt] = Learnt) -> None:
        self._learnt = learnt
        self._obstacles = Obstacles(country)
        self._detours = Detours(
            country, self._obstacles, ROAD_SPEED_KMH * MS_PER_KMH / DETOUR_ELSEWHERE
        )
        dakar = [one.outline for one in country.regions if one.code == DAKAR_REGION]
        self._dakar = shapely.union_all(dakar)
        shapely.prepare(self._dakar)

    async def many_to_one(
        self,
        origins: Sequence[Position],
        destination: Position,
        trip: Trip,
        *,
        enough: int | None = None,
        within_s: float | None = None,
    ) -> TravelTimes:
        """Return one travel time per origin, in their order; all of them are looked for."""
        del enough  # far drives cost no more than near ones
        limit_s = float("inf") if within_s is None else within_s
        return TravelTimes(
            times=tuple(
                drive if drive.duration_s <= limit_s else NotReached.BEYOND
                for drive in self._drives(origins, destination, trip).times()
            )
        )

    async def one_to_many(
        self,
        origin: Position,
        destinations: Sequence[Position],
        trip: Trip,
        *,
        enough: int | None = None,
        within_s: float | None = None,
    ) -> TravelTimes:
        """Return one travel time per destination, in their order: the same as the way back."""
        return await self.many_to_one(destinations, origin, trip, enough=enough, within_s=within_s)

    async def route(self, origin: Position, destination: Position, trip: Trip) -> Route:
        """Return the line through the crossing or the towns of the way; it has no turns."""
        drives = self._drives([origin], destination, trip)
        (time,), detour = drives.times(), drives.detour(0)
        led = detour.points if detour else ()
        return Route(
            time=time,
            line=(origin, *led, destination),
            steps=(
                _step(Manoeuvre.DEPART, origin, time.distance_m, time.duration_s),
                _step(Manoeuvre.ARRIVE, destination, 0.0, 0.0),
            ),
            parts=self._parts(origin, destination, detour),
        )

    async def reachable(
        self, origin: Position, limits_s: Sequence[float], trip: Trip
    ) -> tuple[Reach, ...]:
        """Return, around the origin, how far each direction is driven within each limit.

        Drawn as a star: ground that is reached only round a corner of the border is left out.
        """
        return tuple(
            Reach(limit_s=limit_s, area=self._star(origin, limit_s, trip), method=self.method)
            for limit_s in limits_s
        )

    async def reached(
        self, origins: Sequence[Position], places: Sequence[Position], limit_s: float, trip: Trip
    ) -> list[frozenset[int]]:
        """Return, for each origin, which places are reached within the limit; see `Reacher`.

        Only what lies within the circle of the fastest drive is estimated at all.
        """
        spots = points_of([(place.lon, place.lat) for place in places])
        far_m = limit_s * self._fastest_ms(trip) / DETOUR_ELSEWHERE
        found = []
        for origin in origins:
            start = np.broadcast_to(points_of([(origin.lon, origin.lat)]), spots.shape)
            near = np.flatnonzero(great_circles_m(spots, start) <= far_m)
            drives = self._drives([places[index] for index in near.tolist()], origin, trip)
            found.append(frozenset(near[drives.duration_s <= limit_s].tolist()))
        return found

    def _star(self, origin: Position, limit_s: float, trip: Trip) -> Polygon:
        """Find the farthest point in each direction, by halving, all directions at once."""
        bearings = [index * STAR_STEP_DEG for index in range(STAR_TIPS)]
        near_m = np.zeros(STAR_TIPS)
        far_m = np.full(STAR_TIPS, max(limit_s * self._fastest_ms(trip), STAR_FINE_M))
        for _ in range(STAR_HALVINGS):
            middle_m = (near_m + far_m) / 2
            tips = [moved(origin, *tip) for tip in zip(bearings, middle_m.tolist(), strict=True)]
            reached = self._drives(tips, origin, trip).duration_s <= limit_s
            near_m = np.where(reached, middle_m, near_m)
            far_m = np.where(reached, far_m, middle_m)
        near_m = np.maximum(near_m, STAR_FINE_M)  # a ring of one point would be no area
        tips = [moved(origin, *tip) for tip in zip(bearings, near_m.tolist(), strict=True)]
        return Polygon([(tip.lon, tip.lat) for tip in tips])

    def estimate(self, origin: Position, destination: Position) -> TravelTime:
        """Return the drive from ``origin`` to ``destination``, the same both ways."""
        (time,) = self._drives([origin], destination).times()
        return time

    def _parts(
        self, origin: Position, destination: Position, detour: Detour | None
    ) -> tuple[RoutePart, ...]:
        """Return what a drive is made of before anything was learnt: one area, and waiting."""
        plain, wait_s = self.estimate(origin, destination), detour.delay_s if detour else 0.0
        ends = points_of([(end.lon, end.lat) for end in (origin, destination)])
        kind = AreaKind.DAKAR if detour is None and self._in_dakar(ends).all() else ELSEWHERE
        drive_s = plain.duration_s - wait_s
        drive = RoutePart(kind=kind, distance_m=plain.distance_m, base_s=drive_s)
        wait = RoutePart(kind=WAIT, distance_m=0.0, base_s=wait_s)
        return (drive, wait) if wait_s > 0 else (drive,)

    def _drives(
        self, origins: Sequence[Position], end: Position, trip: Trip | None = None
    ) -> _Drives:
        starts = points_of([(origin.lon, origin.lat) for origin in origins])
        ends = np.broadcast_to(points_of([(end.lon, end.lat)]), starts.shape)
        straight_m = great_circles_m(starts, ends)
        by = np.full(len(starts), STRAIGHT_ON)
        barred = self._obstacles.bar(starts, ends)
        led = self._detours.lead(starts[barred], end)
        passable = np.isfinite(led.straight_m)
        straight_m[barred] = np.where(passable, led.straight_m, straight_m[barred])
        by[barred] = np.where(passable, led.by, STRAIGHT_ON)
        road_m = straight_m * DETOUR_ELSEWHERE
        duration_s = _between_towns_s(road_m) * self._factor(ELSEWHERE, trip)
        for first, detour in led.detours.items():
            duration_s[by == first] += detour.delay_s
        in_dakar = self._in_dakar(starts) & self._in_dakar(ends) & ~barred
        road_m[in_dakar] = straight_m[in_dakar] * DETOUR_IN_DAKAR
        dakar_s = road_m[in_dakar] / (DAKAR_SPEED_KMH * MS_PER_KMH)
        duration_s[in_dakar] = dakar_s * self._factor(AreaKind.DAKAR, trip)
        return _Drives(duration_s=duration_s, road_m=road_m, by=by, detours=led.detours)

    def _factor(self, kind: AreaKind, trip: Trip | None) -> float:
        """Return what was learnt of an area at that hour; without a trip nothing is applied."""
        return 1.0 if trip is None else self._learnt().factor(kind, trip)

    def _fastest_ms(self, trip: Trip) -> float:
        """Return the metres a second that no drive of that hour exceeds, road or straight."""
        return ROAD_SPEED_KMH * MS_PER_KMH / min(self._factor(kind, trip) for kind in AreaKind)

    def _in_dakar(self, points: NDArray[np.float64]) -> NDArray[np.bool_]:
        inside: NDArray[np.bool_] = shapely.intersects_xy(self._dakar, points[:, 0], points[:, 1])
        return inside


def _between_towns_s(road_m: Seconds) -> Seconds:
    slow_m = np.minimum(road_m, TOWN_PART_M)
    slow_s = slow_m / (TOWN_SPEED_KMH * MS_PER_KMH)
    whole_s: Seconds = slow_s + (road_m - slow_m) / (ROAD_SPEED_KMH * MS_PER_KMH)
    return whole_s


def _step(manoeuvre: Manoeuvre, position: Position, distance_m: float, duration_s: float) -> Step:
    return Step(
        manoeuvre=manoeuvre,
        road="",
        position=position,
        distance_m=distance_m,
        duration_s=duration_s,
    )
