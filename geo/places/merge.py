"""Joins the places that come with the software and the imported ones: the same place once."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from geo.naming.place_kind import PlaceKind
from geo.naming.place_table import BETWEEN, COLUMNS, NO_COUNT, SOUNDS, SPELLINGS, PlaceTable
from geo.places.check import group, same_within_m
from geo.places.packed import ImportedPlaces, Part
from geo.position import Position, great_circle_m

_DEGREE_AT_MOST: Final = 0.03
"""No two points within the widest of the tolerances differ by more than this in either axis."""

Columns = dict[str, list[Any]]
Holders = dict[tuple[str, str], list[int]]


def merged(packaged: PlaceTable, imported: ImportedPlaces) -> PlaceTable:
    """Return one table: packaged places first, then what each source adds.

    Two points of one sound within some hundred metres are one place. It keeps both sources and
    all names; the coordinates stay the first ones, unless only the others were verified.
    """
    columns = {column: list(cells) for column, cells in packaged.columns().items()}
    holders: Holders = defaultdict(list)
    seen = 0
    for part in imported.parts:
        _hold(columns, range(seen, len(columns["name"])), holders)
        seen = len(columns["name"])
        _add(columns, holders, part)
    return PlaceTable.from_columns(columns)


def _add(columns: Columns, holders: Holders, part: Part) -> None:
    """Add what is new and join what is there; a part holds no place twice itself."""
    theirs = part.places.columns()
    theirs["sources"] = [part.source.name] * len(part.places)
    new: list[int] = []
    for index, (cell, kind) in enumerate(zip(theirs[SOUNDS], theirs["kind"], strict=True)):
        alike = _alike(cell, _GROUPS[kind], holders)
        twin = _twin(columns, alike, theirs, index) if alike else None
        if twin is None:
            new.append(index)
        else:
            _join(columns, twin, {column: theirs[column][index] for column in COLUMNS})
    for column in COLUMNS:
        columns[column] += [theirs[column][index] for index in new]


def _alike(cell: str, of_group: str, holders: Holders) -> list[int]:
    if BETWEEN not in cell:
        return holders.get((cell, of_group), [])
    heard = cell.split(BETWEEN)
    return [index for one in heard for index in holders.get((one, of_group), ())]


def _hold(columns: Columns, indices: Iterable[int], holders: Holders) -> None:
    for index in indices:
        of_group = _GROUPS[columns["kind"][index]]
        for heard in columns[SOUNDS][index].split(BETWEEN):
            if heard:
                holders[heard, of_group].append(index)


def _twin(columns: Columns, alike: Iterable[int], theirs: Columns, row: int) -> int | None:
    """Return the nearest place of one sound within the tolerance, None when there is none."""
    lat, lon = theirs["lat"][row], theirs["lon"][row]
    near = [
        index
        for index in alike
        if abs(columns["lat"][index] - lat) < _DEGREE_AT_MOST
        and abs(columns["lon"][index] - lon) < _DEGREE_AT_MOST
    ]
    if not near:
        return None
    here = Position(lat=lat, lon=lon)
    gap_m, index = min((great_circle_m(here, _at(columns, index)), index) for index in near)
    kinds = (PlaceKind(theirs["kind"][row]), PlaceKind(columns["kind"][index]))
    return index if gap_m <= max(same_within_m(kind) for kind in kinds) else None


def _join(columns: Columns, index: int, row: dict[str, Any]) -> None:
    sources = [columns["sources"][index], row["sources"]]
    if row["verified_at"] and not columns["verified_at"][index]:
        sources.reverse()
        for column in ("lat", "lon", "region", "verified_at"):
            columns[column][index] = row[column]
    columns["sources"][index] = _joined(sources)
    names = [columns["alt_names"][index], row["name"], row["alt_names"]]
    columns["alt_names"][index] = _joined(names, without=columns["name"][index])
    for column in (SPELLINGS, SOUNDS):
        columns[column][index] = _joined([columns[column][index], row[column]])
    if columns["population"][index] == NO_COUNT:
        columns["population"][index] = row["population"]


def _joined(cells: Iterable[str], without: str = "") -> str:
    values = dict.fromkeys(one for cell in cells for one in cell.split(BETWEEN))
    return BETWEEN.join(one for one in values if one and one != without)


def _at(columns: Columns, index: int) -> Position:
    return Position(lat=columns["lat"][index], lon=columns["lon"][index])


_GROUPS: Final = {kind.value: group(kind) for kind in PlaceKind}
