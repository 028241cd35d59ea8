"""What a unit was last said to have: fuel, crew, equipment, and until when its crew is on duty.

Each figure keeps who said it and when. A figure of an earlier duty is not forgotten and not
believed either: it is shown with its age, and bars nothing.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Generic, TypeVar

from fleet.refusal import Refusal

T = TypeVar("T")

BELIEVED: Final = timedelta(hours=12)
"""The length of a duty: whoever said it has gone home by then. A draft, as every figure here."""

SHIFT_AHEAD_MAX: Final = timedelta(hours=36)
"""No duty is longer; a later end is a slip of the date."""

SHIFT_PAST_MAX: Final = timedelta(hours=12)
"""A crew may still say that its duty was over this morning; before that it was another crew's."""

RANGE_KM_MAX: Final = 1_500.0
"""Two tanks of an ambulance; more is a slip of a digit."""


class Fuel(StrEnum):
    """How much is in the tank, as the lamp on the dashboard tells it."""

    OK = "ok"
    LOW = "low"
    EMPTY = "empty"


class CrewRole(StrEnum):
    """A seat in the vehicle that may be empty today."""

    PHYSICIAN = "physician"
    NURSE = "nurse"
    ATTENDANT = "attendant"
    """Ambulance attendant or first aider."""
    DRIVER = "driver"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tank:
    """The fuel, and the kilometres it is good for if somebody read them off."""

    fuel: Fuel
    range_km: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated(Generic[T]):
    """A value with the name of who stated it and the moment."""

    value: T
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """All that was stated of a unit; None where nobody has said anything yet."""

    tank: Stated[Tank] | None = None
    shift_ends_at: Stated[datetime] | None = None
    missing_crew: Stated[frozenset[CrewRole]] | None = None
    missing_equipment: Stated[frozenset[str]] | None = None

    def valid_until(self, stated_at: datetime) -> datetime:
        """Return until when what was stated then is believed: the end of that duty."""
        end = stated_at + BELIEVED
        shift = self.shift_ends_at
        if shift is not None and stated_at < shift.value < end:
            return shift.value
        return end


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What somebody states in one go; None is not said, and leaves what was said before."""

    tank: Tank | None = None
    shift_ends_at: datetime | None = None
    missing_crew: frozenset[CrewRole] | None = None
    missing_equipment: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitConditionStated:
    """Somebody said in which condition a unit is; `by` is the name."""

    unit_id: str
    report: Report
    by: str
    at: datetime


def decide_condition(
    unit_id: str, equipment: frozenset[str], report: Report, *, by: str, at: datetime
) -> UnitConditionStated | Refusal:
    """Decide to note a report on a unit that carries `equipment`.

    The same report again is no repetition but a confirmation. Refuses an empty report, and what
    cannot be: a range beyond `RANGE_KM_MAX` or with an empty tank, a duty that ends days away,
    a missing thing that the unit never carried.
    """
    refusal = _nothing(report) or _fuel_fault(report.tank) or _shift_fault(report, at)
    if refusal is not None:
        return refusal
    foreign = (report.missing_equipment or frozenset()) - equipment
    if foreign:
        return Refusal(code="equipment_not_aboard", facts={"equipment": ", ".join(sorted(foreign))})
    return UnitConditionStated(unit_id=unit_id, report=report, by=by, at=at)


def _nothing(report: Report) -> Refusal | None:
    said = (report.tank, report.shift_ends_at, report.missing_crew, report.missing_equipment)
    return Refusal(code="nothing_stated") if all(one is None for one in said) else None


def _fuel_fault(tank: Tank | None) -> Refusal | None:
    if tank is None or tank.range_km is None:
        return None
    if not 0 <= tank.range_km <= RANGE_KM_MAX:
        return Refusal(code="range_implausible", facts={"max": f"{RANGE_KM_MAX:.0f}"})
    if tank.fuel is Fuel.EMPTY and tank.range_km > 0:
        return Refusal(code="range_of_empty_tank")
    return None


def _shift_fault(report: Report, at: datetime) -> Refusal | None:
    end = report.shift_ends_at
    if end is None or at - SHIFT_PAST_MAX <= end <= at + SHIFT_AHEAD_MAX:
        return None
    return Refusal(code="shift_end_implausible")


def after(condition: Condition, event: UnitConditionStated) -> Condition:
    """Return the condition once the report is noted; what it does not speak of stays."""

    def stated(value: T | None, before: Stated[T] | None) -> Stated[T] | None:
        return before if value is None else Stated(value=value, by=event.by, at=event.at)

    said = event.report
    return replace(
        condition,
        tank=stated(said.tank, condition.tank),
        shift_ends_at=stated(said.shift_ends_at, condition.shift_ends_at),
        missing_crew=stated(said.missing_crew, condition.missing_crew),
        missing_equipment=stated(said.missing_equipment, condition.missing_equipment),
    )
