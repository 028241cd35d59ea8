"""A line made small for a slow network: as few points as it needs, then differences as letters.

The letters are the encoded polyline of maps: latitude first, five decimals, five bits a letter.
https://developers.google.com/maps/documentation/utilities/polylinealgorithm
"""

from collections.abc import Sequence
from typing import Final

from shapely import LineString

from geo.position import Position

DECIMALS: Final = 1e5
"""Five decimals of a degree are a metre."""

OFFSET: Final = 63
FIVE_BITS: Final = 0x1F
MORE: Final = 0x20

FINE_DEG: Final = 0.0001
"""Eleven metres: finer than a cheap receiver and than a sketch on a phone."""

COARSER: Final = 2.0
POINTS_MAX: Final = 1000
"""About 8 kB of letters; a hundred kilometres of road take a third of it."""


def simplified(line: Sequence[Position], points_max: int = POINTS_MAX) -> tuple[Position, ...]:
    """Return the line with no more points than asked for, both ends among them.

    Points within 11 m of the line that is left are let go, and more of them where there are
    still too many. ``points_max`` is at least 2. Raises ValueError for a line of less than two.
    """
    if len(line) < 2:  # noqa: PLR2004 - what a line is
        raise ValueError("a line has two ends")
    whole, fine_deg = LineString([(point.lon, point.lat) for point in line]), FINE_DEG
    kept = whole.simplify(fine_deg, preserve_topology=False)
    while len(kept.coords) > points_max:
        fine_deg *= COARSER
        kept = whole.simplify(fine_deg, preserve_topology=False)
    return tuple(Position(lat=lat, lon=lon) for lon, lat in kept.coords)


def encoded(line: Sequence[Position]) -> str:
    """Return the letters of a line; each point is rounded for itself, so no error adds up."""
    letters, before = [], (0, 0)
    for point in line:
        here = (round(point.lat * DECIMALS), round(point.lon * DECIMALS))
        letters += [_letters(now - then) for now, then in zip(here, before, strict=True)]
        before = here
    return "".join(letters)


def _letters(number: int) -> str:
    value = ~(number << 1) if number < 0 else number << 1
    found = ""
    while value >= MORE:
        found += chr((MORE | (value & FIVE_BITS)) + OFFSET)
        value >>= 5
    return found + chr(value + OFFSET)
