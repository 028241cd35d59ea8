"""Plus Codes: an address for places that have none, readable over a bad line."""

import math
import re
from dataclasses import dataclass
from typing import Final

from openlocationcode import openlocationcode

from geo.position import Position
from geo.saying.coordinates import METRES_PER_DEGREE

_CODE: Final = re.compile(r"(?<![\w+])([23456789CFGHJMPQRVWX0]{0,8}\+[23456789CFGHJMPQRVWX]{0,13})"
                          r"(?![\w+])", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidCode:
    """Holds a Plus Code found in a text and the words beside it, which may name its town."""

    code: str
    locality: str

    @property
    def is_full(self) -> bool:
        """Says whether the code stands alone, without a town."""
        return bool(openlocationcode.isFull(self.code))


def find_code(text: str) -> SaidCode | None:
    """Return the first valid Plus Code in the text, full or short, or None."""
    for match in _CODE.finditer(text):
        if openlocationcode.isValid(match[1]):
            beside = f"{text[: match.start()]} {text[match.end() :]}"
            return SaidCode(code=match[1].upper(), locality=" ".join(beside.split()).strip(" ,;"))
    return None


def decode(code: str, near: Position | None = None) -> Position | None:
    """Return the middle of the code's cell, with the distance to its corner as accuracy.

    A short code needs a reference ``near`` and means the matching cell nearest to it; without
    one it is not a place and the answer is None. An invalid code gives None too.
    """
    if not openlocationcode.isValid(code):
        return None
    if openlocationcode.isShort(code):
        if near is None:
            return None
        code = openlocationcode.recoverNearest(code, near.lat, near.lon)
    if not openlocationcode.isFull(code):
        return None
    area = openlocationcode.decode(code)
    lat, lon = area.latitudeCenter, area.longitudeCenter
    half_height_m = (area.latitudeHi - lat) * METRES_PER_DEGREE
    half_width_m = (area.longitudeHi - lon) * METRES_PER_DEGREE * math.cos(math.radians(lat))
    return Position(lat=lat, lon=lon, accuracy_m=math.hypot(half_height_m, half_width_m))


DIGITS: Final = 10
"""Of a full code as it is read out: a cell of about 14 by 14 metres."""


def encode(position: Position, digits: int = DIGITS) -> str:
    """Return the full code of a position; 8 digits name a cell of 280 m, 11 one of 3 m."""
    return str(openlocationcode.encode(position.lat, position.lon, digits))


def shorten(code: str, near: Position) -> str:
    """Return the code as it is said beside the name of a town near by, "8F+3C".

    A code too far from ``near``, a short one and one with padding stay as they are.
    """
    if not openlocationcode.isFull(code) or "0" in code:
        return code
    return str(openlocationcode.shorten(code, near.lat, near.lon))
