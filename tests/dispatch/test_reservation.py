"""A unit that still ends a mission is kept for the next case: it sends nobody, and all see it."""

from dispatch import command as commands
from dispatch.proposal.unit_option import UnitOption
from fleet.status import MissionStatus
from fleet.unit import Unit
from regulation.case import Case
from tests.dispatch.house import House
from tests.dispatch.story import decide, open_case, order, refused, step
from tests.people import physician

UNIT = "KL-SMUR-1"


async def decided(house: House) -> Case:
    return await decide(house, await open_case(house))


async def reserve(house: House, case: Case, unit_id: str = UNIT) -> Unit:
    asked = commands.ReserveUnit(case_id=case.id, unit_id=unit_id)
    unit: Unit = (await house.do(asked, physician("KL"))).things["unit"]
    return unit


async def option(house: House, case: Case) -> UnitOption:
    proposal = await house.reader.proposal(case.id, actor=physician("KL"))
    asked = proposal.asked_units.ranked(at_most=None)
    return next(one for one in asked if one.candidate.unit.id == UNIT)


def codes(one: UnitOption) -> set[str]:
    return {reason.code for reason in one.reasons}


async def test_a_reserved_unit_is_proposed_to_its_case_and_to_no_other(house: House) -> None:
    first, second, third = [await decided(house) for _ in range(3)]
    mission = await order(house, first, UNIT)
    unit = await reserve(house, second)
    assert unit.reservation is not None
    assert unit.reservation.case_number == second.number
    await step(house, mission, MissionStatus.ARRIVEE, MissionStatus.REN_BASE)
    ours, theirs = await option(house, second), await option(house, third)
    assert (ours.can_go, ours.proposed) == (True, True)
    assert "reserved_here" in codes(ours)
    assert (theirs.can_go, theirs.proposed) == (False, False)
    assert "reserved_for" in codes(theirs)


async def test_another_case_takes_a_reserved_unit_only_with_a_reason(house: House) -> None:
    kept_for, other = await decided(house), await decided(house)
    await reserve(house, kept_for)
    with refused("unit_reserved") as facts:
        asked = commands.OrderMission(case_id=other.id, unit_id=UNIT, override_reason=None)
        await house.do(asked, physician("KL"))
    assert facts["case"] == kept_for.number
    with refused("unit_reserved"):
        await reserve(house, other)


async def test_the_order_ends_the_reservation(house: House) -> None:
    case = await decided(house)
    await reserve(house, case)
    await order(house, case, UNIT)
    asked = commands.ReleaseUnit(case_id=case.id, unit_id=UNIT)
    with refused("unit_not_reserved"):
        await house.do(asked, physician("KL"))


async def test_nobody_is_kept_for_a_case_without_a_decision_to_send(house: House) -> None:
    with refused("no_decision_to_send"):
        await reserve(house, await open_case(house))
