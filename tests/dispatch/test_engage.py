"""Sending units: one unit, one active mission; the physician chooses, and says why."""

import asyncio

import pytest
from sqlalchemy.exc import IntegrityError

from dispatch import command as commands
from dispatch.actor import Actor
from dispatch.mission import Mission
from dispatch.recommend import as_good
from dispatch.refusal import Refused
from dispatch.store import rows, tables
from dispatch.store.engine import reading, writing
from dispatch.subject import MISSION
from fleet.status import MissionStatus
from regulation.decision import DecisionType
from tests.dispatch.house import House
from tests.dispatch.story import (
    GASPING,
    TOUBA,
    assess,
    decide,
    on_board,
    open_case,
    order,
    refused,
    step,
)
from tests.people import call_taker, crew, physician

OTHERS = 3
"""How many more physicians press "send" at the same moment."""


async def active_missions(house: House, unit_id: str) -> list[Mission]:
    async with reading(house.engine) as connection:
        return await rows.where(
            connection, MISSION, tables.mission.c.unit_id == unit_id, tables.mission.c.active
        )


async def test_second_regulator_is_told_the_unit_is_taken(house: House) -> None:
    first, second = await decide(house, await open_case(house)), await open_case(house)
    second = await decide(house, second, by=physician("KL", 2))
    await order(house, first, "KL-SMUR-1")
    with refused("unit_taken") as facts:
        await order(house, second, "KL-SMUR-1", by=physician("KL", 2))
    assert facts == {
        "unit": "SMUR Kaolack 1",
        "case": first.number,
        "by": physician("KL").name,
    }


async def test_of_physicians_who_press_together_exactly_one_wins(house: House) -> None:
    near = [await decide(house, await open_case(house)) for _ in range(OTHERS)]
    far = await decide(house, await open_case(house, TOUBA, "TB"))
    presses = [order(house, case, "KL-SMUR-1") for case in (*near, far)]
    results = await asyncio.gather(*presses, return_exceptions=True)
    won = [result for result in results if isinstance(result, Mission)]
    lost = [result for result in results if isinstance(result, Refused)]
    assert (len(won), len(lost)) == (1, OTHERS)
    assert {refusal.code for refusal in lost} == {"unit_taken"}
    assert {refusal.facts["case"] for refusal in lost} == {won[0].ordered.case_number}
    assert [m.id for m in await active_missions(house, "KL-SMUR-1")] == [won[0].id]


async def test_the_database_itself_refuses_a_second_active_mission(house: House) -> None:
    await order(house, await decide(house, await open_case(house)), "KL-SMUR-1")
    by_hand = {"case_id": "x", "unit_id": "KL-SMUR-1", "active": True, "body": {}}
    with pytest.raises(IntegrityError):
        async with writing(house.engine) as connection:
            await connection.execute(tables.mission.insert().values(id="second", **by_hand))
    async with writing(house.engine) as connection:
        ended = tables.mission.insert().values(id="third", **(by_hand | {"active": False}))
        await connection.execute(ended)


async def test_a_unit_on_its_way_back_may_be_sent_again(house: House) -> None:
    first = await order(house, await decide(house, await open_case(house)), "KL-SMUR-1")
    first = await step(house, first, MissionStatus.ARRIVEE, MissionStatus.RETOUR)
    second = await order(house, await decide(house, await open_case(house)), "KL-SMUR-1")
    assert (first.active, second.active) == (False, True)
    assert (first.status, second.status) == (MissionStatus.RETOUR, MissionStatus.DECLENCHE)


async def test_a_correction_cannot_take_back_a_unit_that_went_elsewhere(house: House) -> None:
    first = await order(house, await decide(house, await open_case(house)), "KL-SMUR-1")
    await step(house, first, MissionStatus.ARRIVEE, MissionStatus.RETOUR)
    other = await decide(house, await open_case(house))
    await order(house, other, "KL-SMUR-1")
    with refused("unit_taken") as facts:
        await house.do(
            commands.CorrectMission(mission_id=first.id, at_device=None), crew("KL-SMUR-1")
        )
    assert facts["case"] == other.number


async def test_a_slip_of_the_thumb_is_taken_back_once(quick_house: House) -> None:
    house = quick_house
    mission = await order(house, await decide(house, await open_case(house)), "KL-SMUR-1")
    await step(house, mission, MissionStatus.ARRIVEE, MissionStatus.FINPEC)
    correction = commands.CorrectMission(mission_id=mission.id, at_device=None)
    corrected = (await house.do(correction, crew("KL-SMUR-1"))).things["mission"]
    assert corrected.status is MissionStatus.ARRIVEE
    assert [entry.corrected for entry in corrected.history] == [False, False, False, True]
    with refused("nothing_to_correct"):
        await house.do(correction, crew("KL-SMUR-1"))


