"""Valhalla over HTTP: matrices, routes and reaches, with closed crossings left out.

https://valhalla.github.io/valhalla/api/ . Where one point of many cannot be answered, Valhalla
refuses the whole request, so a refused request is halved until the points that are to blame stand
alone. It knows crossings as roads only: the waiting at an open one is added here.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from geo.crossing import Crossing
from geo.position import Position, great_circle_m
from geo.servers.ask import Answer, Ask, Question
from geo.servers.gates import ON_CROSSING_M
from geo.servers.over_crossings import over_open_crossings
from geo.servers.reading import a_number, garbage
from geo.servers.snapping import OFF_NETWORK_M, with_gaps
from geo.servers.table import Table, within
from geo.servers.valhalla_answer import (
    ALONE,
    Refusal,
    document_of,
    put_at,
    read_matrix,
    refusal_of,
)
from geo.servers.valhalla_reach import CONTOURS_MAX, read_reach
from geo.servers.valhalla_request import costed, location, matrix_request
from geo.servers.valhalla_route import read_trip
from geo.travel import (
    NotReached,
    Reach,
    Route,
    RouterFailed,
    RouterFault,
    TravelMethod,
    TravelTime,
    TravelTimes,
    Trip,
)

PAIRS_MAX: Final = 2_500
"""Routes in one matrix, by Valhalla's own default (service_limits.auto)."""

FAR_M: Final = 400_000.0
"""Straight metres between points of one matrix, by the same; Dakar to Kédougou is 590 km."""

AGAIN_MAX: Final = 4
"""Empty cells that are asked again as routes. Its default algorithm gives up on long detours and
leaves the cell empty as if there were no way; its routes do not."""

QUESTIONS_MAX: Final = 64
"""Requests for one question before the map is said not to cover it."""

Answered = TravelTime | NotReached


