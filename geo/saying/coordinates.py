"""Coordinates in the ways people say, type and forward them."""

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Final

from geo.position import InvalidPosition, Position
from geo.saying.maplink import read_link
from geo.saying.spoken_number import in_digits
from geo.saying.utm import parse_grid

SIXTY = 60
LATITUDE, LONGITUDE = "latitude", "longitude"
AXES: Final = (LATITUDE, LONGITUDE)

METRES_PER_DEGREE: Final = 111_320.0
"""One degree along the equator, WGS84."""

HEMISPHERES: Final = {
    "N": (LATITUDE, 1),
    "S": (LATITUDE, -1),
    "E": (LONGITUDE, 1),
    "W": (LONGITUDE, -1),
    "O": (LONGITUDE, -1),  # Ouest: the language of the desk is French, so O is never "Ost"
}
"""What each letter says: the axis and the sign."""

_SPOKEN: Final = {
    "nord": "N", "north": "N", "sud": "S", "south": "S", "est": "E", "east": "E",
    "ouest": "W", "west": "W", "degres": "°", "degre": "°", "degrees": "°", "deg": "°",
    "minutes": "'", "minute": "'", "min": "'", "secondes": '"', "seconde": '"', "seconds": '"',
    "sec": '"', "latitude": " ", "longitude": " ", "lat": " ", "long": " ", "lon": " ",
    "lng": " ", "gps": " ", "et": " ", "and": " ", "virgule": ",", "comma": ",", "point": ".",
    "moins": "-", "minus": "-", "coordonnees": " ", "position": " ",
}  # fmt: skip
_SPOKEN_WORD: Final = re.compile(rf"(?<![a-z])({'|'.join(_SPOKEN)})(?![a-z])\s*[:=]?")
_MARKS: Final = str.maketrans(
    {
        "\N{MASCULINE ORDINAL INDICATOR}": "°",
        "\N{RING ABOVE}": "°",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{PRIME}": "'",
        "\N{ACUTE ACCENT}": "'",
        "\N{DOUBLE PRIME}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{MINUS SIGN}": "-",
        "\N{EN DASH}": "-",
    }
)
"""The marks that keyboards and messengers put in place of the plain ones."""

_NUMBER: Final = r"\d+(?:\.\d+)?"
_ANGLE: Final = rf"[-+]?{_NUMBER}\s*°?(?:\s*{_NUMBER}\s*'?)?(?:\s*{_NUMBER}\s*(?:\"|'')?)?"
_DEGREES: Final = rf"[-+]?{_NUMBER}\s*°(?:\s*{_NUMBER}\s*'?)?(?:\s*{_NUMBER}\s*(?:\"|'')?)?"
_BETWEEN: Final = r"[\s,;/|]*"
_LETTER: Final = "[NSEWO]"

