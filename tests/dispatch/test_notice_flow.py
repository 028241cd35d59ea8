"""The transfer notice: a ward is told, answers or stays silent, and the crew learns where to go."""

from datetime import timedelta

from dispatch import command as commands
from dispatch.mission import Mission
from dispatch.notice import ANSWER_EXPECTED_S, Notice, NoticeStatus
from fleet.status import MissionStatus
from regulation.case import Case
from tests.dispatch.house import House
from tests.dispatch.story import (
    answer,
    decide,
    on_board,
    open_case,
    order,
    refused,
    step,
    tell_ward,
)
from tests.people import call_taker, crew, physician, ward_staff

WARD = "KL-CHR-URG"
STAFF = ward_staff(WARD)


async def transport(house: House) -> tuple[Case, Mission, Notice]:
    """A unit is with the patient and the ward was told."""
    case = await decide(house, await open_case(house))
    mission = await step(house, await order(house, case, "KL-SMUR-1"), MissionStatus.PEC)
    return case, mission, await tell_ward(house, case, WARD)


async def mission_now(house: House, mission: Mission) -> Mission:
    now: Mission = await on_board(house, "KL", "mission", mission.id)
    return now


async def notice_now(house: House, notice: Notice) -> Notice:
    now: Notice = await on_board(house, "KL", "notice", notice.id)
    return now


async def test_a_yes_tells_the_crew_where_to_go_and_its_way_tells_the_ward(house: House) -> None:
    _, mission, notice = await transport(house)
    accepted = await answer(house, notice, NoticeStatus.ACCEPTED, None, STAFF)
    destined = await mission_now(house, mission)
    assert accepted.status is NoticeStatus.ACCEPTED
    assert destined.destination_ward_id == WARD
    assert destined.destination is not None
    assert "Urgences" in destined.destination.name
    await step(house, mission, MissionStatus.DESTIN)
    assert (await notice_now(house, notice)).status is NoticeStatus.ARRIVED
    await step(house, mission, MissionStatus.FINPEC)
    assert (await notice_now(house, notice)).status is NoticeStatus.HANDED_OVER


async def test_a_refusal_needs_a_reason(house: House) -> None:
    _, mission, notice = await transport(house)
    for empty in (None, "", "   "):
        with refused("refusal_needs_reason"):
            await answer(house, notice, NoticeStatus.REFUSED, empty, STAFF)
    told = await answer(house, notice, NoticeStatus.REFUSED, "pas de scanner", STAFF)
    assert told.history[-1].reason == "pas de scanner"
    assert (await mission_now(house, mission)).destination_ward_id is None


async def test_a_ward_that_refused_is_not_proposed_again(quick_house: House) -> None:
    house = quick_house
    case = await decide(house, await open_case(house))
    first = (await house.reader.proposal(case.id, actor=physician("KL"))).wards[0]
    assert first.proposed
    ward_id = first.candidate.ward.id
    notice = await tell_ward(house, case, ward_id)
    await answer(house, notice, NoticeStatus.REFUSED, "plein", physician("KL"))
    proposal = await house.reader.proposal(case.id, actor=physician("KL"))
    assert proposal.wards[0].proposed
    assert proposal.wards[0].candidate.ward.id != ward_id
    again = [option for option in proposal.wards if option.candidate.ward.id == ward_id]
    assert not any(option.proposed for option in again)


async def test_silence_expires_by_the_sweep_and_a_late_yes_still_counts(house: House) -> None:
    _, mission, notice = await transport(house)
    deadline = notice.sent.at + timedelta(seconds=ANSWER_EXPECTED_S)
    assert notice.sent.expires_at == deadline
    assert await house.sweep.once(deadline - timedelta(seconds=1)) == 0
    assert (await notice_now(house, notice)).status is NoticeStatus.SENT
    assert await house.sweep.once(deadline) == 1
    assert (await notice_now(house, notice)).status is NoticeStatus.EXPIRED
    assert await house.sweep.once(deadline) == 0
    await answer(house, notice, NoticeStatus.ACCEPTED, None, STAFF)
    assert (await mission_now(house, mission)).destination_ward_id == WARD


