"""The reflex departure: a P0 sends the nearest free medicalised unit before anyone decides."""

from dispatch import command as commands
from fleet.status import MissionStatus
from regulation.case import ReflexState
from regulation.person import THE_SERVICE
from regulation.priority import Priority
from tests.dispatch.house import House
from tests.dispatch.story import (
    GASPING,
    KAOLACK,
    TOUBA,
    WELL,
    assess,
    at_pin,
    on_board,
    open_case,
    step,
    take_the_medicalised_out,
)
from tests.people import call_taker, physician


async def test_a_gasping_patient_sends_the_nearest_medicalised_unit_at_once(house: House) -> None:
    opened = await open_case(house)
    before = (await house.reader.board("KL")).n
    case, mission = await assess(house, opened, GASPING)
    assert mission is not None
    assert (case.priority, case.reflex) == (Priority.P0, ReflexState.ORDERED)
    assert (mission.unit_id, mission.ordered.reflex) == ("KL-SMUR-1", True)
    assert mission.ordered.by == case.assessments[0].by
    entries = await house.reader.entries("KL", after=before)
    assert [entry.type for entry in entries] == [*("CaseAssessed", "MissionOrdered", "ReflexNoted")]
    assert len({entry.caused_by for entry in entries}) == 1
    assert entries[-1].actor == THE_SERVICE


async def test_the_reflex_takes_the_next_unit_when_the_nearest_is_engaged(house: House) -> None:
    _, first = await assess(house, await open_case(house), GASPING)
    _, second = await assess(house, await open_case(house), GASPING)
    assert first is not None
    assert second is not None
    assert (first.unit_id, second.unit_id) == ("KL-SMUR-1", "KL-SMUR-2")


async def test_a_patient_in_no_danger_sends_nobody(quick_house: House) -> None:
    case, mission = await assess(quick_house, await open_case(quick_house), WELL)
    assert (case.priority, case.reflex, mission) == (Priority.P2, ReflexState.NONE, None)


async def test_a_p0_without_a_place_says_so_and_departs_once_it_is_known(house: House) -> None:
    case, mission = await assess(house, await open_case(house, None), GASPING)
    assert (case.reflex, mission) == (ReflexState.NO_PLACE, None)
    move = commands.LocateCase(case_id=case.id, place=at_pin(KAOLACK))
    things = (await house.do(move, call_taker("KL"))).things
    assert things["case"].reflex is ReflexState.ORDERED
    assert things["mission"].unit_id == "KL-SMUR-1"


async def test_a_p0_whose_place_is_across_the_border_sends_the_unit_there(house: House) -> None:
    case, _ = await assess(house, await open_case(house, None), GASPING)
    move = commands.LocateCase(case_id=case.id, place=at_pin(TOUBA))
    things = (await house.do(move, call_taker("KL"))).things
    assert things["case"].centre_id == "TB"
    assert things["mission"].ordered.unit_centre_id == "TB"
    assert things["mission"].ordered.case_centre_id == "TB"


async def test_a_p0_with_no_unit_free_says_so(quick_house: House) -> None:
    await take_the_medicalised_out(quick_house)
    case, mission = await assess(quick_house, await open_case(quick_house), GASPING)
    assert (case.reflex, mission) == (ReflexState.NO_UNIT, None)


async def test_a_unit_of_another_centre_is_sent_and_its_centre_sees_the_case(
    house: House,
) -> None:
    await take_the_medicalised_out(house, but=("TB-SMUR-1",))
    case, mission = await assess(house, await open_case(house), GASPING)
    assert mission is not None
    assert mission.unit_id == "TB-SMUR-1"
    assert await on_board(house, "TB", "case", case.id) == case
    assert await on_board(house, "TB", "mission", mission.id) == mission


async def test_the_reflex_departs_once_for_a_case(quick_house: House) -> None:
    case, first = await assess(quick_house, await open_case(quick_house), GASPING)
    assert first is not None
    _, again = await assess(quick_house, case, GASPING | {"bleeding": "yes"})
    assert again is None
    await step(quick_house, first, MissionStatus.ARRIVEE, MissionStatus.REN_BASE)
    _, after = await assess(quick_house, case, GASPING)
    assert after is None


async def test_the_physician_can_call_the_reflex_back(quick_house: House) -> None:
    _, mission = await assess(quick_house, await open_case(quick_house), GASPING)
    assert mission is not None
    cancel = commands.CancelMission(mission_id=mission.id, reason="proche déjà conduit")
    cancelled = (await quick_house.do(cancel, physician("KL"))).things["mission"]
    assert cancelled.status is MissionStatus.ANNULE


async def test_unknown_answers_about_life_count_as_danger(quick_house: House) -> None:
    unknown = {"awake": "unknown", "breathing": "unknown"}
    case, mission = await assess(quick_house, await open_case(quick_house), unknown)
    assert case.priority is Priority.P0
    assert mission is not None