_LETTER_LAST: Final = re.compile(
    rf"{_BETWEEN}({_ANGLE})\s*({_LETTER}){_BETWEEN}({_ANGLE})\s*({_LETTER}){_BETWEEN}",
    re.IGNORECASE,
)
_LETTER_FIRST: Final = re.compile(
    rf"{_BETWEEN}({_LETTER})\s*({_ANGLE}){_BETWEEN}({_LETTER})\s*({_ANGLE}){_BETWEEN}",
    re.IGNORECASE,
)
_SIGNED_DEGREES: Final = re.compile(rf"{_BETWEEN}({_DEGREES}){_BETWEEN}({_DEGREES}){_BETWEEN}")
_TWO_NUMBERS: Final = re.compile(
    rf"{_BETWEEN}([-+]?{_NUMBER})(?:\s*[,;/|]\s*|\s+)([-+]?{_NUMBER}){_BETWEEN}"
)
_IN_A_SENTENCE: Final = re.compile(
    r"(?<![\d.,])([-+]?\d{1,3}\.\d{3,})(?:\s*[,;/|]\s*|\s+)([-+]?\d{1,3}\.\d{3,})(?![\d.])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Axis:
    degrees: float
    axis: str | None


def parse_coordinates(text: str) -> Position | None:
    """Return the position written in ``text``, or None when it is not coordinates.

    Understands decimal degrees with point or comma, degrees-minutes-seconds, hemisphere letters
    before or after (``O`` is Ouest), the spoken words for all of these, French numbers in words,
    UTM and MGRS references, ``geo:`` addresses and forwarded map links. Two bare whole numbers
    are a house number or a phone, not a position.
    Raises ``InvalidPosition`` when the text is coordinates of no place on earth.
    """
    link = read_link(text)
    elsewise = link.position if link else parse_grid(text)
    if elsewise:
        return replace(elsewise, accuracy_m=None)
    plain = _plain(text)
    for written in (plain, _plain(in_digits(_bare_letters(text)))):
        for read in (_with_letters, _with_degree_signs, _two_numbers, _inside_a_sentence):
            found = read(written)
            if found:
                return _position(*found)
    return None


def written_within_m(text: str) -> float | None:
    """Return how exactly coordinates are written, in metres, None when they have no decimals.

    Half a unit of the last decimal that both numbers have: two decimals name a quarter of a
    town, five a doorway. Degrees, minutes and seconds are told by their marks, not here.
    """
    grid = parse_grid(text)
    if grid:
        return grid.accuracy_m
    plain = _plain(in_digits(_bare_letters(text)))
    decimals = [len(number) for number in re.findall(r"\d\.(\d+)", plain)]
    if len(decimals) != len(AXES) or re.search("['\"]", plain):
        return None
    return METRES_PER_DEGREE / 10.0 ** min(decimals) / 2


def _plain(text: str) -> str:
    """Write marks, spoken words and decimal commas the one way the patterns know."""
    said = _SPOKEN_WORD.sub(lambda match: _SPOKEN[match[1]], _bare_letters(text))
    said = re.sub(r"(\d)\s+\.(\d)", r"\1.\2", said)
    if re.search(r"\d\.\d", said):
        return said.strip()
    return re.sub(r"(\d+)\s?,(\d+)", r"\1.\2", said).strip()


def _bare_letters(text: str) -> str:
    lowered = text.translate(_MARKS).casefold()
    return "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))


def _with_letters(plain: str) -> tuple[_Axis, _Axis] | None:
    last, first = _LETTER_LAST.fullmatch(plain), _LETTER_FIRST.fullmatch(plain)
    if last:
        return _lettered(last[1], last[2]), _lettered(last[3], last[4])
    if first:
        return _lettered(first[2], first[1]), _lettered(first[4], first[3])
    return None


def _with_degree_signs(plain: str) -> tuple[_Axis, _Axis] | None:
    match = _SIGNED_DEGREES.fullmatch(plain)
    if not match:
        return None
    first, second = (_Axis(degrees=_angle_deg(angle), axis=None) for angle in match.groups())
    return first, second


def _two_numbers(plain: str) -> tuple[_Axis, _Axis] | None:
    match = _TWO_NUMBERS.fullmatch(plain)
    if not match or not any("." in number for number in match.groups()):
        return None
    return _bare(match[1], match[2])


def _inside_a_sentence(plain: str) -> tuple[_Axis, _Axis] | None:
    match = _IN_A_SENTENCE.search(plain)
    return _bare(match[1], match[2]) if match else None


def _bare(first: str, second: str) -> tuple[_Axis, _Axis]:
    return _Axis(degrees=float(first), axis=None), _Axis(degrees=float(second), axis=None)


def _lettered(angle: str, letter: str) -> _Axis:
    axis, sign = HEMISPHERES[letter.upper()]
    degrees = _angle_deg(angle)
    if degrees < 0 and sign < 0:  # "-17.44 W": people who write both mean west once
        sign = 1
    return _Axis(degrees=degrees * sign, axis=axis)


def _angle_deg(angle: str) -> float:
    parts = [float(number) for number in re.findall(_NUMBER, angle)]
    if any(part >= SIXTY for part in parts[1:]):
        raise InvalidPosition(f"minutes and seconds stop at 59: {angle!r}")
    size = sum(part / float(SIXTY**power) for power, part in enumerate(parts))
    return -size if angle.lstrip().startswith("-") else size


def _position(first: _Axis, second: _Axis) -> Position:
    """Put the two axes in order; without letters the first is the latitude."""
    if first.axis is not None and first.axis == second.axis:
        raise InvalidPosition(f"two values of {first.axis}, none of the other axis")
    if first.axis == LONGITUDE:
        first, second = second, first
    return Position(lat=first.degrees, lon=second.degrees)
