"""A unit kept for a case while it still ends a mission: later missions are reserved, not ordered.

A reservation sends nobody. When the unit is free the physician orders it, and until then every
other room sees for whom it is kept.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from fleet.refusal import Refusal

RESERVED_MAX: Final = timedelta(hours=2)
"""Longer than nearly every transfer; a reservation that was forgotten must not keep a unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation:
    """For which case a unit is kept, by whom, since when."""

    case_id: str
    case_number: str
    by: str
    at: datetime

    @property
    def until(self) -> datetime:
        """When it ends by itself."""
        return self.at + RESERVED_MAX


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReserved:
    """A physician keeps a unit for a case."""

    unit_id: str
    reservation: Reservation


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReleased:
    """The reservation is over: the unit was ordered, or is no longer kept."""

    unit_id: str
    case_id: str
    at: datetime


ReservationEvent = UnitReserved | UnitReleased


def standing(reservation: Reservation | None, now: datetime | None) -> Reservation | None:
    """Return the reservation while it holds at `now`, None when there is none or it is over."""
    if reservation is None or now is None or now >= reservation.until:
        return None
    return reservation


def decide_reserve(
    unit_id: str, unit_name: str, known: Reservation | None, wanted: Reservation
) -> UnitReserved | Refusal:
    """Decide to keep a unit; who has it reserved already is named, also to themselves."""
    held = standing(known, wanted.at)
    if held is not None:
        facts = {"unit": unit_name, "case": held.case_number, "by": held.by}
        return Refusal(code="unit_reserved", facts=facts)
    return UnitReserved(unit_id=unit_id, reservation=wanted)


def decide_release(
    unit_id: str, known: Reservation | None, case_id: str, at: datetime
) -> UnitReleased | Refusal:
    """Decide to let a unit go again; only the case it is kept for can."""
    held = standing(known, at)
    if held is None or held.case_id != case_id:
        return Refusal(code="unit_not_reserved", facts={"unit": unit_id})
    return UnitReleased(unit_id=unit_id, case_id=case_id, at=at)
