"""Reads Valhalla's matrices and refusals."""

from collections.abc import Mapping
from enum import IntEnum
from typing import Final

from geo.position import Position, great_circle_m
from geo.servers.ask import Answer
from geo.servers.gates import Leg
from geo.servers.reading import a_list, a_mapping, a_number, an_index, garbage, position
from geo.servers.table import Table
from geo.travel import NotReached, RouterFailed, RouterFault, TravelTime

M_PER_KM: Final = 1000.0
REFUSED_FROM: Final = 400


class Refusal(IntEnum):
    """The error codes that speak of the points, not of the server."""

    TOO_LONG = 151
    """A reach of more minutes than the server draws."""
    TOO_FAR = 154
    UNCONNECTED = 170
    NO_ROAD_NEAR = 171
    NO_PATH = 442


ALONE: Final[Mapping[Refusal, NotReached]] = {
    Refusal.TOO_LONG: NotReached.BEYOND,
    Refusal.TOO_FAR: NotReached.BEYOND,
    Refusal.UNCONNECTED: NotReached.NO_WAY,
    Refusal.NO_ROAD_NEAR: NotReached.OFF_NETWORK,
    Refusal.NO_PATH: NotReached.NO_WAY,
}
"""What a refusal means for a point that was asked alone."""


def refusal_of(answer: Answer) -> Refusal | None:
    """Return why the points were refused, None for an answer that holds what was asked.

    Raises `RouterFailed` (FAILED) for every other error of the server.
    """
    if answer.status < REFUSED_FROM:
        return None
    document = answer.document if isinstance(answer.document, dict) else {}
    code = document.get("error_code")
    if isinstance(code, int) and code in set(Refusal):
        return Refusal(code)
    says = f"HTTP {answer.status} {code or ''} {document.get('error', '')}".strip()
    raise RouterFailed(RouterFault.FAILED, says)


def document_of(answer: Answer) -> Mapping[str, object]:
    """Return the JSON object of an answer that is none of the errors."""
    refusal = refusal_of(answer)
    if refusal is not None:
        raise RouterFailed(RouterFault.FAILED, refusal.name)
    return a_mapping(answer.document, "answer")


def read_matrix(table: Table, document: Mapping[str, object]) -> list[TravelTime | NotReached]:
    """Return one answer per other point of the table."""
    if document.get("units") != "kilometers":
        raise garbage(f"units {document.get('units')}")
    sources, targets = table.sources, table.targets
    rows = a_list(document.get("sources_to_targets"), "matrix", length=len(sources))
    legs: dict[tuple[int, int], Leg | None] = {}
    for i, row in enumerate(rows):
        for j, cell in enumerate(a_list(row, "matrix row", length=len(targets))):
            legs[sources[i], targets[j]] = _leg(a_mapping(cell, "cell"), i, j)
    gaps_m: dict[int, float] = {}
    for side, numbers in (("sources", sources), ("targets", targets)):
        put = a_list(document.get(side), side, length=len(numbers))
        for number, entry in zip(numbers, put, strict=True):
            gaps_m[number] = great_circle_m(table.points[number], _position(entry, side))
    return table.times(legs, gaps_m)


def _leg(cell: Mapping[str, object], row: int, column: int) -> Leg | None:
    if (
        an_index(cell.get("from_index"), "from_index", below=row + 1) != row
        or an_index(cell.get("to_index"), "to_index", below=column + 1) != column
    ):
        raise garbage("cells out of order")
    time, length = cell.get("time"), cell.get("distance")
    if time is None or length is None:
        return None
    return Leg(
        duration_s=a_number(time, "time"),
        distance_m=a_number(length, "distance") * M_PER_KM,
    )


def _position(entry: object, what: str) -> Position:
    point = a_mapping(entry, what)
    return position(point.get("lat"), point.get("lon"), what)


def put_at(answer: Answer, count: int) -> list[Position | None]:
    """Return where each point of a /locate request was put, None where no road is near."""
    if answer.status >= REFUSED_FROM:
        document_of(answer)
    return [_first_edge(entry) for entry in a_list(answer.document, "answer", length=count)]


def _first_edge(entry: object) -> Position | None:
    edges = a_mapping(entry, "location").get("edges")
    if not edges:
        return None
    edge = a_mapping(a_list(edges, "edges")[0], "edge")
    return position(edge.get("correlated_lat"), edge.get("correlated_lon"), "edge")
