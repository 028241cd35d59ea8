"""Encoded polylines: a line as differences of whole numbers, five bits to a letter.

https://developers.google.com/maps/documentation/utilities/polylinealgorithm ; Valhalla writes six
decimals, latitude first.
"""

from collections.abc import Iterator
from typing import Final

from geo.position import Position
from geo.servers.reading import garbage, position

DECIMALS_6: Final = 1e-6
OFFSET: Final = 63
FIVE_BITS: Final = 0x1F
MORE: Final = 0x20
SHIFT_MAX: Final = 35
"""A coordinate takes no more than 29 bits; a longer run is no polyline."""


def decoded(text: str) -> tuple[Position, ...]:
    """Return the line. Raises `RouterFailed` (GARBAGE) when the text is none."""
    numbers = list(_numbers(text))
    if len(numbers) % 2:
        raise garbage("a polyline that ends within a point")
    line, lat, lon = [], 0, 0
    for d_lat, d_lon in zip(numbers[::2], numbers[1::2], strict=True):
        lat, lon = lat + d_lat, lon + d_lon
        line.append(position(lat * DECIMALS_6, lon * DECIMALS_6, "polyline"))
    return tuple(line)


def _numbers(text: str) -> Iterator[int]:
    value = shift = 0
    for letter in text:
        bits = ord(letter) - OFFSET
        if not 0 <= bits < 2 * MORE or shift > SHIFT_MAX:
            raise garbage("a polyline of other letters")
        value |= (bits & FIVE_BITS) << shift
        shift += 5
        if bits < MORE:
            yield ~(value >> 1) if value & 1 else value >> 1
            value = shift = 0
    if shift:
        raise garbage("a polyline that breaks off")
