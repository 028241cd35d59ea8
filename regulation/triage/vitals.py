"""Vital signs as somebody measured them, and which values can be true."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Avpu(StrEnum):
    """How the patient responds; C (newly confused) belongs to SATS, the rest is AVPU."""

    A = "A"
    C = "C"
    V = "V"
    P = "P"
    U = "U"


class Mobility(StrEnum):
    """How the patient came or moves."""

    WALKING = "WALKING"
    WITH_HELP = "WITH_HELP"
    STRETCHER = "STRETCHER"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """One round of measurements; None where nothing was measured.

    Breaths and beats a minute, systolic pressure in mmHg, temperature in degrees Celsius, oxygen
    saturation in percent, glucose in mmol/L.
    """

    breaths_per_min: int | None = None
    heart_per_min: int | None = None
    systolic_mmhg: int | None = None
    temperature_c: float | None = None
    spo2_pct: int | None = None
    glucose_mmol_l: float | None = None
    avpu: Avpu | None = None
    mobility: Mobility | None = None
    trauma: bool | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was measured."""
        return all(getattr(self, name) is None for name in self.__slots__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """What a value can be at all (`least` to `most`), and what is hardly ever true of the living.

    Outside of `low` to `high` the value is probably mistyped or the device misread; it is kept
    and shown as improbable, because it may be true.
    """

    field: str
    unit: str
    least: float
    low: float
    high: float
    most: float


RANGES: tuple[Range, ...] = (
    Range(field="breaths_per_min", unit="/min", least=0, low=6, high=70, most=120),
    Range(field="heart_per_min", unit="/min", least=0, low=25, high=220, most=320),
    Range(field="systolic_mmhg", unit="mmHg", least=0, low=50, high=250, most=320),
    Range(field="temperature_c", unit="°C", least=15, low=32, high=42, most=46),
    Range(field="spo2_pct", unit="%", least=0, low=60, high=100, most=100),
    Range(field="glucose_mmol_l", unit="mmol/L", least=0, low=1, high=35, most=80),
)
"""`least` and `most` are the limits of life and of common devices (15 degrees: deepest survived
cooling; 320 beats: fastest infant arrhythmia); `low` and `high` are wide on purpose."""


def impossible(vitals: Vitals) -> tuple[Range, float] | None:
    """Return the first value that cannot be, with its range; None when all can."""
    return next(
        ((one, value) for one, value in _values(vitals) if not one.least <= value <= one.most), None
    )


def improbable(vitals: Vitals) -> tuple[str, ...]:
    """Return the fields whose value is hardly ever true: to be measured or typed again."""
    return tuple(one.field for one, value in _values(vitals) if not one.low <= value <= one.high)


def _values(vitals: Vitals) -> Iterator[tuple[Range, float]]:
    for one in RANGES:
        value = getattr(vitals, one.field)
        if value is not None:
            yield one, float(value)
