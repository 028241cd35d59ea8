"""OSRM over HTTP: tables and routes (version v1 of its interface, osrm-routed 5 and later).

https://project-osrm.org/docs/v5.24.0/api/ ; coordinates travel as longitude,latitude. It draws no
reach, knows no hour, and drives by the profile its map was built with: give it an ambulance's.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from geo.crossing import Crossing
from geo.position import Position
from geo.servers.ask import Answer, Ask, Question
from geo.servers.gates import Leg
from geo.servers.osrm_route import read_route
from geo.servers.over_crossings import over_open_crossings
from geo.servers.reading import a_list, a_mapping, a_number, garbage, lon_lat
from geo.servers.snapping import OFF_NETWORK_M, gap_m, with_gaps
from geo.servers.table import Table, within
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

POINTS_MAX: Final = 100
"""What osrm-routed allows in one table unless its --max-table-size says otherwise."""

OK = "Ok"
NO_WAY_CODES: Final = frozenset({"NoRoute", "NoTable"})
NO_ROAD_CODES: Final = frozenset({"NoSegment"})


class OsrmRouter:
    """Asks an OSRM server; raises `RouterFailed` for whatever it cannot answer whole."""

    method = TravelMethod.SERVER

    def __init__(
        self,
        ask: Ask,
        crossings: Callable[[], Sequence[Crossing]],
        *,
        profile: str = "driving",
    ) -> None:
        self._ask = ask
        self._crossings = crossings
        self._profile = profile

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
        crossings = tuple(self._crossings())
        piece = POINTS_MAX - 1 - len(crossings)
        tables = [
            Table(others=tuple(others[at : at + piece]), hub=hub, gates=crossings, inward=inward)
            for at in range(0, len(others), piece)
        ]
        answers = await self._ask([_question(table, self._profile) for table in tables])
        times = [
            time
            for table, answer in zip(tables, answers, strict=True)
            for time in _read(table, answer)
        ]
        return TravelTimes(times=tuple(within(time, within_s) for time in times))

    async def route(
        self,
        origin: Position,
        destination: Position,
        trip: Trip,
    ) -> Route | NotReached:
        """Return the quickest way; NOT_COVERED when that leads over a closed crossing."""
        del trip
        path = f"/route/v1/{self._profile}/{_joined((origin, destination))}"
        near = f"{OFF_NETWORK_M:.0f}"
        options = (
            "steps=true&overview=full&geometries=geojson&generate_hints=false"
            f"&radiuses={near};{near}"
        )
        (answer,) = await self._ask([Question(path=f"{path}?{options}")])
        document = _document(answer)
        if document["code"] in NO_WAY_CODES:
            return NotReached.NO_WAY
        if document["code"] in NO_ROAD_CODES:
            return NotReached.OFF_NETWORK
        _must_be_ok(document)
        ends = a_list(document.get("waypoints"), "waypoints", length=2)
        gaps_m = [_gap(at, end) for at, end in zip((origin, destination), ends, strict=True)]
        route = with_gaps(read_route(document), gaps_m)
        return over_open_crossings(route, tuple(self._crossings()))

    async def reachable(
        self, origin: Position, limits_s: Sequence[float], trip: Trip
    ) -> tuple[Reach, ...]:
        """Raise `RouterFailed` (NOT_COVERED): OSRM draws no reach."""
        del origin, limits_s, trip
        raise RouterFailed(RouterFault.NOT_COVERED, "OSRM draws no reach")

    async def about(self, near: Position) -> str | None:
        """Return what the server says of its data's date, None where it was built without one."""
        path = f"/nearest/v1/{self._profile}/{_joined((near,))}?generate_hints=false"
        (answer,) = await self._ask([Question(path=path)])
        document = _document(answer)
        _must_be_ok(document)
        date = document.get("data_version")
        return date if isinstance(date, str) and date else None


def _question(table: Table, profile: str) -> Question:
    sources, targets = (";".join(map(str, side)) for side in (table.sources, table.targets))
    options = f"sources={sources}&destinations={targets}&annotations=duration,distance"
    path = f"/table/v1/{profile}/{_joined(table.points)}"
    return Question(path=f"{path}?{options}&generate_hints=false")


def _read(table: Table, answer: Answer) -> list[TravelTime | NotReached]:
    document = _document(answer)
    if document["code"] in NO_ROAD_CODES:
        raise RouterFailed(RouterFault.NOT_COVERED, str(document["code"]))
    _must_be_ok(document)
    return table.times(_legs(table, document), _gaps(table, document))


def _legs(table: Table, document: Mapping[str, object]) -> dict[tuple[int, int], Leg | None]:
    rows, columns = table.sources, table.targets
    seconds = _cells(document.get("durations"), "durations", len(rows), len(columns))
    metres = _cells(document.get("distances"), "distances", len(rows), len(columns))
    return {
        (row, column): _leg(seconds[i][j], metres[i][j])
        for i, row in enumerate(rows)
        for j, column in enumerate(columns)
    }


def _leg(duration_s: float | None, distance_m: float | None) -> Leg | None:
    if duration_s is None or distance_m is None:
        return None
    return Leg(duration_s=duration_s, distance_m=distance_m)


def _gaps(table: Table, document: Mapping[str, object]) -> dict[int, float]:
    gaps_m = {}
    for side, numbers in (("sources", table.sources), ("destinations", table.targets)):
        put = a_list(document.get(side), side, length=len(numbers))
        for number, waypoint in zip(numbers, put, strict=True):
            gaps_m[number] = _gap(table.points[number], waypoint)
    return gaps_m


def _joined(points: Sequence[Position]) -> str:
    return ";".join(f"{point.lon:.6f},{point.lat:.6f}" for point in points)


def _document(answer: Answer) -> Mapping[str, object]:
    """Return an answer of OSRM's own; a proxy's error page has no ``code``."""
    document = a_mapping(answer.document, "answer")
    if not isinstance(document.get("code"), str):
        if answer.status >= 400:  # noqa: PLR2004
            raise RouterFailed(RouterFault.FAILED, f"HTTP {answer.status}")
        raise garbage("answer has no code")
    return document


def _must_be_ok(document: Mapping[str, object]) -> None:
    if document["code"] != OK:
        says = f"{document['code']}: {document.get('message', '')}"
        raise RouterFailed(RouterFault.FAILED, says)


def _gap(asked: Position, waypoint: object) -> float:
    entry = a_mapping(waypoint, "waypoint")
    put_at = lon_lat(entry.get("location"), "waypoint")
    return gap_m(asked, put_at, a_number(entry.get("distance"), "waypoint distance"))


def _cells(value: object, what: str, rows: int, columns: int) -> list[list[float | None]]:
    return [
        [
            None if cell is None else a_number(cell, what)
            for cell in a_list(row, what, length=columns)
        ]
        for row in a_list(value, what, length=rows)
    ]