async def test_a_unit_of_another_centre_gets_the_case_on_its_own_board(house: House) -> None:
    case = await decide(house, await open_case(house))
    mission = await order(house, case, "TB-SMUR-1")
    assert (await on_board(house, "TB", "case", case.id)).shared_with == {"TB"}
    assert await on_board(house, "TB", "mission", mission.id) == mission


@pytest.mark.parametrize("unit_id", ["KL-VSAV-1", "KL-AMB-1", "DK-VSL-1", "SL-AMB-1"])
async def test_the_physician_may_send_any_unit_with_a_reason(
    quick_house: House, unit_id: str
) -> None:
    case, _ = await assess(quick_house, await open_case(quick_house), GASPING)
    case = await decide(quick_house, case)
    mission = await order(quick_house, case, unit_id)
    assert (mission.unit_id, mission.active) == (unit_id, True)


async def test_the_proposed_unit_needs_no_reason(quick_house: House) -> None:
    case = await decide(quick_house, await open_case(quick_house))
    proposal = await quick_house.reader.proposal(case.id, actor=physician("KL"))
    first = proposal.units[0]
    second = next(one for one in proposal.units if one.can_go and not as_good(one, first))
    assert first.proposed
    bare = commands.OrderMission(
        case_id=case.id, unit_id=second.candidate.unit.id, override_reason=" "
    )
    with refused("override_needs_reason") as facts:
        await quick_house.do(bare, physician("KL"))
    assert facts["proposed"] == first.candidate.unit.name
    proposed = commands.OrderMission(
        case_id=case.id, unit_id=first.candidate.unit.id, override_reason=None
    )
    await quick_house.do(proposed, physician("KL"))


async def test_a_unit_out_of_service_is_not_sent(quick_house: House) -> None:
    out = commands.SetUnitService(unit_id="KL-SMUR-1", in_service=False, reason="pneu crevé")
    await quick_house.do(out, crew("KL-SMUR-1"))
    with refused("unit_out_of_service") as facts:
        await order(
            quick_house, await decide(quick_house, await open_case(quick_house)), "KL-SMUR-1"
        )
    assert facts["reason"] == "pneu crevé"


async def test_nothing_is_sent_without_the_decision_to_send(quick_house: House) -> None:
    case = await open_case(quick_house)
    with refused("no_decision_to_send"):
        await order(quick_house, case, "KL-SMUR-1")
    case = await decide(quick_house, case, DecisionType.CONSEIL)
    with refused("no_decision_to_send"):
        await order(quick_house, case, "KL-SMUR-1")


@pytest.mark.parametrize(
    "who", [call_taker("KL"), physician("TB"), crew("KL-SMUR-1")], ids=lambda who: str(who.id)
)
async def test_only_a_physician_of_the_case_sends(quick_house: House, who: Actor) -> None:
    case = await decide(quick_house, await open_case(quick_house))
    with refused("not_allowed"):
        await order(quick_house, case, "KL-SMUR-1", by=who)


async def test_a_crew_moves_its_own_mission_only(quick_house: House) -> None:
    mission = await order(
        quick_house, await decide(quick_house, await open_case(quick_house)), "KL-SMUR-1"
    )
    leave = commands.MoveMission(mission_id=mission.id, status=MissionStatus.DEPART, at_device=None)
    with refused("not_allowed"):
        await quick_house.do(leave, crew("KL-SMUR-2"))
    moved = (await quick_house.do(leave, crew("KL-SMUR-1"))).things["mission"]
    assert moved.status is MissionStatus.DEPART
    with refused("mission_move_not_allowed"):
        await quick_house.do(leave, crew("KL-SMUR-1"))


async def test_a_mission_is_called_off_with_a_reason_and_before_arrival(
    quick_house: House,
) -> None:
    house = quick_house
    case = await decide(house, await open_case(house))
    mission = await order(house, case, "KL-SMUR-1")
    with refused("cancellation_needs_reason"):
        await house.do(commands.CancelMission(mission_id=mission.id, reason=" "), physician("KL"))
    cancel = commands.CancelMission(mission_id=mission.id, reason="fausse alerte")
    cancelled = (await house.do(cancel, physician("KL"))).things["mission"]
    assert (cancelled.active, cancelled.cancel_reason) == (False, "fausse alerte")
    late = await step(house, await order(house, case, "KL-SMUR-1"), MissionStatus.ARRIVEE)
    with refused("mission_move_not_allowed"):
        await house.do(
            commands.CancelMission(mission_id=late.id, reason="trop tard"), physician("KL")
        )
