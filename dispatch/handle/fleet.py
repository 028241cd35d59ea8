"""Acts on units and wards: service, beds."""

from dispatch.command import ReportBeds, SetUnitService
from dispatch.handle.act import Act, Things
from dispatch.policy import Target
from dispatch.refusal import must
from dispatch.subject import UNIT, WARD
from fleet.refusal import Refusal
from fleet.unit import Unit, UnitEvent, decide_service
from fleet.ward import Ward, decide_beds


async def report_beds(act: Act, command: ReportBeds) -> Things:
    """Record how many beds a ward says are free."""
    ward: Ward = await act.work.get(WARD, command.ward_id)
    target = Target(centres=frozenset({ward.centre_id}), ward_id=ward.id)
    by = act.work.authorise(target)
    event = must(decide_beds(ward, command.beds_free, act.work.at))
    return {"ward": await act.work.record(event, by=by)}


async def set_unit_service(act: Act, command: SetUnitService) -> Things:
    """Put a unit in service or take it out."""
    unit: Unit = await act.work.get(UNIT, command.unit_id)
    target = Target(centres=frozenset({unit.centre_id}), unit_id=unit.id)
    by = act.work.authorise(target)
    event = must(_service_decided(unit, command, act))
    return {"unit": await act.work.record(event, by=by)}


def _service_decided(unit: Unit, command: SetUnitService, act: Act) -> UnitEvent | Refusal:
    return decide_service(
        unit, in_service=command.in_service, reason=command.reason, at=act.work.at
    )