async def test_an_answered_notice_does_not_expire(quick_house: House) -> None:
    _, _, notice = await transport(quick_house)
    await answer(quick_house, notice, NoticeStatus.ACCEPTED, None, STAFF)
    later = notice.sent.expires_at + timedelta(hours=1)
    assert await quick_house.sweep.once(later) == 0


async def test_the_same_ward_is_not_asked_twice_at_once(quick_house: House) -> None:
    case, _, notice = await transport(quick_house)
    with refused("ward_already_asked") as facts:
        await tell_ward(quick_house, case, WARD)
    assert facts["state"] == "SENT"
    await answer(quick_house, notice, NoticeStatus.REFUSED, "plein", STAFF)
    assert (await tell_ward(quick_house, case, WARD)).status is NoticeStatus.SENT


async def test_a_ward_of_another_centre_gets_the_case_on_its_own_board(house: House) -> None:
    case = await decide(house, await open_case(house))
    notice = await tell_ward(house, case, "DB-CHR-URG")
    assert await on_board(house, "TB", "notice", notice.id) == notice
    assert (await on_board(house, "TB", "case", case.id)).id == case.id


async def test_a_ward_answers_its_own_notices_only(quick_house: House) -> None:
    _, _, notice = await transport(quick_house)
    with refused("not_allowed"):
        await answer(quick_house, notice, NoticeStatus.ACCEPTED, None, ward_staff("KL-CHR-REA"))
    with refused("not_allowed"):
        await answer(quick_house, notice, NoticeStatus.ACCEPTED, None, crew("KL-SMUR-1"))


async def test_the_room_may_answer_for_a_ward_that_telephones_and_is_named(
    quick_house: House,
) -> None:
    _, _, notice = await transport(quick_house)
    told = await answer(quick_house, notice, NoticeStatus.ACCEPTED, None, call_taker("KL"))
    assert told.history[-1].by.id == call_taker("KL").id


async def test_nobody_is_told_before_a_decision(quick_house: House) -> None:
    case = await open_case(quick_house)
    with refused("no_decision_yet"):
        await tell_ward(quick_house, case, WARD)


async def test_another_ward_than_the_proposed_needs_a_reason(quick_house: House) -> None:
    case = await decide(quick_house, await open_case(quick_house))
    proposal = await quick_house.reader.proposal(case.id, actor=physician("KL"))
    second = proposal.wards[1].candidate.ward
    bare = commands.SendNotice(case_id=case.id, ward_id=second.id, message="", override_reason=None)
    with refused("override_needs_reason") as facts:
        await quick_house.do(bare, physician("KL"))
    assert proposal.wards[0].candidate.ward.hospital_name in facts["proposed"]


async def test_a_notice_is_taken_back_before_the_patient_arrives(quick_house: House) -> None:
    _, mission, notice = await transport(quick_house)
    await answer(quick_house, notice, NoticeStatus.ACCEPTED, None, STAFF)
    back = commands.CancelNotice(notice_id=notice.id, reason="autre service plus proche")
    cancelled = (await quick_house.do(back, physician("KL"))).things["notice"]
    assert cancelled.history[-1].reason == "autre service plus proche"
    await step(quick_house, mission, MissionStatus.DESTIN)
    assert (await notice_now(quick_house, notice)).status is NoticeStatus.CANCELLED


async def test_an_answer_that_is_no_answer_is_refused(quick_house: House) -> None:
    _, _, notice = await transport(quick_house)
    with refused("notice_step_unknown"):
        await answer(quick_house, notice, NoticeStatus.HANDED_OVER, None, STAFF)
    step_to = commands.MoveNotice(notice_id=notice.id, status=NoticeStatus.ACCEPTED)
    with refused("notice_step_unknown"):
        await quick_house.do(step_to, STAFF)


async def test_expiry_is_the_service_s_own_act(quick_house: House) -> None:
    _, _, notice = await transport(quick_house)
    with refused("not_allowed"):
        await quick_house.do(commands.ExpireNotice(notice_id=notice.id), physician("KL"))


async def test_a_withdrawn_acceptance_takes_the_destination_from_the_crew(house: House) -> None:
    _, mission, notice = await transport(house)
    await answer(house, notice, NoticeStatus.ACCEPTED, None, STAFF)
    withdrawal = commands.CancelNotice(notice_id=notice.id, reason="scanner en panne")
    await house.do(withdrawal, physician("KL"))
    assert (await mission_now(house, mission)).destination is None
