"""Units, wards and positions."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import AwareDatetime, Field

from dispatch import command
from dispatch.policy import Reading, Target
from dispatch.reader import permitted
from fleet.condition import RANGE_KM_MAX, CrewRole, Fuel, Report, Tank
from fleet.track import Fix, Rejection
from geo.position import Position
from web.api.answer import UnitDone, WardDone, unit_done, ward_done
from web.signin import Key, Parts, Who
from web.view.wire import Body, Short, View

router = APIRouter(tags=["fleet"])

FIXES_MAX = 500
"""A phone that was without network for two hours hands in what it kept, thinned, in one go."""


class BedsBody(Body):
    """How many beds are free now."""

    beds_free: int = Field(ge=-1_000_000, le=1_000_000, examples=[3])


class DiversionBody(Body):
    """Until when a ward cannot receive, why, and what it is closed to; empty closes it whole."""

    reason: Short
    until: AwareDatetime
    closed_to: list[Annotated[str, Field(max_length=64)]] = Field(
        default=[], max_length=50, examples=[["stroke_unit_ct"]]
    )
    whole_hospital: bool = Field(default=False, description="Close every ward of the house.")


class ReopeningBody(Body):
    """The ward receives again; or every ward of its hospital."""

    whole_hospital: bool = False


class ServiceBody(Body):
    """In service or not, and why not."""

    in_service: bool
    reason: Short | None = None


class TankBody(Body):
    """The fuel; the kilometres it is good for, if somebody read them off."""

    fuel: Fuel
    range_km: float | None = Field(default=None, ge=0, le=RANGE_KM_MAX)


class ConditionBody(Body):
    """How a unit stands. What is left out stays as it was said before; the same again confirms."""

    tank: TankBody | None = None
    shift_ends_at: AwareDatetime | None = None
    missing_crew: list[CrewRole] | None = Field(default=None, max_length=8)
    missing_equipment: list[Short] | None = Field(default=None, max_length=40)


class FixBody(Body):
    """One position of one unit, by the device's clock."""

    unit_id: str = Field(max_length=64)
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    accuracy_m: float | None = Field(default=None, ge=0, le=1_000_000)
    fix_at: AwareDatetime
    speed_kmh: float | None = Field(default=None, ge=0, le=1000)
    heading_deg: float | None = Field(default=None, ge=0, le=360)


class FixesBody(Body):
    """Positions in the order they were made."""

    fixes: Annotated[list[FixBody], Field(min_length=1, max_length=FIXES_MAX)]


class FixRefused(View):
    """A position that was not believed."""

    index: int
    reason: Rejection


class FixesTaken(View):
    """How many positions were believed, and which were not and why."""

    accepted: int
    refused: list[FixRefused]


@router.post("/wards/{ward_id}/beds")
async def report_beds(ward_id: str, body: BedsBody, who: Who, key: Key, parts: Parts) -> WardDone:
    """Say how many beds a ward has free."""
    asked = command.ReportBeds(ward_id=ward_id, beds_free=body.beds_free)
    return ward_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/wards/{ward_id}/diversion")
async def declare_diversion(
    ward_id: str, body: DiversionBody, who: Who, key: Key, parts: Parts
) -> WardDone:
    """Close a ward, or its whole hospital, until some hour; said again it takes the last's place.

    The proposal goes round it, and every board of its centre shows it. It ends by itself.
    """
    asked = command.DeclareDiversion(
        ward_id=ward_id,
        reason=body.reason,
        until=body.until,
        closed_to=tuple(sorted(set(body.closed_to))),
        whole_hospital=body.whole_hospital,
    )
    return ward_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/wards/{ward_id}/reopening")
async def lift_diversion(
    ward_id: str, body: ReopeningBody, who: Who, key: Key, parts: Parts
) -> WardDone:
    """Say that a ward receives again before the hour it had named."""
    asked = command.LiftDiversion(ward_id=ward_id, whole_hospital=body.whole_hospital)
    return ward_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/units/{unit_id}/service")
async def set_service(
    unit_id: str, body: ServiceBody, who: Who, key: Key, parts: Parts
) -> UnitDone:
    """Put a unit in service or take it out."""
    asked = command.SetUnitService(unit_id=unit_id, in_service=body.in_service, reason=body.reason)
    return unit_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/units/{unit_id}/condition")
async def state_condition(
    unit_id: str, body: ConditionBody, who: Who, key: Key, parts: Parts
) -> UnitDone:
    """Say, or confirm, how a unit stands: fuel, end of duty, who and what is missing."""
    asked = command.StateUnitCondition(unit_id=unit_id, report=_report(body))
    return unit_done(await parts.desk.do(asked, actor=who, key=key))


def _report(body: ConditionBody) -> Report:
    tank, crew, things = body.tank, body.missing_crew, body.missing_equipment
    return Report(
        tank=None if tank is None else Tank(fuel=tank.fuel, range_km=tank.range_km),
        shift_ends_at=body.shift_ends_at,
        missing_crew=None if crew is None else frozenset(crew),
        missing_equipment=None if things is None else frozenset(things),
    )


@router.post("/positions")
async def report_positions(body: FixesBody, who: Who, parts: Parts) -> FixesTaken:
    """Take positions of the crew's own unit; needs no key, the newest simply wins."""
    received_at = parts.clock.now()
    fixes = []
    for fix in body.fixes:
        permitted(who, Reading.POSITIONS, Target(unit_id=fix.unit_id))
        fixes.append(
            Fix(
                unit_id=fix.unit_id,
                position=_position(fix),
                fix_at=fix.fix_at,
                received_at=received_at,
                speed_kmh=fix.speed_kmh,
                heading_deg=fix.heading_deg,
            )
        )
    verdicts = await parts.positions.report(fixes)
    refused = [
        FixRefused(index=index, reason=verdict)
        for index, verdict in enumerate(verdicts)
        if verdict is not None
    ]
    return FixesTaken(accepted=len(fixes) - len(refused), refused=refused)


def _position(fix: FixBody) -> Position:
    return Position(lat=fix.lat, lon=fix.lon, accuracy_m=fix.accuracy_m)
