"""Reads roads from a CSV edge list: what a road agency or a model has, one stretch a line.

Columns, in any order, separated by commas or semicolons; decimal points:

* ``from_id``, ``from_lat``, ``from_lon``, ``to_id``, ``to_lat``, ``to_lon``: the two ends, degrees
  WGS84; an id is any text, and ends of one id meet there;
* ``class``: motorway, trunk, primary, secondary, tertiary, local, service, track, ferry;
* and, where known: ``length_m`` (by road), ``surface`` (paved, laterite, sand), ``oneway`` (yes,
  no, -1), ``speed_kmh``, ``seconds`` (for the whole, instead of a speed), ``ferry_wait_s``,
  ``border`` (id of the crossing passed), ``name``.
"""

import csv
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeVar

from geo.position import InvalidPosition, Position, great_circle_m
from geo.roads.map_refused import MapFault, MapRefused
from geo.roads.speed import FERRY_WAIT_S, speed_kmh
from geo.roads.way import Direction, RoadClass, RoadWay, Surface
from geo.saying.locate import other_readings

NEEDED: Final = ("from_id", "from_lat", "from_lon", "to_id", "to_lat", "to_lon", "class")
_DIRECTIONS: Final = {
    "": Direction.BOTH,
    "no": Direction.BOTH,
    "0": Direction.BOTH,
    "yes": Direction.FORWARD,
    "1": Direction.FORWARD,
    "-1": Direction.BACKWARD,
}

SHORTER_THAN_STRAIGHT: Final = 0.98
"""A road cannot be shorter than the straight line between its ends; the rest is rounding."""

MOST_KMH: Final = 160.0
"""No stretch of road is driven faster; the figure is a slip, or in another unit."""

SAME_PLACE_M: Final = 20.0
"""Two positions of one id may differ by rounding only."""


class _Wrong(ValueError):  # noqa: N818 - named for what it says
    """What is wrong in one line; told with the file and the line."""


def is_edge_list(path: Path) -> bool:
    """Say whether a file's name or first line promises an edge list."""
    if path.suffix.lower() == ".csv":
        return True
    try:
        with path.open("rb") as file:
            return b"from_lat" in file.readline(1000)
    except OSError:
        return False


def read_edge_list(path: Path, is_here: Callable[[Position], bool]) -> Iterator[RoadWay]:
    """Yield the roads of a file; ``is_here`` says whether a point is in the country.

    Raises `MapRefused`: ``file_missing``, ``not_a_map``, ``bad_columns``, ``bad_line`` with file,
    line and what is wrong, ``swapped_axes`` where only exchanging the two numbers, or giving the
    west its sign, leads to a point of the country.
    """
    reading = _Reading(file=path.name, is_here=is_here)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            delimiter = ";" if ";" in file.readline() else ","
            file.seek(0)
            rows = csv.DictReader(file, delimiter=delimiter)
            reading.check_columns(rows.fieldnames or ())
            for row in rows:
                yield reading.way(row, rows.line_num)
    except OSError as error:
        raise MapRefused(MapFault.FILE_MISSING, file=str(path), why=error.strerror) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise MapRefused(MapFault.NOT_A_MAP, file=path.name, why=str(error)) from error


