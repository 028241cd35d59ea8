"""How long wards take patients over, learnt from the crews' own steps."""

from datetime import timedelta

import pytest

from dispatch import command as commands
from dispatch.handover import PRIOR_S, TOOK_S_MAX, Handover, expected
from dispatch.mission import Mission
from dispatch.notice import NoticeStatus
from dispatch.orient import WardOption
from dispatch.store.engine import reading
from dispatch.store.handovers import READ_AGAIN_S, Handovers
from fleet.status import MissionStatus
from regulation.case import Case
from tests.dispatch.house import House
from tests.dispatch.story import answer, decide, open_case, order, tell_ward
from tests.people import crew, physician, ward_staff

WARD, UNIT = "KL-CHR-URG", "KL-SMUR-1"


def test_a_ward_is_known_by_the_median_of_its_transfers_and_little_by_few() -> None:
    assert expected([]).expected_s == PRIOR_S
    assert expected([7200.0]).expected_s == PRIOR_S
    assert expected([1800.0] * 12).expected_s == 1800.0
    assert expected([1800.0] * 12 + [20_000.0]).expected_s == 1800.0


async def bring(house: House, minutes: float, *, offline: bool = False) -> tuple[Case, Mission]:
    """Bring a patient to the ward, which takes so many minutes to take them over."""
    case = await decide(house, await open_case(house))
    mission = await order(house, case, UNIT)
    await answer(
        house, await tell_ward(house, case, WARD), NoticeStatus.ACCEPTED, None, ward_staff(WARD)
    )
    start = house.clock.now()
    for status, after in ((MissionStatus.DESTIN, 0.0), (MissionStatus.FINPEC, minutes)):
        at = start + timedelta(minutes=after)
        if not offline:
            house.clock.moment = at
        move = commands.MoveMission(
            mission_id=mission.id, status=status, at_device=at if offline else None
        )
        await house.do(move, crew(UNIT))
    return case, mission


async def leave(house: House, mission: Mission) -> None:
    move = commands.MoveMission(
        mission_id=mission.id, status=MissionStatus.REN_BASE, at_device=None
    )
    await house.do(move, crew(UNIT))


async def option(house: House, case: Case) -> WardOption:
    proposal = await house.reader.proposal(case.id, actor=physician("KL"))
    return next(o for o in proposal.asked_wards.ranked(None) if o.candidate.ward.id == WARD)


@pytest.mark.parametrize("offline", [False, True])
async def test_a_slow_ward_is_learnt_also_from_a_crew_without_network(
    quick_house: House,
    offline: bool,  # noqa: FBT001
) -> None:
    for _ in range(5):
        case, mission = await bring(quick_house, 60, offline=offline)
        await leave(quick_house, mission)
    learnt = (await option(quick_house, case)).candidate.handover
    assert learnt.transfers == 5
    assert learnt.expected_s == 3600.0


async def test_a_step_taken_back_teaches_nothing(house: House) -> None:
    case, mission = await bring(house, 40)
    assert (await option(house, case)).candidate.handover.transfers == 1
    back = commands.CorrectMission(mission_id=mission.id, at_device=None)
    await house.do(back, crew(UNIT))
    assert (await option(house, case)).candidate.handover.transfers == 0


async def test_what_another_process_learnt_is_known_within_a_minute(quick_house: House) -> None:
    house, other = quick_house, Handovers()

    async def known() -> dict[str, Handover]:
        async with reading(house.engine) as connection:
            return await other.now(connection, house.clock.now())

    assert await known() == {}
    await bring(house, 1)
    house.clock.moment -= timedelta(seconds=30)
    assert await known() == {}
    house.clock.moment += timedelta(seconds=READ_AGAIN_S)
    assert (await known())[WARD].transfers == 1


async def test_a_forgotten_button_teaches_nothing(quick_house: House) -> None:
    for minutes in (0, TOOK_S_MAX / 60 + 1):
        case, mission = await bring(quick_house, minutes)
        assert (await option(quick_house, case)).candidate.handover.transfers == 0
        await leave(quick_house, mission)