class ValhallaRouter:
    """Asks a Valhalla server; raises `RouterFailed` for whatever it cannot answer whole."""

    method = TravelMethod.SERVER

    def __init__(self, ask: Ask, crossings: Callable[[], Sequence[Crossing]]) -> None:
        self._ask = ask
        self._crossings = crossings
        self._on_map: dict[Crossing, bool] = {}

    async def many_to_one(
        self,
        origins: Sequence[Position],
        destination: Position,
        trip: Trip,
        *,
        enough: int | None = None,
        within_s: float | None = None,
    ) -> TravelTimes:
        """Return one answer per origin; see `Router`."""
        del trip, enough
        return await self._times(origins, destination, within_s, inward=True)

    async def one_to_many(
        self,
        origin: Position,
        destinations: Sequence[Position],
        trip: Trip,
        *,
        enough: int | None = None,
        within_s: float | None = None,
    ) -> TravelTimes:
        """Return one answer per destination; see `Router`."""
        del trip, enough
        return await self._times(destinations, origin, within_s, inward=False)

    async def _times(
        self, others: Sequence[Position], hub: Position, within_s: float | None, *, inward: bool
    ) -> TravelTimes:
        gates = await self._open_on_map()
        size = PAIRS_MAX // (1 + len(gates)) - len(gates)
        numbers = list(range(len(others)))
        pieces = [numbers[at : at + size] for at in range(0, len(numbers), size)]
        found: dict[int, Answered] = {}
        asked = 0
        while pieces:
            asked += len(pieces)
            if asked > QUESTIONS_MAX:
                raise RouterFailed(RouterFault.NOT_COVERED, "most points are refused")
            tables = [
                Table(others=tuple(others[i] for i in piece), hub=hub, gates=gates, inward=inward)
                for piece in pieces
            ]
            pieces = await self._round(tables, pieces, found)
        certain = await self._without_doubt(found, others, hub, inward=inward)
        return TravelTimes(times=tuple(within(certain[i], within_s) for i in numbers))

    async def _round(
        self, tables: list[Table], pieces: list[list[int]], found: dict[int, Answered]
    ) -> list[list[int]]:
        """Ask every piece; keep what is answered, and return the smaller pieces to ask next."""
        closed = self._closed()
        answers = await self._ask([matrix_request(table, closed) for table in tables])
        smaller: list[list[int]] = []
        for table, piece, answer in zip(tables, pieces, answers, strict=True):
            refusal = refusal_of(answer)
            if refusal is None:
                times = read_matrix(table, document_of(answer))
                found.update(zip(piece, times, strict=True))
            elif len(piece) == 1:
                found[piece[0]] = ALONE[refusal]
            else:
                smaller += _parted(table, piece, refusal, found)
        return smaller

    async def _without_doubt(
        self,
        found: Mapping[int, Answered],
        others: Sequence[Position],
        hub: Position,
        *,
        inward: bool,
    ) -> Mapping[int, Answered]:
        """Ask again where the matrix knew no way: is there a road at all, and is there a route.

        Where routes are found after all, empty cells that were not asked again are no answer.
        """
        empty = [number for number, time in found.items() if time is NotReached.NO_WAY]
        if not empty:
            return found
        on_map = await self._near_roads([*(others[number] for number in empty), hub])
        off = [number for number, on in zip(empty, on_map, strict=False) if not on]
        again: dict[int, Answered] = dict.fromkeys(off, NotReached.OFF_NETWORK)
        doubtful = [number for number in empty if number not in again]
        ends = [
            (others[number], hub) if inward else (hub, others[number])
            for number in doubtful[:AGAIN_MAX]
        ]
        routes = await self._routes(ends)
        if any(isinstance(route, Route) for route in routes):
            again |= dict.fromkeys(doubtful, NotReached.OFF_NETWORK)
        for number, route in zip(doubtful, routes, strict=False):
            again[number] = route.time if isinstance(route, Route) else route
        return {**found, **again}

    async def route(
        self, origin: Position, destination: Position, trip: Trip
    ) -> Route | NotReached:
        """Return the quickest way that passes no closed crossing."""
        del trip
        (route,) = await self._routes([(origin, destination)])
        if route is NotReached.NO_WAY and not all(await self._near_roads([origin, destination])):
            return NotReached.OFF_NETWORK
        return route

    async def _routes(self, ends: Sequence[tuple[Position, Position]]) -> list[Route | NotReached]:
        closed = self._closed()
        questions = []
        for pair in ends:
            body = {"locations": [location(end) for end in pair], "directions_type": "maneuvers"}
            questions.append(Question(path="/route", body=costed(body, closed)))
        answers = await self._ask(questions) if questions else []
        return [self._read_route(*pair, answer) for pair, answer in zip(ends, answers, strict=True)]

    def _read_route(
        self, origin: Position, destination: Position, answer: Answer
    ) -> Route | NotReached:
        refusal = refusal_of(answer)
        if refusal is not None:
            return ALONE[refusal]
        route = read_trip(document_of(answer))
        gaps_m = [
            great_circle_m(origin, route.line[0]),
            great_circle_m(destination, route.line[-1]),
        ]
        if max(gaps_m) > OFF_NETWORK_M:
            return NotReached.OFF_NETWORK
        return over_open_crossings(
            with_gaps(route, gaps_m), [crossing for crossing in self._crossings() if crossing.open]
        )

    async def reachable(
        self, origin: Position, limits_s: Sequence[float], trip: Trip
    ) -> tuple[Reach, ...]:
        """Return the ground reached within each limit; NOT_COVERED past the server's longest.

        The waiting at an open crossing is not in it: beyond one, the ground is reached later.
        """
        del trip
        bodies = [
            {
                "locations": [location(origin)],
                "contours": [
                    {"time": limit_s / 60} for limit_s in limits_s[at : at + CONTOURS_MAX]
                ],
                "polygons": True,
            }
            for at in range(0, len(limits_s), CONTOURS_MAX)
        ]
        closed = self._closed()
        answers = await self._ask(
            [Question(path="/isochrone", body=costed(body, closed)) for body in bodies]
        )
        areas: dict[float, Reach] = {}
        for at, answer in enumerate(answers):
            if refusal_of(answer) is not None:
                raise RouterFailed(RouterFault.NOT_COVERED, "no road near, or too long")
            wanted = limits_s[at * CONTOURS_MAX : (at + 1) * CONTOURS_MAX]
            areas |= read_reach(document_of(answer), wanted)
        return tuple(areas[limit_s] for limit_s in limits_s)

    async def about(self, near: Position) -> str | None:
        """Return the day the server's map tiles were made."""
        del near
        (answer,) = await self._ask([Question(path="/status")])
        made = a_number(document_of(answer).get("tileset_last_modified"), "tileset_last_modified")
        try:
            return datetime.fromtimestamp(made, UTC).date().isoformat()
        except (OverflowError, OSError, ValueError) as error:
            raise garbage("a date past the end of time") from error

    def _closed(self) -> tuple[Crossing, ...]:
        return tuple(crossing for crossing in self._crossings() if not crossing.open)

    async def _open_on_map(self) -> tuple[Crossing, ...]:
        """Return the open crossings that the server's map holds; each is looked for once."""
        crossings = tuple(crossing for crossing in self._crossings() if crossing.open)
        new = [crossing for crossing in crossings if crossing not in self._on_map]
        if new:
            gaps_m = await self._gaps_m([crossing.position for crossing in new])
            for crossing, gap_m in zip(new, gaps_m, strict=True):
                self._on_map[crossing] = gap_m <= ON_CROSSING_M
        return tuple(crossing for crossing in crossings if self._on_map[crossing])

    async def _near_roads(self, points: Sequence[Position]) -> list[bool]:
        return [gap_m <= OFF_NETWORK_M for gap_m in await self._gaps_m(points)]

    async def _gaps_m(self, points: Sequence[Position]) -> list[float]:
        """Return the metres from each point to the nearest road, infinite where there is none."""
        body = {"locations": [location(point) for point in points]}
        (answer,) = await self._ask([Question(path="/locate", body=costed(body, ()))])
        return [
            math.inf if put is None else great_circle_m(point, put)
            for point, put in zip(points, put_at(answer, len(points)), strict=True)
        ]


def _parted(
    table: Table, piece: list[int], refusal: Refusal, found: dict[int, Answered]
) -> list[list[int]]:
    """Part a refused piece: by distance where that was refused, else in halves."""
    if refusal is Refusal.TOO_FAR:
        far = [
            number
            for number, point in zip(piece, table.others, strict=True)
            if great_circle_m(point, table.hub) > FAR_M
        ]
        if far:
            found.update(dict.fromkeys(far, NotReached.BEYOND))
            near = [number for number in piece if number not in set(far)]
            return [near] if near else []
    middle = len(piece) // 2
    return [piece[:middle], piece[middle:]]
