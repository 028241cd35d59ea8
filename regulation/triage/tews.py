"""The Triage Early Warning Score of the South African Triage Scale, adult version.

Source: SATS training manual (Western Cape Government, 2012), adult chart: seven findings, points
0 to 3 each; 7 and more red, 5 to 6 orange, 3 to 4 yellow, 0 to 2 green.
"""

from dataclasses import dataclass
from enum import StrEnum

from regulation.triage.vitals import Avpu, Mobility, Vitals


class TewsColour(StrEnum):
    """The colours of the scale, most urgent first."""

    RED = "RED"
    ORANGE = "ORANGE"
    YELLOW = "YELLOW"
    GREEN = "GREEN"


RED_FROM, ORANGE_FROM, YELLOW_FROM = 7, 5, 3
"""Points from which each colour holds; below the last it is green."""

_Bands = tuple[tuple[float, int], ...]
"""Upper end (inclusive) and points, lowest band first."""

_TOP = float("inf")
BREATHS: _Bands = ((8, 2), (14, 0), (20, 1), (29, 2), (_TOP, 3))
HEART: _Bands = ((40, 2), (50, 1), (100, 0), (110, 1), (129, 2), (_TOP, 3))
SYSTOLIC: _Bands = ((70, 3), (80, 2), (100, 1), (199, 0), (_TOP, 2))
COLD_BELOW_C, HOT_FROM_C = 35.0, 38.5
OUT_OF_TEMPERATURE = 2
AVPU: dict[Avpu, int] = {Avpu.A: 0, Avpu.V: 1, Avpu.C: 2, Avpu.P: 2, Avpu.U: 3}
MOBILITY: dict[Mobility, int] = {Mobility.WALKING: 0, Mobility.WITH_HELP: 1, Mobility.STRETCHER: 2}
TRAUMA = 1

MOST: dict[str, int] = {
    "breaths_per_min": 3,
    "heart_per_min": 3,
    "systolic_mmhg": 3,
    "temperature_c": OUT_OF_TEMPERATURE,
    "avpu": 3,
    "mobility": 2,
    "trauma": TRAUMA,
}
"""The findings that are scored, with the most points each can give."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tews:
    """The score: what the known findings give, and what is missing.

    `points` counts only what is known. `at_least` is the colour they prove; `at_most` the colour
    if every missing finding were at its worst. The colour is known only where both agree: an
    incomplete score is never shown as green.
    """

    points: int
    missing: tuple[str, ...]

    @property
    def at_least(self) -> TewsColour:
        """The colour that is proved."""
        return colour_of(self.points)

    @property
    def at_most(self) -> TewsColour:
        """The colour if all that is missing were at its worst."""
        return colour_of(self.points + sum(MOST[name] for name in self.missing))

    @property
    def colour(self) -> TewsColour | None:
        """The colour, or None while what is missing could still change it."""
        return self.at_least if self.at_least is self.at_most else None


def colour_of(points: int) -> TewsColour:
    """Return the colour of a number of points."""
    if points >= RED_FROM:
        return TewsColour.RED
    if points >= ORANGE_FROM:
        return TewsColour.ORANGE
    return TewsColour.YELLOW if points >= YELLOW_FROM else TewsColour.GREEN


def tews(vitals: Vitals) -> Tews:
    """Score a round of measurements by the adult chart."""
    known = {
        "breaths_per_min": _banded(BREATHS, vitals.breaths_per_min),
        "heart_per_min": _banded(HEART, vitals.heart_per_min),
        "systolic_mmhg": _banded(SYSTOLIC, vitals.systolic_mmhg),
        "temperature_c": _temperature(vitals.temperature_c),
        "avpu": None if vitals.avpu is None else AVPU[vitals.avpu],
        "mobility": None if vitals.mobility is None else MOBILITY[vitals.mobility],
        "trauma": None if vitals.trauma is None else TRAUMA * vitals.trauma,
    }
    return Tews(
        points=sum(points for points in known.values() if points is not None),
        missing=tuple(name for name, points in known.items() if points is None),
    )


def _banded(bands: _Bands, value: float | None) -> int | None:
    if value is None:
        return None
    return next(points for upper, points in bands if value <= upper)


def _temperature(value_c: float | None) -> int | None:
    if value_c is None:
        return None
    return 0 if COLD_BELOW_C <= value_c < HOT_FROM_C else OUT_OF_TEMPERATURE
