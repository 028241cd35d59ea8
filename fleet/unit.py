"""A vehicle with its crew: what it is, where it stands when idle, whether it is in service."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from fleet.condition import Condition, UnitConditionStated, after
from fleet.refusal import Refusal
from fleet.reservation import Reservation, ReservationEvent, UnitReleased, UnitReserved
from geo.position import Position


class UnitKind(StrEnum):
    """A kind of vehicle; values are codes of Hub Santé's `typeVecteur`."""

    SMUR_VLM = "SMUR.VLM"
    """Light vehicle that brings a physician and cannot carry a patient."""
    SMUR_AR = "SMUR.AR"
    """Intensive care ambulance."""
    SMUR_AR_PED = "SMUR.AR-PED"
    """Intensive care ambulance for children and newborns."""
    SIS_VSAV = "SIS.VSAV"
    """Fire brigade rescue ambulance."""
    TSU_AMB = "TSU.AMB"
    """Ambulance of no particular category."""
    TSU_VSL = "TSU.VSL"
    """Light vehicle for seated patients."""

    @property
    def transports(self) -> bool:
        """Whether the vehicle can carry a patient, as Hub Santé's list says."""
        return self is not UnitKind.SMUR_VLM


class Team(StrEnum):
    """The best trained level aboard; values are codes of Hub Santé's `typePEC`."""

    MED = "MED"
    PARAMED = "PARAMED"
    SECOURS = "SECOURS"
    SANS = "SANS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A vehicle with its crew, as one centre engages it."""

    id: str
    centre_id: str
    name: str
    kind: UnitKind
    team: Team
    home: Position
    """Where the unit waits, and where it is taken to be when it has sent no position."""
    home_name: str
    equipment: frozenset[str]
    in_service: bool = True
    out_reason: str | None = None
    """Why the unit is out of service; None while it is in service."""
    condition: Condition = field(default_factory=Condition)
    """What its crew or the room last said of fuel, duty, crew and equipment."""
    reservation: Reservation | None = None
    """The last one made, also when its time is over: see `fleet.reservation.standing`."""

    @property
    def medicalised(self) -> bool:
        """Whether a physician is aboard."""
        return self.team is Team.MED


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRegistered:
    """A unit entered the fleet, or its description was replaced."""

    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPutInService:
    """A unit may be engaged again."""

    unit_id: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitTakenOutOfService:
    """A unit may not be engaged, and someone said why."""

    unit_id: str
    reason: str
    at: datetime


ServiceEvent = UnitPutInService | UnitTakenOutOfService
UnitEvent = UnitRegistered | ServiceEvent | UnitConditionStated | ReservationEvent


def decide_service(
    unit: Unit, *, in_service: bool, reason: str | None, at: datetime
) -> ServiceEvent | Refusal:
    """Decide to put a unit in service or take it out.

    Taking a unit out needs a reason, because the next regulator asks for it. A change that
    changes nothing is refused, so that two people see that they pressed together.
    """
    if unit.in_service == in_service:
        code = "unit_already_in_service" if in_service else "unit_already_out_of_service"
        return Refusal(code=code, facts={"unit_id": unit.id})
    if in_service:
        return UnitPutInService(unit_id=unit.id, at=at)
    if reason is None or not reason.strip():
        return Refusal(code="reason_required", facts={"unit_id": unit.id})
    return UnitTakenOutOfService(unit_id=unit.id, reason=reason.strip(), at=at)


def evolve(unit: Unit | None, event: UnitEvent) -> Unit:
    """Return the unit as it is after the event.

    Raises ValueError when the event speaks of another unit, or of one never registered.
    """
    if isinstance(event, UnitRegistered):
        return event.unit
    if unit is None or unit.id != event.unit_id:
        raise ValueError(f"event of unit {event.unit_id} applied to {unit and unit.id}")
    if isinstance(event, UnitConditionStated):
        return replace(unit, condition=after(unit.condition, event))
    if isinstance(event, UnitReserved):
        return replace(unit, reservation=event.reservation)
    if isinstance(event, UnitReleased):
        return replace(unit, reservation=None)
    if isinstance(event, UnitPutInService):
        return replace(unit, in_service=True, out_reason=None)
    return replace(unit, in_service=False, out_reason=event.reason)
