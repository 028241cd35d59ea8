"""Reads professional callers from a CSV file: what is wrong is told by line, nothing is guessed.

Columns: number, name, type (Hub Santé's typeAppelant), centre; and, where known, place, lat, lon.
"""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from geo.position import InvalidPosition, Position
from regulation.caller import CallerType
from regulation.known_caller import NAME_LENGTH_MAX, PROFESSIONALS, KnownCaller
from regulation.phone import e164

NEEDED = ("number", "name", "type", "centre")


class CallerRefused(ValueError):  # noqa: N818 - named for what happened, as the others
    """A caller cannot be entered; says what is wrong."""


def read_callers(path: Path, centres: frozenset[str]) -> list[KnownCaller]:
    """Return the callers of a file.

    Raises CallerRefused with every line that is wrong; a file is taken whole or not at all.
    """
    # Spreadsheets put a mark before the first column's name.
    with path.open(encoding="utf-8-sig", newline="") as file:
        sample = file.readline()
        file.seek(0)
        rows = csv.DictReader(file, delimiter=";" if ";" in sample else ",")
        lacking = [name for name in NEEDED if name not in (rows.fieldnames or ())]
        if lacking:
            raise CallerRefused(f"no column {', '.join(lacking)}")
        return list(_all_or_none(rows, centres))


def _all_or_none(rows: "csv.DictReader[str]", centres: frozenset[str]) -> Iterator[KnownCaller]:
    read, wrong = [], []
    for row in rows:
        try:
            read.append(known_caller(row, centres))
        except CallerRefused as refused:
            wrong.append(f"line {rows.line_num}: {refused}")
    if wrong:
        raise CallerRefused("\n".join(wrong))
    yield from read


def known_caller(row: Mapping[str, str | None], centres: frozenset[str]) -> KnownCaller:
    """Return one caller from words; raises CallerRefused for what cannot be."""
    said = {name: (value or "").strip() for name, value in row.items() if name}
    number = e164(said.get("number", ""))
    if number is None:
        raise CallerRefused(f"no telephone number: {said.get('number', '')!r}")
    name = said.get("name", "")
    if not name or len(name) > NAME_LENGTH_MAX:
        raise CallerRefused("a name is needed, of at most 200 characters")
    type_ = said.get("type", "").upper()
    if type_ not in {one.value for one in PROFESSIONALS}:
        raise CallerRefused(f"no professional's type: {type_!r}")
    if said.get("centre") not in centres:
        raise CallerRefused(f"no such centre: {said.get('centre', '')!r}")
    return KnownCaller(
        number=number,
        name=name,
        type=CallerType(type_),
        centre_id=said["centre"],
        place=said.get("place", ""),
        position=_position(said.get("lat", ""), said.get("lon", "")),
    )


def _position(lat: str, lon: str) -> Position | None:
    if not lat and not lon:
        return None
    try:
        return Position(lat=float(lat), lon=float(lon))
    except (ValueError, InvalidPosition) as wrong:
        raise CallerRefused(f"no position: {lat!r}, {lon!r}") from wrong
