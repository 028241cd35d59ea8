"""Units, wards and positions on the wire."""

from datetime import date, datetime
from typing import Any

from fleet.condition import Condition, CrewRole, Fuel, Stated
from fleet.diversion import Diversion
from fleet.track import Fix, Freshness, freshness
from fleet.unit import Team, Unit, UnitKind
from fleet.ward import Ward
from geo.provenance import Trust
from web.view.wire import Moment, PositionView, View


class FuelView(View):
    """The fuel as somebody stated it; not to be relied on after `valid_until`."""

    fuel: Fuel
    range_km: float | None
    by: str
    at: Moment
    valid_until: Moment


class ShiftView(View):
    """When the crew's duty ends, as somebody stated it."""

    ends_at: Moment
    by: str
    at: Moment
    valid_until: Moment


class MissingCrewView(View):
    """Who is not aboard today; an empty list says that the crew is complete."""

    roles: list[CrewRole]
    by: str
    at: Moment
    valid_until: Moment


class MissingEquipmentView(View):
    """What is not aboard or broken; an empty list says that all is there."""

    items: list[str]
    by: str
    at: Moment
    valid_until: Moment


class ConditionView(View):
    """What was last said of a unit; null where nobody has said anything."""

    tank: FuelView | None
    shift: ShiftView | None
    missing_crew: MissingCrewView | None
    missing_equipment: MissingEquipmentView | None


class ReservationView(View):
    """For which case a unit is kept; not to be relied on after `until`."""

    case_id: str
    case_number: str
    by: str
    at: Moment
    until: Moment


class UnitView(View):
    """One vehicle with its crew."""

    id: str
    centre_id: str
    name: str
    kind: UnitKind
    team: Team
    medicalised: bool
    transports: bool
    home: PositionView
    home_name: str
    equipment: list[str]
    in_service: bool
    out_reason: str | None
    condition: ConditionView
    reservation: ReservationView | None


class DiversionView(View):
    """A ward cannot receive until some hour. Over by itself at `until`: compare it with the clock.

    `closed_to` is empty when the whole ward is closed.
    """

    closed_to: list[str]
    reason: str
    until: Moment
    since: Moment
    by_name: str
    whole_hospital: bool


class WardView(View):
    """One hospital ward. `confirmed` is false until the service has checked the entry."""

    id: str
    hospital_id: str
    hospital_name: str
    name: str
    centre_id: str
    region: str
    position: PositionView
    capabilities: list[str]
    beds_free: int | None
    beds_at: Moment | None
    diversion: DiversionView | None
    phone: str | None
    confirmed: bool
    trust: Trust
    sources_apart_m: float | None
    verified_on: date | None


class FixView(View):
    """Where a unit is, and how far that may be trusted."""

    unit_id: str
    lat: float
    lon: float
    fix_at: Moment
    speed_kmh: float | None
    heading_deg: float | None
    freshness: Freshness


def unit_view(unit: Unit) -> UnitView:
    """Return a unit as it goes over the wire."""
    same = {
        name: getattr(unit, name)
        for name in UnitView.model_fields
        if name not in {"transports", "equipment", "condition"}
    }
    return UnitView.model_validate(
        same
        | {
            "transports": unit.kind.transports,
            "equipment": sorted(unit.equipment),
            "condition": _condition_view(unit.condition),
        },
        from_attributes=True,
    )


def _condition_view(condition: Condition) -> ConditionView:
    said = condition

    def who(stated: Stated[Any]) -> dict[str, object]:
        return {"by": stated.by, "at": stated.at, "valid_until": said.valid_until(stated.at)}

    tank, shift = said.tank, said.shift_ends_at
    crew, things = said.missing_crew, said.missing_equipment
    return ConditionView.model_validate(
        {
            "tank": tank
            and {"fuel": tank.value.fuel, "range_km": tank.value.range_km, **who(tank)},
            "shift": shift and {"ends_at": shift.value, **who(shift)},
            "missing_crew": crew and {"roles": sorted(crew.value), **who(crew)},
            "missing_equipment": things and {"items": sorted(things.value), **who(things)},
        }
    )


def ward_view(ward: Ward) -> WardView:
    """Return a ward as it goes over the wire."""
    other = {"capabilities", "diversion", "verified_on"}
    same = {name: getattr(ward, name) for name in WardView.model_fields if name not in other}
    return WardView.model_validate(
        same
        | {
            "capabilities": sorted(ward.capabilities),
            "diversion": diversion_view(ward.diversion) if ward.diversion else None,
            "verified_on": ward.provenance.verified_on if ward.provenance else None,
        },
        from_attributes=True,
    )


def diversion_view(diversion: Diversion) -> DiversionView:
    """Return a diversion as it goes over the wire, whether it still holds or not."""
    same = {name: getattr(diversion, name) for name in DiversionView.model_fields}
    return DiversionView.model_validate(same | {"closed_to": sorted(diversion.closed_to)})


def fix_view(fix: Fix, now: datetime) -> FixView:
    """Return a position as it goes over the wire."""
    return FixView(
        unit_id=fix.unit_id,
        lat=round(fix.position.lat, 6),
        lon=round(fix.position.lon, 6),
        fix_at=fix.fix_at,
        speed_kmh=fix.speed_kmh,
        heading_deg=fix.heading_deg,
        freshness=freshness(fix, now),
    )
