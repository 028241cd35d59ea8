"""Units, wards and positions on the wire."""

from datetime import datetime

from fleet.diversion import Diversion
from fleet.track import Fix, Freshness, freshness
from fleet.unit import Team, Unit, UnitKind
from fleet.ward import Ward
from web.view.wire import Moment, PositionView, View


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
        if name not in {"transports", "equipment"}
    }
    return UnitView.model_validate(
        same | {"transports": unit.kind.transports, "equipment": sorted(unit.equipment)},
        from_attributes=True,
    )


def ward_view(ward: Ward) -> WardView:
    """Return a ward as it goes over the wire."""
    other = {"capabilities", "diversion"}
    same = {name: getattr(ward, name) for name in WardView.model_fields if name not in other}
    return WardView.model_validate(
        same
        | {
            "capabilities": sorted(ward.capabilities),
            "diversion": diversion_view(ward.diversion) if ward.diversion else None,
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
