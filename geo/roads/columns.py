"""Ways poured into flat arrays as they come, so that a country's map never stands in objects."""

import math
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from geo.position import MEAN_EARTH_RADIUS_M
from geo.roads.graph import NONE, ROAD_CLASSES, SURFACES
from geo.roads.way import Direction, RoadWay

_CLASS: Final = {road_class: number for number, road_class in enumerate(ROAD_CLASSES)}
_SURFACE: Final = {surface: number for number, surface in enumerate(SURFACES)}

ENDS: Final = 2


class Numbers:
    """Gives each text a number, in the order they come."""

    def __init__(self, *first: str) -> None:
        self._numbers = {text: number for number, text in enumerate(first)}

    def of(self, text: str) -> int:
        """Return the text's number, a new one when it is new."""
        return self._numbers.setdefault(text, len(self._numbers))

    def texts(self) -> tuple[str, ...]:
        """List the texts; a text's number is its place."""
        return tuple(self._numbers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Holds ways as columns: their points one after the other, then one row per way.

    Points of way w are ``start[w]:start[w + 1]``. One-way streets all run forward.
    ``seconds_per_m`` is what driving a metre takes, a stated time spread over the whole length.
    ``own`` is true for ways that must not be joined with others: ferries, waits, borders, and
    those whose length the source states; ``stretch`` is that length by the length of the line.
    """

    node: NDArray[np.int64]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    start: NDArray[np.int64]
    road_class: NDArray[np.uint8]
    surface: NDArray[np.uint8]
    one_way: NDArray[np.bool_]
    roundabout: NDArray[np.bool_]
    own: NDArray[np.bool_]
    name: NDArray[np.int32]
    border: NDArray[np.int32]
    seconds_per_m: NDArray[np.float64]
    delay_s: NDArray[np.float64]
    length_m: NDArray[np.float64]
    stretch: NDArray[np.float64]
    names: tuple[str, ...]
    borders: tuple[str, ...]
    skipped: int


class _Pouring:
    """Collects the columns; see `Columns`."""

    def __init__(self) -> None:
        self.node, self.lat, self.lon = array("q"), array("d"), array("d")
        self.start = array("q", [0])
        self.rows: dict[str, array[Any]] = {
            "road_class": array("B"),
            "surface": array("B"),
            "one_way": array("B"),
            "roundabout": array("B"),
            "own": array("B"),
            "name": array("i"),
            "border": array("i"),
            "delay_s": array("d"),
        }
        self.speed_ms, self.drive_s, self.stated_m = array("d"), array("d"), array("d")
        self.names, self.borders = Numbers(""), Numbers()
        self.skipped = 0

    def add(self, way: RoadWay, speed_ms: float) -> None:
        """Append a way; a one-way street that runs backward is turned round."""
        turn = -1 if way.direction is Direction.BACKWARD else 1
        self.node.extend(way.nodes[::turn])
        self.lat.extend(position.lat for position in way.positions[::turn])
        self.lon.extend(position.lon for position in way.positions[::turn])
        self.start.append(len(self.node))
        stated = way.drive_s is not None or way.length_m is not None
        own = stated or way.delay_s > 0 or way.border is not None
        row = {
            "road_class": _CLASS[way.road_class],
            "surface": _SURFACE[way.surface],
            "one_way": way.direction is not Direction.BOTH,
            "roundabout": way.roundabout,
            "own": own,
            "name": self.names.of(way.ref or way.name),
            "border": NONE if way.border is None else self.borders.of(way.border),
            "delay_s": way.delay_s,
        }
        for column, value in row.items():
            self.rows[column].append(value)
        self.speed_ms.append(speed_ms)
        self.drive_s.append(math.nan if way.drive_s is None else way.drive_s)
        self.stated_m.append(math.nan if way.length_m is None else way.length_m)

    def columns(self) -> Columns:
        """Return what was collected, with each way's length."""
        lat, lon = np.asarray(self.lat), np.asarray(self.lon)
        start = np.asarray(self.start)
        line_m = _lengths(lat, lon, start)
        stated_m = np.asarray(self.stated_m)
        length_m = np.where(np.isnan(stated_m), line_m, stated_m)
        speed_ms, drive_s = np.asarray(self.speed_ms), np.asarray(self.drive_s)
        stated = drive_s / np.maximum(length_m, np.finfo(float).tiny)
        rows = {name: np.asarray(values) for name, values in self.rows.items()}
        for flag in ("one_way", "roundabout", "own"):
            rows[flag] = rows[flag].astype(np.bool_)
        return Columns(
            node=np.asarray(self.node),
            lat=lat,
            lon=lon,
            start=start,
            seconds_per_m=np.where(np.isnan(drive_s), 1 / speed_ms, stated),
            length_m=length_m,
            stretch=length_m / np.maximum(line_m, np.finfo(float).tiny),
            names=self.names.texts(),
            borders=self.borders.texts(),
            skipped=self.skipped,
            **rows,
        )


def pour(ways: Iterable[RoadWay], speed_kmh: Callable[[RoadWay], float]) -> Columns:
    """Return the ways as columns; what cannot be used is counted in ``skipped``."""
    pouring = _Pouring()
    for way in ways:
        speed = speed_kmh(way)
        if _usable(way, speed):
            pouring.add(way, speed / 3.6)
        else:
            pouring.skipped += 1
    return pouring.columns()


def metres(
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    to_lat: NDArray[np.float64],
    to_lon: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return the great-circle metres between pairs of points, as `geo.position.great_circle_m`."""
    rad_lat, rad_to = np.radians(lat), np.radians(to_lat)
    half_chord = (
        np.sin((rad_to - rad_lat) / 2) ** 2
        + np.cos(rad_lat) * np.cos(rad_to) * np.sin(np.radians(to_lon - lon) / 2) ** 2
    )
    far: NDArray[np.float64] = (
        2 * MEAN_EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(1.0, half_chord)))
    )
    return far


def _usable(way: RoadWay, speed_kmh: float) -> bool:
    far_m = 1.0 if way.length_m is None else way.length_m
    numbers = (speed_kmh, way.delay_s, 0.0 if way.drive_s is None else way.drive_s, far_m)
    return (
        len(way.nodes) == len(way.positions)
        and len(set(way.nodes)) >= ENDS
        and all(math.isfinite(number) for number in numbers)
        and min(speed_kmh, far_m) > 0
        and min(numbers) >= 0
        and any(position != way.positions[0] for position in way.positions)
    )


def _lengths(
    lat: NDArray[np.float64], lon: NDArray[np.float64], start: Sequence[int] | NDArray[np.int64]
) -> NDArray[np.float64]:
    steps = metres(lat[:-1], lon[:-1], lat[1:], lon[1:])
    along = np.concatenate(([0.0], np.cumsum(steps)))
    ends = np.asarray(start)
    total: NDArray[np.float64] = along[np.maximum(ends[1:] - 1, 0)] - along[ends[:-1]]
    return total