@dataclass(slots=True, kw_only=True)
class _Reading:
    """One pass over a file: an id stands for one place, wherever it is named."""

    file: str
    is_here: Callable[[Position], bool]
    nodes: dict[str, tuple[int, Position]] = field(default_factory=dict)

    def check_columns(self, names: Sequence[str]) -> None:
        lacking = [name for name in NEEDED if name not in names]
        if lacking:
            raise MapRefused(MapFault.BAD_COLUMNS, file=self.file, columns=", ".join(lacking))

    def way(self, row: Mapping[str | None, str | None], line: int) -> RoadWay:
        if None in row:
            raise self._bad(line, "more cells than columns")
        said = {name: (value or "").strip() for name, value in row.items() if name}
        try:
            ends = [self._end(said, end, line) for end in ("from", "to")]
            return _way(said, ends)
        except (_Wrong, InvalidPosition) as wrong:
            raise self._bad(line, str(wrong)) from wrong

    def _end(self, said: Mapping[str, str], end: str, line: int) -> tuple[int, Position]:
        name = said[f"{end}_id"]
        if not name:
            raise _Wrong(f"no {end}_id")
        lat, lon = (_number(said, f"{end}_{axis}", least=-180.0) for axis in ("lat", "lon"))
        if lat is None or lon is None:
            raise _Wrong(f"no position of {end}_id {name}")
        position = Position(lat=lat, lon=lon)
        self._check_axes(position, line)
        number, known = self.nodes.setdefault(name, (len(self.nodes), position))
        if great_circle_m(known, position) > SAME_PLACE_M:
            raise _Wrong(f"{end}_id {name} has another position than before")
        return number, known

    def _check_axes(self, position: Position, line: int) -> None:
        if self.is_here(position):
            return
        meant = next((at for at in other_readings(position).values() if self.is_here(at)), None)
        if meant is not None:
            raise MapRefused(
                MapFault.SWAPPED_AXES,
                file=self.file,
                line=line,
                said=f"{position.lat:g}, {position.lon:g}",
                meant=f"{meant.lat:g}, {meant.lon:g}",
            )

    def _bad(self, line: int, why: str) -> MapRefused:
        return MapRefused(MapFault.BAD_LINE, file=self.file, line=line, why=why)


def _way(said: Mapping[str, str], ends: Sequence[tuple[int, Position]]) -> RoadWay:
    (tail, start), (head, end) = ends
    if tail == head:
        raise _Wrong("from_id and to_id are the same")
    road_class = _one_of(said, "class", RoadClass)
    if said.get("oneway", "") not in _DIRECTIONS:
        raise _Wrong(f"oneway {said['oneway']!r} is none of yes, no, -1")
    waits_s = _number(said, "ferry_wait_s")
    default_s = FERRY_WAIT_S if road_class is RoadClass.FERRY else 0.0
    way = RoadWay(
        nodes=(tail, head),
        positions=(start, end),
        road_class=road_class,
        surface=_one_of(said, "surface", Surface, Surface.UNKNOWN),
        direction=_DIRECTIONS[said.get("oneway", "")],
        name=said.get("name", ""),
        delay_s=default_s if waits_s is None else waits_s,
        border=said.get("border") or None,
    )
    return _timed(way, said)


def _timed(way: RoadWay, said: Mapping[str, str]) -> RoadWay:
    """Give a road its length and time as stated; what is not stated follows from the class."""
    straight_m = great_circle_m(*way.positions)
    stated_m, seconds = _number(said, "length_m"), _number(said, "seconds")
    if stated_m is not None and stated_m < straight_m * SHORTER_THAN_STRAIGHT:
        raise _Wrong(f"length_m {stated_m:g} is less than the straight line, {straight_m:.0f} m")
    road_m, kmh = stated_m or straight_m, _number(said, "speed_kmh", least=1.0)
    if seconds is None:
        seconds = road_m / ((kmh or speed_kmh(way)) / 3.6)
    if not seconds or road_m / seconds * 3.6 > MOST_KMH:
        raise _Wrong(f"{road_m:.0f} m in {seconds:.0f} s is faster than {MOST_KMH:g} km/h")
    return replace(way, drive_s=seconds, length_m=stated_m)


def _number(said: Mapping[str, str], column: str, *, least: float = 0.0) -> float | None:
    text = said.get(column, "")
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        raise _Wrong(f"{column} {text!r} is no number") from None
    if not (math.isfinite(number) and number >= least):
        raise _Wrong(f"{column} {text!r} is out of range")
    return number


_E = TypeVar("_E", bound=StrEnum)


def _one_of(said: Mapping[str, str], column: str, kinds: type[_E], default: _E | None = None) -> _E:
    text = said.get(column, "").lower()
    if not text and default is not None:
        return default
    try:
        return kinds(text)
    except ValueError:
        choices = ", ".join(kinds)
        raise _Wrong(f"{column} {text!r} is none of {choices}") from None
