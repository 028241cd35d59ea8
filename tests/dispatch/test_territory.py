"""Whose case it is: the centre whose territory holds the place."""

import pytest

from dispatch import command as commands
from geo.position import Position
from regulation.patient import Caller, Patient
from tests.dispatch.house import House
from tests.dispatch.story import (
    BANJUL,
    GASPING,
    KAOLACK,
    PARIS,
    TOUBA,
    assess,
    at_pin,
    decide,
    on_board,
    open_case,
    order,
    refused,
    tell_ward,
)
from tests.people import call_taker, physician

ABROAD = [
    pytest.param(BANJUL, "place_in_gambia", id="gambia"),
    pytest.param(PARIS, "place_outside_country", id="paris"),
]


def opening(position: Position, *, keep_outside: bool = False) -> commands.OpenCase:
    return commands.OpenCase(
        call_id=None,
        centre_id="KL",
        caller=Caller(),
        place=at_pin(position, "au bord du fleuve"),
        what="noyade",
        patient=Patient(),
        keep_outside=keep_outside,
    )


async def test_a_case_belongs_to_the_centre_whose_territory_holds_the_place(
    quick_house: House,
) -> None:
    case = await open_case(quick_house, TOUBA, "KL")
    assert (case.centre_id, case.place.region) == ("TB", "SN-DB")
    assert case.number == "TB-2027-000001"
    assert await on_board(quick_house, "TB", "case", case.id) == case


async def test_whoever_took_the_call_can_go_on_with_a_case_of_another_centre(
    quick_house: House,
) -> None:
    case = await open_case(quick_house, TOUBA, "KL")
    assert await on_board(quick_house, "KL", "case", case.id) == case
    command = commands.AssessCase(
        case_id=case.id, protocol_id="OPENING", answers=GASPING, context=frozenset()
    )
    things = (await quick_house.do(command, call_taker("KL"))).things
    assert things["mission"].unit_id.startswith("TB-SMUR")


async def test_a_case_without_a_pin_belongs_to_the_centre_that_was_called(
    quick_house: House,
) -> None:
    case = await open_case(quick_house, None, "KL")
    assert (case.centre_id, case.place.region, case.place.position) == ("KL", None, None)


@pytest.mark.parametrize(("position", "code"), ABROAD)
async def test_a_place_abroad_is_said_so_and_changes_nothing(
    quick_house: House, position: Position, code: str
) -> None:
    before = await quick_house.reader.board("KL")
    with refused(code):
        await quick_house.do(opening(position), call_taker("KL"))
    assert await quick_house.reader.board("KL") == before


@pytest.mark.parametrize(("position", "code"), ABROAD)
async def test_a_place_abroad_is_kept_when_a_person_says_so(
    quick_house: House, position: Position, code: str
) -> None:
    asked = opening(position, keep_outside=True)
    case = (await quick_house.do(asked, call_taker("KL"))).things["case"]
    assert (case.centre_id, case.place.region) == ("KL", None), code
    assert case.place.position == position
    assert case.place.said == "au bord du fleuve"


async def test_a_case_follows_its_place_to_another_centre(house: House) -> None:
    case = await open_case(house, None, "KL")
    move = commands.LocateCase(case_id=case.id, place=at_pin(TOUBA))
    located = (await house.do(move, call_taker("KL"))).things["case"]
    assert (located.centre_id, located.number) == ("TB", case.number)
    for centre_id in ("KL", "TB"):
        assert await on_board(house, centre_id, "case", case.id) == located
    await house.do(commands.TakeCase(case_id=case.id, over=False), physician("TB"))


async def test_the_same_event_has_one_id_in_the_journals_of_both_centres(house: House) -> None:
    case = await open_case(house, KAOLACK, "KL")
    before = {c: (await house.reader.board(c)).n for c in ("KL", "TB")}
    move = commands.LocateCase(case_id=case.id, place=at_pin(TOUBA))
    await house.do(move, call_taker("KL"))
    last = {c: (await house.reader.entries(c, after=before[c]))[-1] for c in ("KL", "TB")}
    assert {entry.type for entry in last.values()} == {"CaseHandedOver"}
    assert len({entry.event_id for entry in last.values()}) == 1


async def test_a_mission_under_way_stays_visible_to_the_centre_that_sent_it(house: House) -> None:
    case = await decide(house, await open_case(house, KAOLACK, "KL"))
    mission = await order(house, case, "KL-SMUR-1")
    await house.do(commands.LocateCase(case_id=case.id, place=at_pin(TOUBA)), call_taker("KL"))
    assert (await on_board(house, "KL", "mission", mission.id)).ordered == mission.ordered
    assert (await on_board(house, "KL", "case", case.id)).centre_id == "TB"


async def test_the_words_of_the_caller_stay_beside_the_pin(quick_house: House) -> None:
    case = await open_case(quick_house, None, "KL")
    move = commands.LocateCase(case_id=case.id, place=at_pin(KAOLACK, case.place.said))
    located = (await quick_house.do(move, call_taker("KL"))).things["case"]
    assert located.place.said == case.place.said
    assert located.place.position == KAOLACK


async def test_case_numbers_have_no_gaps_and_start_afresh_each_year(house: House) -> None:
    first, second = await open_case(house), await open_case(house)
    house.clock.advance(365 * 24 * 3600)
    third = await open_case(house)
    assert [c.number for c in (first, second, third)] == [
        *("KL-2027-000001", "KL-2027-000002"),
        "KL-2028-000001",
    ]


async def test_an_unknown_centre_is_refused(quick_house: House) -> None:
    case = await open_case(quick_house)
    assert (await assess(quick_house, case, {"awake": "yes"}))[0].centre_id == "KL"
    with refused("not_allowed"):
        await quick_house.do(commands.ReceiveCall(centre_id="XX", number=""), call_taker("KL"))


async def test_the_new_owner_sees_and_can_call_back_what_is_under_way(house: House) -> None:
    case = await decide(house, await open_case(house, KAOLACK, "KL"))
    mission = await order(house, case, "KL-SMUR-1")
    notice = await tell_ward(house, case, "KL-CHR-URG")
    moved = commands.LocateCase(case_id=case.id, place=at_pin(TOUBA))
    await house.do(moved, call_taker("KL"))
    for centre_id in ("KL", "TB"):
        assert (await on_board(house, centre_id, "mission", mission.id)).id == mission.id
        assert (await on_board(house, centre_id, "notice", notice.id)).id == notice.id
    cancellation = commands.CancelMission(mission_id=mission.id, reason="Touba est plus près")
    await house.do(cancellation, physician("TB"))
    assert not (await on_board(house, "KL", "mission", mission.id)).active


async def test_a_call_joins_only_a_case_that_is_open_and_in_sight(quick_house: House) -> None:
    received = commands.ReceiveCall(centre_id="KL", number="+221771234567")
    call = (await quick_house.do(received, call_taker("KL"))).things["call"]
    await quick_house.do(commands.TakeCall(call_id=call.id), call_taker("KL"))
    foreign = await open_case(quick_house, TOUBA, "TB")
    with refused("not_allowed"):
        joined = commands.JoinCall(call_id=call.id, case_id=foreign.id)
        await quick_house.do(joined, call_taker("KL"))
