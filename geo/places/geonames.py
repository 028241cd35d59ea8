"""Reads GeoNames dumps: tab-separated, one feature a line, as `SN.txt` and `allCountries.txt`.

The columns are those of https://download.geonames.org/export/dump/readme.txt.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final

from geo.naming.names import fold
from geo.naming.place_kind import PlaceKind
from geo.places.row import ALT_NAMES_MAX, PlacesRefused, Read, Row, WrongRow

COLUMNS_COUNT: Final = 19
NAME, ASCII_NAME, ALTERNATE_NAMES, LAT, LON, FEATURE_CLASS, FEATURE_CODE, COUNTRY = range(1, 9)
POPULATION: Final = 14
CHANGED_AT: Final = 18

CITY_PEOPLE: Final = 100_000
TOWN_PEOPLE: Final = 10_000
"""From so many inhabitants on; Senegal's villages stay below the second."""

_SEATS: Final = {
    "PPLC": PlaceKind.CITY,
    "PPLA": PlaceKind.CITY,
    "PPLA2": PlaceKind.TOWN,
    "PPLA3": PlaceKind.TOWN,
    "PPLX": PlaceKind.QUARTER,
}
_GONE: Final = frozenset({"PPLH", "PPLQ", "PPLW", "PPLCH"})
"""Places of the past: abandoned, destroyed."""

_LANDMARKS: Final = {
    "HSP": PlaceKind.HOSPITAL,
    "HSPC": PlaceKind.CLINIC,
    "HSPD": PlaceKind.HEALTH_POST,
    "CTRM": PlaceKind.HEALTH_POST,
    "MSQE": PlaceKind.MOSQUE,
    "CH": PlaceKind.CHURCH,
    "SCH": PlaceKind.SCHOOL,
    "SCHC": PlaceKind.SCHOOL,
    "UNIV": PlaceKind.SCHOOL,
    "MKT": PlaceKind.MARKET,
    "PP": PlaceKind.POLICE,
    "PS": PlaceKind.OTHER,
    "BUSTN": PlaceKind.BUS_STATION,
    "RSTN": PlaceKind.RAILWAY_STATION,
    "RDJCT": PlaceKind.JUNCTION,
    "RDCR": PlaceKind.JUNCTION,
    "BDG": PlaceKind.BRIDGE,
    "FY": PlaceKind.FERRY,
    "AIRP": PlaceKind.AIRPORT,
    "AIRF": PlaceKind.AIRPORT,
    "HTL": PlaceKind.HOTEL,
    "GHSE": PlaceKind.HOTEL,
    "STDM": PlaceKind.STADIUM,
    "MLM": PlaceKind.OTHER,
    "MNMT": PlaceKind.OTHER,
    "TRIG": PlaceKind.OTHER,
}
_CLASSES: Final = frozenset("PSRL")
"""Settlements, buildings, roads, areas: what a caller names. Rivers and hills are passed over."""


def read_geonames(lines: Iterable[bytes], country: str) -> Read:
    """Return the settlements and landmarks of one country, ISO 3166-1 alpha-2.

    Raises ``PlacesRefused`` for a file in another encoding or format, one of another country,
    and one whose last line is cut.
    """
    rows: list[Row] = []
    wrong: list[WrongRow] = []
    passed_over, strangers = 0, set[str]()
    changed = ""
    number = 0
    for number, line in enumerate(lines, 1):
        cells = _cells(line, number)
        if cells[COUNTRY] != country:
            strangers.add(cells[COUNTRY])
            passed_over += 1
            continue
        changed = max(changed, cells[CHANGED_AT].strip())
        row = _row(cells, number)
        if isinstance(row, Row):
            rows.append(row)
        elif isinstance(row, WrongRow):
            wrong.append(row)
        else:
            passed_over += 1
    if not rows and strangers:
        listed = ", ".join(sorted(strangers)[:5])
        raise PlacesRefused("places_other_country", found=listed, country=country, lines=number)
    return Read(rows=rows, wrong=wrong, passed_over=passed_over, dated=_day(changed))


def _cells(line: bytes, number: int) -> list[str]:
    try:
        cells = line.decode("utf-8").rstrip("\r\n").split("\t")
    except UnicodeDecodeError as error:
        raise PlacesRefused("places_encoding", line=number) from error
    if len(cells) != COLUMNS_COUNT:
        code = "places_not_geonames" if number == 1 else "places_file_cut"
        raise PlacesRefused(code, line=number, columns=len(cells), needed=COLUMNS_COUNT)
    return cells


def _row(cells: list[str], number: int) -> Row | WrongRow | None:
    people = int(cells[POPULATION]) if cells[POPULATION].isdigit() else 0
    kind = _kind(cells[FEATURE_CLASS], cells[FEATURE_CODE], people)
    if kind is None or not fold(cells[NAME] or cells[ASCII_NAME]):
        return None
    try:
        lat, lon = float(cells[LAT]), float(cells[LON])
    except ValueError:
        return WrongRow(line=number, code="position", cell=f"{cells[LAT]}, {cells[LON]}")
    return Row(
        line=number,
        name=cells[NAME] or cells[ASCII_NAME],
        lat=lat,
        lon=lon,
        kind=kind,
        population=people or None,
        alt_names=_other_names(cells),
    )


def _kind(feature_class: str, code: str, people: int) -> PlaceKind | None:
    if feature_class == "P" and code not in _GONE:
        if code in _SEATS:
            return _SEATS[code]
        if people >= CITY_PEOPLE:
            return PlaceKind.CITY
        return PlaceKind.TOWN if people >= TOWN_PEOPLE else PlaceKind.VILLAGE
    return _LANDMARKS.get(code) if feature_class in _CLASSES else None


def _other_names(cells: list[str]) -> tuple[str, ...]:
    """Return other names in Latin script, without those that differ in accents only."""
    known = {fold(cells[NAME])}
    names: list[str] = []
    for name in [cells[ASCII_NAME], *cells[ALTERNATE_NAMES].split(",")]:
        folded = fold(name)
        if folded and folded not in known:
            known.add(folded)
            names.append(name.strip())
    return tuple(names[:ALT_NAMES_MAX])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
