"""Reads a file of places of any format we know, and checks it against the country."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import IO, Final

from geo.country import Country
from geo.naming.place_kind import SETTLEMENTS, PlaceKind
from geo.naming.place_table import BETWEEN, PlaceTable
from geo.places.check import Checked, check
from geo.places.geonames import read_geonames
from geo.places.osm import read_osm
from geo.places.packed import Part, Source
from geo.places.row import PlacesRefused, Read
from geo.places.table_csv import read_csv

GEONAMES, CSV, OSM = "geonames", "csv", "osm"

_SUFFIXES: Final = {".txt": GEONAMES, ".zip": GEONAMES, ".csv": CSV, ".pbf": OSM, ".osm": OSM}
_NAMES: Final = {GEONAMES: "GeoNames", OSM: "OpenStreetMap"}
_LICENCES: Final = {
    GEONAMES: "CC BY 4.0, https://www.geonames.org",
    OSM: "ODbL 1.0, © OpenStreetMap contributors",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Says what to take of a file: kinds (all when empty), its source's name and terms.

    ``kind`` is that of rows that say none.
    """

    kinds: frozenset[PlaceKind] = frozenset()
    kind: PlaceKind = PlaceKind.VILLAGE
    name: str = ""
    licence: str = ""
    skip_wrong: bool = False


class RowsWrong(PlacesRefused):
    """Says that lines of a file are wrong; they stand in ``checked``."""

    def __init__(self, checked: Checked) -> None:
        super().__init__("places_rows_wrong", count=len(checked.wrong))
        self.checked = checked


def read_part(
    path: Path, country: Country, wanted: Wanted, now: datetime
) -> tuple[Part, Checked, Read]:
    """Return the part that a file makes, and what was seen on the way.

    Raises ``PlacesRefused``, as ``RowsWrong`` when lines of a CSV file are wrong.
    """
    format_ = _SUFFIXES.get(path.suffix.lower())
    if format_ is None:
        raise PlacesRefused("places_unknown_format", file=path.name)
    try:
        read = _read(path, format_, country, wanted)
        with path.open("rb") as file:
            checksum = file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise PlacesRefused("places_unreadable", reason=error.strerror or error) from error
    if wanted.kinds:
        read = replace(read, rows=[row for row in read.rows if row.kind in wanted.kinds])
    checked = check(read, country.territories, country.regions)
    if checked.wrong and format_ == CSV and not wanted.skip_wrong:
        raise RowsWrong(checked)
    source = Source(
        name=wanted.name or _NAMES.get(format_, path.stem.replace(BETWEEN, " ")),
        format=format_,
        file=path.name,
        sha256=checksum,
        licence=wanted.licence or _LICENCES.get(format_, ""),
        dated=read.dated,
        imported_at=now,
        places=len(checked.places),
        abroad=checked.abroad,
    )
    return Part(source=source, places=PlaceTable.of(checked.places)), checked, read


def landmarks(part: Part) -> int:
    """Return how many of the places are no settlements."""
    return sum(PlaceKind(kind) not in SETTLEMENTS for kind in part.places.kind)


def _read(path: Path, format_: str, country: Country, wanted: Wanted) -> Read:
    if format_ == OSM:
        return read_osm(path)
    if format_ == CSV:
        return read_csv(path.read_bytes(), wanted.kind)
    with _lines(path) as lines:
        return read_geonames(lines, country.code)


@contextmanager
def _lines(path: Path) -> Iterator[IO[bytes]]:
    """Open a dump, alone or in the archive it is published in."""
    if path.suffix.lower() != ".zip":
        with path.open("rb") as file:
            yield file
        return
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_dump_in(archive)) as inner:
            yield inner
    except (zipfile.BadZipFile, EOFError) as error:
        raise PlacesRefused("places_file_cut", line=0) from error


def _dump_in(archive: zipfile.ZipFile) -> str:
    names = [one for one in archive.namelist() if one.endswith(".txt") and "readme" not in one]
    if not names:
        raise PlacesRefused("places_empty")
    return names[0]
