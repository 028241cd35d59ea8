"""Reads places from a CSV file: name, lat, lon, and where known kind, population and more."""

import csv
from collections.abc import Mapping
from datetime import date
from typing import Final

from geo.naming.names import fold
from geo.naming.place_kind import KIND_OF_WORDS, PlaceKind
from geo.naming.place_table import BETWEEN
from geo.places.row import ALT_NAMES_MAX, NAME_LENGTH_MAX, PlacesRefused, Read, Row, WrongRow

_COLUMNS: Final = {
    "name": ("name", "nom"),
    "lat": ("lat", "latitude"),
    "lon": ("lon", "lng", "long", "longitude"),
    "kind": ("kind", "type", "genre"),
    "region": ("region",),
    "population": ("population", "habitants"),
    "alt_names": ("alt_names", "autres_noms", "alternatenames"),
    "verified_at": ("verified_at", "verifie_le"),
}
"""Each column and the headings it goes by, accents and case aside."""

NEEDED: Final = ("name", "lat", "lon")

_KINDS: Final = {
    "ville": PlaceKind.CITY,
    "commune": PlaceKind.TOWN,
    "quartier": PlaceKind.QUARTER,
    "hameau": PlaceKind.VILLAGE,
} | {kind.value.replace("_", " "): kind for kind in PlaceKind}


def read_csv(data: bytes, kind: PlaceKind) -> Read:
    """Return the rows of a file; ``kind`` is that of rows that say none.

    Commas, semicolons or tabs; decimal commas where the semicolon parts the cells. Raises
    ``PlacesRefused`` for another encoding, a missing heading and an empty file.
    """
    text = _decoded(data)
    lines = text.splitlines()
    if not lines:
        raise PlacesRefused("places_empty")
    reader = csv.DictReader(lines, delimiter=max(";\t,", key=lines[0].count))
    headings = _headings(list(reader.fieldnames or ()))
    rows: list[Row] = []
    wrong: list[WrongRow] = []
    try:
        for cells in reader:
            row = _whole(reader.line_num, cells, headings, kind)
            if isinstance(row, Row):
                rows.append(row)
            else:
                wrong.append(row)
    except csv.Error as error:
        raise PlacesRefused("places_file_cut", line=reader.line_num) from error
    return Read(rows=rows, wrong=wrong)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")  # spreadsheets put a mark before the first heading
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise PlacesRefused("places_encoding", line=line) from error


def _headings(first: list[str]) -> dict[str, str]:
    """Return the heading of each column. Raises ``PlacesRefused`` when one needed is missing."""
    by_heading = {fold(name): column for column, names in _COLUMNS.items() for name in names}
    headings = {by_heading[fold(cell)]: cell for cell in first if fold(cell) in by_heading}
    lacking = [column for column in NEEDED if column not in headings]
    if lacking:
        found = ", ".join(first)[:120]
        raise PlacesRefused("places_no_header", lacking=", ".join(lacking), found=found)
    return headings


def _whole(
    number: int, cells: Mapping[str, str | None], headings: Mapping[str, str], kind: PlaceKind
) -> Row | WrongRow:
    said = {column: cells[heading] for column, heading in headings.items()}
    if None in said.values():
        return WrongRow(line=number, code="cells")
    return _checked(number, {column: (cell or "").strip() for column, cell in said.items()}, kind)


def _checked(number: int, said: Mapping[str, str], kind: PlaceKind) -> Row | WrongRow:
    for check in (_wrong_name, _wrong_position, _wrong_rest):
        code, cell = check(said)
        if code:
            return WrongRow(line=number, code=code, cell=cell[:60])
    return _row(number, said, kind)


def _wrong_name(said: Mapping[str, str]) -> tuple[str, str]:
    name = said["name"]
    if not fold(name):
        return "name_missing", name
    return ("name_long", name) if len(name) > NAME_LENGTH_MAX else ("", "")


def _wrong_position(said: Mapping[str, str]) -> tuple[str, str]:
    written = f"{said['lat']}, {said['lon']}"
    try:
        _degrees(said["lat"]), _degrees(said["lon"])
    except ValueError:
        return "position", written
    return "", ""


def _wrong_rest(said: Mapping[str, str]) -> tuple[str, str]:
    kind, people, seen = (said.get(column, "") for column in ("kind", "population", "verified_at"))
    if kind and _kind(kind) is None:
        return "kind", kind
    if people and not _whole_number(people).isdigit():
        return "population", people
    try:
        date.fromisoformat(seen or "2000-01-01")
    except ValueError:
        return "day", seen
    return "", ""


def _row(number: int, said: Mapping[str, str], kind: PlaceKind) -> Row:
    people, seen = said.get("population", ""), said.get("verified_at", "")
    others = (name.strip() for name in said.get("alt_names", "").split(BETWEEN))
    return Row(
        line=number,
        name=said["name"],
        lat=_degrees(said["lat"]),
        lon=_degrees(said["lon"]),
        kind=_kind(said.get("kind", "")) or kind,
        population=int(_whole_number(people)) if people else None,
        alt_names=tuple(name for name in others if fold(name))[:ALT_NAMES_MAX],
        region=said.get("region", ""),
        verified_at=date.fromisoformat(seen) if seen else None,
    )


def _degrees(cell: str) -> float:
    return float(cell.replace(",", "."))


def _whole_number(cell: str) -> str:
    """Return the digits of a count: spreadsheets write 12 345 and 12345.0."""
    return cell.replace(" ", "").replace("\N{NO-BREAK SPACE}", "").removesuffix(".0")


def _kind(word: str) -> PlaceKind | None:
    folded = fold(word)
    return _KINDS.get(folded) or KIND_OF_WORDS.get(tuple(folded.split()))
