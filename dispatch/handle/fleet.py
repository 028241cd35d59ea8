"""Acts on units and wards: service, beds, diversion."""

from dispatch.command import (
    DeclareDiversion,
    LiftDiversion,
    ReportBeds,
    SetUnitService,
    StateUnitCondition,
)
from dispatch.handle.act import Act, Things
from dispatch.policy import Target
from dispatch.refusal import Refused, must
from dispatch.store import rows, tables
from dispatch.subject import UNIT, WARD
from fleet.condition import decide_condition
from fleet.diversion import Diversion
from fleet.refusal import Refusal
from fleet.unit import Unit, UnitEvent, decide_service
from fleet.ward import Ward, decide_beds, decide_diversion, decide_reopening, diverted
from regulation.person import Person


async def report_beds(act: Act, command: ReportBeds) -> Things:
    """Record how many beds a ward says are free."""
    ward: Ward = await act.work.get(WARD, command.ward_id)
    by = _may(act, ward)
    event = must(decide_beds(ward, command.beds_free, act.work.at))
    return {"ward": await act.work.record(event, by=by)}


async def declare_diversion(act: Act, command: DeclareDiversion) -> Things:
    """Close a ward, or every ward of its hospital, until the hour it names."""
    ward: Ward = await act.work.get(WARD, command.ward_id)
    closed: dict[str, Ward] = {}
    closed_to = frozenset(command.closed_to)
    for each, by in await _meant(act, ward, whole_hospital=command.whole_hospital):
        same = each.id == ward.id
        # The scanner of a house is out of order for those of its wards that have one.
        if closed_to and not (same or closed_to & each.capabilities):
            continue
        diversion = Diversion(
            closed_to=closed_to if same else closed_to & each.capabilities,
            reason=command.reason,
            until=command.until,
            since=act.work.at,
            by_id=by.id,
            by_name=by.name,
            whole_hospital=command.whole_hospital,
        )
        event = must(decide_diversion(each, diversion))
        closed[each.id] = await act.work.record(event, by=by)
    return {"ward": closed[ward.id]}


async def lift_diversion(act: Act, command: LiftDiversion) -> Things:
    """Let a ward, or every closed ward of its hospital, receive again."""
    ward: Ward = await act.work.get(WARD, command.ward_id)
    meant = await _meant(act, ward, whole_hospital=command.whole_hospital)
    opened: dict[str, Ward] = {}
    for each, by in meant:
        if command.whole_hospital and diverted(each, act.work.at) is None:
            continue
        reopening = decide_reopening(each, by_id=by.id, by_name=by.name, at=act.work.at)
        opened[each.id] = await act.work.record(must(reopening), by=by)
    if not opened:
        raise Refused("not_on_diversion")
    return {"ward": opened.get(ward.id, ward)}


async def _meant(act: Act, ward: Ward, *, whole_hospital: bool) -> list[tuple[Ward, Person]]:
    """Return the wards concerned, each with who may speak for it; raises Refused `not_allowed`.

    Whoever closes a house must be allowed to speak for each of its wards: the room is.
    """
    if not whole_hospital:
        return [(ward, _may(act, ward))]
    of_centre: list[Ward] = await rows.where(
        act.work.connection, WARD, tables.ward.c.centre_id == ward.centre_id
    )
    house = [each.id for each in of_centre if each.hospital_id == ward.hospital_id]
    wards: list[Ward] = [await act.work.get(WARD, id_) for id_ in house]
    return [(each, _may(act, each)) for each in wards]


def _may(act: Act, ward: Ward) -> Person:
    return act.work.authorise(Target(centres=frozenset({ward.centre_id}), ward_id=ward.id))


async def set_unit_service(act: Act, command: SetUnitService) -> Things:
    """Put a unit in service or take it out."""
    unit: Unit = await act.work.get(UNIT, command.unit_id)
    target = Target(centres=frozenset({unit.centre_id}), unit_id=unit.id)
    by = act.work.authorise(target)
    event = must(_service_decided(unit, command, act))
    return {"unit": await act.work.record(event, by=by)}


async def state_unit_condition(act: Act, command: StateUnitCondition) -> Things:
    """Note how a unit stands, by the name of who says so."""
    unit: Unit = await act.work.get(UNIT, command.unit_id)
    target = Target(centres=frozenset({unit.centre_id}), unit_id=unit.id)
    by = act.work.authorise(target)
    event = must(
        decide_condition(unit.id, unit.equipment, command.report, by=by.name, at=act.work.at)
    )
    return {"unit": await act.work.record(event, by=by)}


def _service_decided(unit: Unit, command: SetUnitService, act: Act) -> UnitEvent | Refusal:
    return decide_service(
        unit, in_service=command.in_service, reason=command.reason, at=act.work.at
    )
