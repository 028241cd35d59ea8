"""From what a caller says to the places it may mean, offered and never chosen."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from geo.coordinates import parse_coordinates
from geo.gazetteer import Found, Gazetteer
from geo.place import PlaceSource, Precision
from geo.pluscode import SaidCode, decode, find_code
from geo.position import Position, great_circle_m

CERTAIN_SCORE: Final = 200.0
"""Above any score the gazetteer can give: what is written as a position is one."""

MIRRORED_SCORE: Final = 150.0
"""Below what was written, above any name: the likely reading is offered, never put in place."""

A_COUNTRY_AWAY_M: Final = 1_000_000.0
"""Farther than any point of Senegal is from any other, and nearer than the mirror images."""

EXACT_WITHIN_M: Final = 50.0
STREET_WITHIN_M: Final = 500.0
"""A 10-digit Plus Code is good to 10 m, an 8-digit one to 200 m, a 6-digit one to a town."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Holds one place that the words may mean; a person picks, the software does not."""

    position: Position
    precision: Precision
    source: PlaceSource
    name: str
    region: str | None
    kind: str
    score: float


def interpret(
    said: str, gazetteer: Gazetteer, *, near: Position | None = None, limit: int = 8
) -> list[Candidate]:
    """Return the places the words may mean, best first; empty when none is found.

    Coordinates are read first, then a Plus Code (short ones against the town named beside them,
    else against ``near``), then names. Raises ``InvalidPosition`` for coordinates of no place on
    earth, so that the desk is told instead of shown an empty list.
    """
    position = parse_coordinates(said)
    if position:
        return list(_from_coordinates(position, near))[:limit]
    code = find_code(said)
    candidates = list(_from_code(code, gazetteer, near, limit)) if code else []
    if candidates:
        return _distinct(candidates)[:limit]
    words = code.locality if code else said
    return [_from_name(found) for found in gazetteer.search(words, near, limit)]


def _from_coordinates(position: Position, near: Position | None) -> Iterator[Candidate]:
    """Yield what is written, and its mirror when only a forgotten minus sign makes sense of it."""
    yield _coordinates_candidate(position, CERTAIN_SCORE)
    if near is None or position.lon == 0:
        return
    mirrored = Position(lat=position.lat, lon=-position.lon)
    if great_circle_m(mirrored, near) < A_COUNTRY_AWAY_M < great_circle_m(position, near):
        yield _coordinates_candidate(mirrored, MIRRORED_SCORE)


def _coordinates_candidate(position: Position, score: float) -> Candidate:
    return Candidate(
        position=position,
        precision=Precision.EXACTE,
        source=PlaceSource.COORDINATES,
        name=f"{position.lat:.5f}, {position.lon:.5f}",
        region=None,
        kind="coordinates",
        score=score,
    )


def _from_code(
    code: SaidCode, gazetteer: Gazetteer, near: Position | None, limit: int
) -> Iterator[Candidate]:
    if code.is_full:
        yield from _coded(code.code, None, CERTAIN_SCORE)
        return
    towns = gazetteer.search(code.locality, near, limit) if code.locality else []
    for town in towns:
        yield from _coded(code.code, town, town.score)
    if not towns and not code.locality and near is not None:
        position = decode(code.code, near)
        if position:
            yield _code_candidate(code.code, position, None, CERTAIN_SCORE)


def _coded(code: str, town: Found | None, score: float) -> Iterator[Candidate]:
    position = decode(code, town.place.position if town else None)
    if position:
        yield _code_candidate(code, position, town, score)


def _code_candidate(code: str, position: Position, town: Found | None, score: float) -> Candidate:
    return Candidate(
        position=position,
        precision=_precision(position),
        source=PlaceSource.PLUS_CODE,
        name=f"{code} {town.place.name}" if town else code,
        region=None,
        kind="plus_code",
        score=score,
    )


def _precision(position: Position) -> Precision:
    within_m = position.accuracy_m
    if within_m is None:
        return Precision.INCONNUE
    if within_m <= EXACT_WITHIN_M:
        return Precision.EXACTE
    return Precision.RUE if within_m <= STREET_WITHIN_M else Precision.VILLE


def _from_name(found: Found) -> Candidate:
    return Candidate(
        position=found.place.position,
        precision=Precision.VILLE,
        source=PlaceSource.GAZETTEER,
        name=found.place.name,
        region=found.place.region,
        kind=found.place.kind,
        score=found.score,
    )


def _distinct(candidates: list[Candidate]) -> list[Candidate]:
    """Keep the best of the candidates that are one and the same cell."""
    cells: dict[tuple[float, float], Candidate] = {}
    for candidate in sorted(candidates, key=lambda one: -one.score):
        cells.setdefault((candidate.position.lat, candidate.position.lon), candidate)
    return list(cells.values())
