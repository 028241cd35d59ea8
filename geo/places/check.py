"""Holds what a source gives against the country: where each place lies, what is doubled or far."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from shapely import Point

from geo.naming.named_place import GazetteerPlace
from geo.naming.names import fold, sound
from geo.naming.place_kind import SETTLEMENTS, PlaceKind
from geo.places.row import PlacesRefused, Read, Row, WrongRow
from geo.position import InvalidPosition, Position, great_circle_m
from geo.saying.locate import SWAPPED, SWAPPED_AND_MIRRORED, other_readings
from geo.territory import FindingKind, Region, Territories

BEYOND_DEG: Final = 0.5
"""Some 55 km: a market over the border is still named by callers, a town beyond is not."""

SAME_M: Final = {PlaceKind.CITY: 3_000.0, PlaceKind.TOWN: 2_000.0}
SAME_VILLAGE_M: Final = 800.0
SAME_LANDMARK_M: Final = 200.0
"""Two points of one sound so near are one place: half of the facilities that two lists share lie
more than half a kilometre apart, lists put the middle of Mbour 1.1 km apart, and two mosques of
one name stand streets apart."""

MOSTLY: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Holds what is taken of a source, and counts of what was seen on the way.

    ``abroad`` are kept: in a neighbouring country, in the sea or near the border. ``far`` and
    ``doubled`` are left out, as are the lines in ``wrong``. ``elsewhere`` are kept where the
    source states another region than its point lies in.
    """

    places: tuple[GazetteerPlace, ...]
    wrong: tuple[WrongRow, ...]
    abroad: int
    far: int
    doubled: int
    elsewhere: int


def check(read: Read, territories: Territories, regions: Sequence[Region]) -> Checked:
    """Return the places of a source with their regions.

    Raises ``PlacesRefused`` when most points have latitude and longitude exchanged or lie in
    another country, and when nothing is left.
    """
    placed = [_placed(row, territories, regions) for row in read.rows]
    _refuse_strangers(placed)
    taken = [one for one in placed if one.place is not None]
    kept = _without_doubles([one.place for one in taken if one.place is not None])
    wrong = [*read.wrong, *(one.wrong for one in placed if one.wrong is not None)]
    if not kept and not wrong:
        raise PlacesRefused("places_empty")
    return Checked(
        places=tuple(kept),
        wrong=tuple(sorted(wrong, key=lambda one: one.line)),
        abroad=sum(one.is_abroad for one in taken),
        far=sum(one.is_far for one in placed),
        doubled=len(taken) - len(kept),
        elsewhere=sum(one.is_elsewhere for one in taken),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A row held against the country; either a place, a wrong row, or merely far."""

    place: GazetteerPlace | None = None
    wrong: WrongRow | None = None
    is_abroad: bool = False
    is_far: bool = False
    is_elsewhere: bool = False


def _placed(row: Row, territories: Territories, regions: Sequence[Region]) -> _Placed:
    try:
        position = Position(lat=row.lat, lon=row.lon)
    except InvalidPosition:
        return _Placed(wrong=_slip(row, _exchanged(row), territories))
    found = territories.find(position)
    if found.region is not None:
        said = fold(row.region)
        here = {fold(found.region.code), fold(found.region.name), ""}
        return _Placed(
            place=_place(row, position, found.region.code), is_elsewhere=said not in here
        )
    if found.kind is FindingKind.OUTSIDE and _is_far(position, regions):
        slip = _slip(row, position, territories)
        return _Placed(wrong=slip if slip.code != "position" else None, is_far=True)
    return _Placed(place=_place(row, position, None), is_abroad=True)


def _exchanged(row: Row) -> Position | None:
    try:
        return Position(lat=row.lon, lon=row.lat)
    except InvalidPosition:
        return None


def _slip(row: Row, position: Position | None, territories: Territories) -> WrongRow:
    """Return the wrong row, with the slip that would explain it if there is one."""
    written = f"{row.lat}, {row.lon}"
    readings = other_readings(position) if position is not None else {}
    for slip, read in readings.items():
        if slip != SWAPPED_AND_MIRRORED and territories.region_at(read) is not None:
            return WrongRow(line=row.line, code=slip, cell=written)
    return WrongRow(line=row.line, code="position", cell=written)


def _is_far(position: Position, regions: Sequence[Region]) -> bool:
    point = Point(position.lon, position.lat)
    return all(region.outline.distance(point) > BEYOND_DEG for region in regions)


def _place(row: Row, position: Position, region: str | None) -> GazetteerPlace:
    return GazetteerPlace(
        name=row.name,
        kind=row.kind,
        position=replace(position, lat=round(position.lat, 6), lon=round(position.lon, 6)),
        region=region,
        population=row.population,
        alt_names=row.alt_names,
        verified_at=row.verified_at,
    )


def _refuse_strangers(placed: Sequence[_Placed]) -> None:
    swapped = [one.wrong for one in placed if one.wrong is not None and one.wrong.code == SWAPPED]
    if len(swapped) > MOSTLY * len(placed):
        first = swapped[0]
        raise PlacesRefused(
            "places_axes_swapped", line=first.line, cell=first.cell, count=len(swapped)
        )
    far = sum(one.is_far and one.wrong is None for one in placed)
    if far > MOSTLY * len(placed):
        raise PlacesRefused("places_other_country", found=far, country="", lines=len(placed))


def _without_doubles(places: Sequence[GazetteerPlace]) -> list[GazetteerPlace]:
    """Return the places without those that are there already, a few streets away."""
    heard: dict[tuple[str, str], list[GazetteerPlace]] = defaultdict(list)
    kept = []
    for place in places:
        key = (sound(fold(place.name)), group(place.kind))
        near_m = same_within_m(place.kind)
        twins = (great_circle_m(one.position, place.position) <= near_m for one in heard[key])
        if not any(twins):
            heard[key].append(place)
            kept.append(place)
    return kept


def group(kind: PlaceKind) -> str:
    """Return what two kinds must share to be one place: a town here is a village elsewhere."""
    return "settlement" if kind in SETTLEMENTS else kind.value


def same_within_m(kind: PlaceKind) -> float:
    """Return the metres within which two points of one name are one place."""
    return SAME_M.get(kind, SAME_VILLAGE_M if kind in SETTLEMENTS else SAME_LANDMARK_M)
