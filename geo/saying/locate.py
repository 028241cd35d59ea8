"""From what a caller says to the places it may mean, offered and never chosen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from geo.crossing import Road
from geo.naming.gazetteer import Gazetteer
from geo.naming.known_places import FoundKnown, KnownPlace, KnownPlaces
from geo.naming.named_place import Found
from geo.naming.place_kind import SETTLEMENTS, within_m
from geo.place import PlaceSource, Precision, precision_within
from geo.position import MAX_LATITUDE_DEG, Position, great_circle_m
from geo.saying.coordinates import parse_coordinates, written_within_m
from geo.saying.described import described, full_name, short_name
from geo.saying.landmark_point import Understood
from geo.saying.maplink import Linked, read_link, without_links
from geo.saying.pluscode import SaidCode, decode, find_code
from geo.saying.three_words import without_three_words

CERTAIN_SCORE: Final = 200.0
"""Above any score the gazetteer can give: what is written as a position is one."""

MIRRORED_SCORE: Final = 150.0
"""Below what was written, above any name: the likely reading is offered, never put in place."""

DESCRIBED: Final = "described"
"""Kind of a candidate that no name stands for: it lies beside one."""

MIRRORED: Final = "mirrored"
SWAPPED: Final = "swapped"
SWAPPED_AND_MIRRORED: Final = "swapped_mirrored"

A_COUNTRY_AWAY_M: Final = 1_000_000.0
"""Farther than any point of Senegal is from any other, and nearer than the mirror images."""


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
    known: KnownPlace | None = None
    """The confirmed description it is, if it is one."""
    sources: tuple[str, ...] = ()
    """Who gives the coordinates of a named place, the one they were taken from first."""
    verified_at: date | None = None
    """The day somebody checked them on the spot, None when nobody has said so."""
    understood: Understood | None = None
    """How a description beside a landmark was read, if it is one."""


def interpret(
    said: str,
    gazetteer: Gazetteer,
    *,
    near: Position | None = None,
    limit: int = 8,
    known: KnownPlaces | None = None,
    roads: Sequence[Road] = (),
) -> list[Candidate]:
    """Return the places the words may mean, best first; empty when none is found.

    A map link is read first, then coordinates, then a Plus Code (short ones against the town
    named beside them, else against ``near``), then descriptions beside a landmark, then names.
    ``roads`` are those whose kilometre posts are known. Raises ``InvalidPosition`` for
    coordinates of no place on earth, so that the desk is told instead of shown an empty list.
    """
    linked = read_link(said)
    if linked:
        return list(_from_link(linked, near))[:limit]
    position = parse_coordinates(said)
    if position:
        within_m = written_within_m(said)
        return list(_from_coordinates(replace(position, accuracy_m=within_m), near))[:limit]
    code = find_code(said)
    candidates = list(_from_code(code, gazetteer, near, limit)) if code else []
    if candidates:
        return _distinct(candidates)[:limit]
    words = without_three_words(without_links(code.locality if code else said))
    read = [_from_understood(one, gazetteer) for one in described(words, gazetteer, near, roads)]
    confirmed = known.search(words, near) if known else []
    landmarks = [] if read else gazetteer.landmarks(words, near)
    named = _named(landmarks, gazetteer.search(words, near, limit), gazetteer)
    return _beside([*read, *named], confirmed, limit)


def _named(
    landmarks: Sequence[Found], places: Sequence[Found], gazetteer: Gazetteer
) -> list[Candidate]:
    """Return landmarks whose kind or sign was said, then places by name."""
    said = {one.place for one in landmarks}
    others = (one for one in places if one.place not in said)
    return [_from_name(one, gazetteer) for one in (*landmarks, *others)]


def _beside(named: list[Candidate], described: list[FoundKnown], limit: int) -> list[Candidate]:
    """Put confirmed descriptions beside the official names, which none of them replaces.

    One that says what was said and hardly anything else goes first; the others follow the best
    official name, where they are still seen.
    """
    first = [_from_known(found) for found in described if found.is_meant]
    others = [_from_known(found) for found in described if not found.is_meant]
    return [*first, *named[:1], *others, *named[1:]][:limit]


def other_readings(position: Position) -> dict[str, Position]:
    """Return what the same two numbers mean when people slip: by the slip's name.

    The minus sign of the west is forgotten, or the axes are exchanged, or both.
    """
    lat, lon, within_m = position.lat, position.lon, position.accuracy_m
    read = {MIRRORED: (lat, -lon)}
    if abs(lon) <= MAX_LATITUDE_DEG:
        read |= {SWAPPED: (lon, lat), SWAPPED_AND_MIRRORED: (lon, -lat)}
    return {
        slip: Position(lat=one, lon=other, accuracy_m=within_m)
        for slip, (one, other) in read.items()
        if (one, other) != (lat, lon)
    }


def _from_coordinates(position: Position, near: Position | None) -> Iterator[Candidate]:
    """Yield what is written, and the readings that alone bring it near the desk."""
    yield _point(position, CERTAIN_SCORE, PlaceSource.COORDINATES, "coordinates")
    yield from _slips(position, near, PlaceSource.COORDINATES)


def _from_link(linked: Linked, near: Position | None) -> Iterator[Candidate]:
    yield _point(linked.position, CERTAIN_SCORE, PlaceSource.LINK, "link")
    yield from _slips(linked.position, near, PlaceSource.LINK)


def _slips(position: Position, near: Position | None, source: PlaceSource) -> Iterator[Candidate]:
    """Yield the readings that lie near the desk; two slips at once only when one explains nothing.

    In Senegal both axes run from 12 to 17, so that two slips would always find some place.
    """
    if near is None or great_circle_m(position, near) < A_COUNTRY_AWAY_M:
        return
    readings = other_readings(position).items()
    near_by = {slip: at for slip, at in readings if great_circle_m(at, near) < A_COUNTRY_AWAY_M}
    if len(near_by) > 1:
        near_by.pop(SWAPPED_AND_MIRRORED, None)
    for slip, read in near_by.items():
        yield _point(read, MIRRORED_SCORE, source, slip)


def _point(position: Position, score: float, source: PlaceSource, kind: str) -> Candidate:
    within_m = position.accuracy_m
    return Candidate(
        position=position,
        precision=Precision.EXACTE if within_m is None else precision_within(within_m),
        source=source,
        name=f"{position.lat:.5f}, {position.lon:.5f}",
        region=None,
        kind=kind,
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
        precision=precision_within(position.accuracy_m),
        source=PlaceSource.PLUS_CODE,
        name=f"{code} {town.place.name}" if town else code,
        region=None,
        kind="plus_code",
        score=score,
    )


def _from_name(found: Found, gazetteer: Gazetteer) -> Candidate:
    kind = found.place.kind
    return Candidate(
        position=replace(found.place.position, accuracy_m=within_m(kind)),
        precision=Precision.VILLE if kind in SETTLEMENTS else precision_within(within_m(kind)),
        source=PlaceSource.GAZETTEER,
        name=full_name(found.place, gazetteer),
        region=found.place.region,
        kind=found.place.kind,
        score=found.score,
        sources=found.place.sources,
        verified_at=found.place.verified_at,
    )


def _from_understood(one: Understood, gazetteer: Gazetteer) -> Candidate:
    place = one.landmark.place
    return Candidate(
        position=one.position,
        precision=precision_within(one.position.accuracy_m),
        source=PlaceSource.GAZETTEER,
        name=short_name(one, gazetteer),
        region=None,
        kind=DESCRIBED,
        score=one.landmark.score,
        sources=place.sources,
        verified_at=place.verified_at,
        understood=one,
    )


def _from_known(found: FoundKnown) -> Candidate:
    place = found.place
    return Candidate(
        position=place.position,
        precision=Precision.ADRESSE,
        source=PlaceSource.KNOWN,
        name=place.name,
        region=place.region,
        kind="known",
        score=CERTAIN_SCORE * found.said * found.explained,
        known=place,
    )


def _distinct(candidates: list[Candidate]) -> list[Candidate]:
    """Keep the best of the candidates that are one and the same cell."""
    cells: dict[tuple[float, float], Candidate] = {}
    for candidate in sorted(candidates, key=lambda one: -one.score):
        cells.setdefault((candidate.position.lat, candidate.position.lon), candidate)
    return list(cells.values())
