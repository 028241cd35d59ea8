"""UTM and MGRS references, as armies and surveyors read them from a map or a receiver.

Formulas: L. Krüger's series (1912) to the third order, good to millimetres within a zone; the
letters are those of the Military Grid Reference System, NGA.SIG.0012 (2014).
"""

import math
import re
from typing import Final

from geo.position import InvalidPosition, Position

RADIUS_M: Final = 6_378_137.0
FLATTENING: Final = 1 / 298.257223563
SCALE: Final = 0.9996
FALSE_EAST_M: Final = 500_000.0
SOUTH_M: Final = 10_000_000.0
ZONE_DEG: Final = 6
ZONES: Final = 60

BANDS: Final = "CDEFGHJKLMNPQRSTUVWX"
"""Belts of eight degrees from 80 south; N and later letters are north of the equator."""

_BAND_DEG: Final = 8
_ROWS: Final = "ABCDEFGHJKLMNPQRSTUV"
_COLUMNS: Final = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")
_SQUARE_M: Final = 100_000
_CYCLE_M: Final = 2_000_000
_FARTHEST_EAST_M: Final = 900_000.0

_N: Final = FLATTENING / (2 - FLATTENING)
_MERIDIAN_M: Final = RADIUS_M / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_BETA: Final = (
    _N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96,
    _N**2 / 48 + _N**3 / 15,
    17 * _N**3 / 480,
)
_DELTA: Final = (2 * _N - 2 * _N**2 / 3 - 2 * _N**3, 7 * _N**2 / 3 - 8 * _N**3 / 5, 56 * _N**3 / 15)

_METRES: Final = r"\s*(?:m\b)?\s*"
_UTM: Final = re.compile(
    rf"(?:utm|zone|\s)*\b(\d{{1,2}})\s*([c-hj-np-x])[\s,;:]+(?:e\s*)?(\d{{6}}(?:[.,]\d+)?){_METRES}"
    rf"e?[\s,;/]+(?:n\s*)?(\d{{6,8}}(?:[.,]\d+)?){_METRES}n?\s*",
    re.IGNORECASE,
)
_MGRS: Final = re.compile(
    r"(?:mgrs\s*:?\s*)?(\d{1,2})([c-hj-np-x])\s?([a-hj-np-z])([a-hj-np-v])\s?"
    r"(\d{3,10})(?:\s+(\d{3,5}))?",
    re.IGNORECASE,
)
_FEWEST_DIGITS: Final = 6
"""A square of 100 m; fewer digits would take a house number for a reference."""


def parse_grid(text: str) -> Position | None:
    """Return the position of a UTM or MGRS reference, None when the text is neither.

    The radius is that of the square a reference names. Raises ``InvalidPosition`` for a zone,
    letter or distance that no map has.
    """
    utm, mgrs = _UTM.fullmatch(text.strip()), _MGRS.fullmatch(text.strip())
    if utm:
        zone, letter, east, north = utm.groups()
        is_north = letter.upper() >= "N"
        north_m = float(north.replace(",", ".")) - (0.0 if is_north else SOUTH_M)
        return _position(int(zone), float(east.replace(",", ".")), north_m, 1.0)
    digits = mgrs[5] + (mgrs[6] or "") if mgrs else ""
    if mgrs and len(digits) >= _FEWEST_DIGITS and len(digits) % 2 == 0:
        half = len(digits) // 2
        return _square(int(mgrs[1]), mgrs[2] + mgrs[3] + mgrs[4], digits[:half], digits[half:])
    return None


def _square(zone: int, letters: str, east: str, north: str) -> Position:
    band, column, row = (letters.upper()[at] for at in range(3))
    columns = _COLUMNS[(zone - 1) % len(_COLUMNS)]
    if column not in columns:
        raise InvalidPosition(f"no square {column}{row} in zone {zone}{band}")
    unit_m = 10.0 ** (5 - len(east))
    east_m = (columns.index(column) + 1) * _SQUARE_M + (int(east) + 0.5) * unit_m
    first = 5 if zone % 2 == 0 else 0  # even zones begin their rows at F
    row_m = (_ROWS.index(row) - first) % len(_ROWS) * _SQUARE_M + (int(north) + 0.5) * unit_m
    lowest_deg = (BANDS.index(band) - BANDS.index("N")) * _BAND_DEG
    lowest_m = math.radians(lowest_deg) * _MERIDIAN_M * SCALE - _SQUARE_M
    north_m = row_m + math.ceil((lowest_m - row_m) / _CYCLE_M) * _CYCLE_M
    return _position(zone, east_m, north_m, unit_m / math.sqrt(2))


def _position(zone: int, east_m: float, north_m: float, within_m: float) -> Position:
    """Return the point of a zone; north is counted from the equator, negative south of it."""
    if not 1 <= zone <= ZONES or not 100_000 <= east_m <= _FARTHEST_EAST_M:  # noqa: PLR2004
        raise InvalidPosition(f"no UTM zone {zone} with {east_m:.0f} m east")
    xi = north_m / (SCALE * _MERIDIAN_M)
    eta = (east_m - FALSE_EAST_M) / (SCALE * _MERIDIAN_M)
    xi_0, eta_0 = xi, eta
    for order, beta in enumerate(_BETA, 1):
        xi_0 -= beta * math.sin(2 * order * xi) * math.cosh(2 * order * eta)
        eta_0 -= beta * math.cos(2 * order * xi) * math.sinh(2 * order * eta)
    chi = math.asin(math.sin(xi_0) / math.cosh(eta_0))
    lat = chi + sum(delta * math.sin(2 * order * chi) for order, delta in enumerate(_DELTA, 1))
    lon = math.atan2(math.sinh(eta_0), math.cos(xi_0))
    middle_deg = zone * ZONE_DEG - 183
    return Position(lat=math.degrees(lat), lon=middle_deg + math.degrees(lon), accuracy_m=within_m)
