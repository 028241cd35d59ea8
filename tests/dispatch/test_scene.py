"""A crew stands there and says so; the room lets the words be remembered, or takes them back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dispatch import command as commands
from dispatch.aliases import Aliases
from dispatch.board import replay
from geo.position import Position
from regulation.case import Case
from regulation.patient import Caller, Patient
from regulation.place_alias import PlaceAlias
from regulation.statement import Statement
from tests.dispatch.house import House
from tests.dispatch.story import KAOLACK, TOUBA, at_pin, decide, on_board, open_case, order, refused
from tests.people import call_taker, crew, physician

PARM = call_taker("KL")
CREW = crew("KL-SMUR-1")
HERE = Position(lat=14.1502, lon=-16.0801, accuracy_m=12.0)
NAME = "derrière le marché Nguane, portail vert"


async def mission_of(house: House, case: Case) -> str:
    decided = await decide(house, case)
    return (await order(house, decided, "KL-SMUR-1")).id


async def confirm(
    house: House, mission_id: str, position: Position = HERE, ago_s: float = 0
) -> Case:
    at = house.clock.now() - timedelta(seconds=ago_s)
    command = commands.ConfirmScene(mission_id=mission_id, position=position, fix_at=at)
    told: Case = (await house.do(command, CREW)).things["case"]
    return told


async def found(house: House, position: Position = HERE) -> tuple[Case, Statement]:
    """Return a case whose crew has confirmed it, and the crew's statement."""
    case = await open_case(house)
    mission_id = await mission_of(house, case)
    told = await confirm(house, mission_id, position)
    cancel = commands.CancelMission(mission_id=mission_id, reason="autre départ")
    await house.do(cancel, physician("KL"))
    return told, told.said_where[-1]


async def teach(house: House, case: Case, number: int, name: str = NAME) -> PlaceAlias:
    command = commands.TeachPlace(case_id=case.id, number=number, name=name)
    alias: PlaceAlias = (await house.do(command, PARM)).things["alias"]
    return alias


async def test_a_crew_s_here_is_a_statement_that_waits_for_the_room(house: House) -> None:
    case = await open_case(house)
    mission_id = await mission_of(house, case)
    told = await confirm(house, mission_id, ago_s=7200)
    statement = told.said_where[-1]
    assert (statement.place.source, statement.place.precision) == ("crew", "EXACTE")
    assert (statement.place.radius_m, statement.by.id) == (12.0, CREW.id)
    assert statement.fix_at is not None
    assert statement.at - statement.fix_at == timedelta(hours=2), "said offline, told later"
    assert told.place == case.place
    assert await on_board(house, "KL", "case", case.id) == told
    forced = commands.PutLocationInForce(case_id=case.id, number=statement.number)
    told = (await house.do(forced, physician("KL"))).things["case"]
    assert (told.place.position, told.place.said) == (HERE, case.place.said)


async def test_a_crew_s_here_is_the_place_of_a_case_that_had_none(quick_house: House) -> None:
    case = await open_case(quick_house, None)
    told = await confirm(quick_house, await mission_of(quick_house, case))
    assert told.place.position == HERE


@pytest.mark.parametrize("within_m", [None, 151.0, 50_000.0])
async def test_a_point_that_is_too_vague_is_not_here(
    quick_house: House, within_m: float | None
) -> None:
    mission_id = await mission_of(quick_house, await open_case(quick_house))
    with refused("position_too_vague"):
        await confirm(quick_house, mission_id, replace(HERE, accuracy_m=within_m))


async def test_only_the_crew_itself_says_here(quick_house: House) -> None:
    mission_id = await mission_of(quick_house, await open_case(quick_house))
    command = commands.ConfirmScene(mission_id=mission_id, position=HERE, fix_at=None)
    for actor in (crew("KL-SMUR-2"), physician("KL"), PARM):
        with refused("not_allowed"):
            await quick_house.do(command, actor)


async def test_what_is_taught_is_found_by_every_process_from_the_next_search_on(
    house: House,
) -> None:
    here, there = Aliases(engine=house.engine), Aliases(engine=house.engine)
    assert (await there.known()).search(NAME) == []
    case, statement = await found(house)
    alias = await teach(house, case, statement.number)
    assert (alias.centre_id, alias.region, alias.case_id) == ("KL", "SN-KL", case.id)
    for process in (here, there):
        (hit,) = (await process.known()).search("portail vert derrière marché Nguane")
        assert hit.place.id == alias.id
    withdrawal = commands.WithdrawPlace(alias_id=alias.id, reason="déménagé")
    await house.do(withdrawal, physician("KL"))
    for process in (here, there):
        assert (await process.known()).search(NAME) == []
    assert await here.of_centre("KL") == []


async def test_teaching_and_withdrawing_stand_in_the_journal_with_their_persons(
    house: House,
) -> None:
    case, statement = await found(house)
    before = (await house.reader.board("KL")).n
    alias = await teach(house, case, statement.number)
    withdrawal = commands.WithdrawPlace(alias_id=alias.id, reason="déménagé")
    await house.do(withdrawal, physician("KL"))
    taught, withdrawn = await house.reader.entries("KL", after=before)
    assert (taught.type, taught.actor.id) == ("AliasTaught", PARM.id)
    assert (withdrawn.type, withdrawn.actor.id) == ("AliasWithdrawn", physician("KL").id)
    assert withdrawn.payload is not None
    assert withdrawn.payload["reason"] == "déménagé"
    types = [entry.type for entry in await house.reader.record(case.id, actor=PARM)]
    assert types[-2:] == ["AliasTaught", "AliasWithdrawn"]


async def test_another_case_of_the_same_words_and_place_confirms_it(house: House) -> None:
    first = await teach(house, *_of(await found(house)))
    case, statement = await found(house, replace(HERE, lat=14.1506))
    second = await teach(house, case, statement.number, NAME.upper())
    assert (second.id, second.confirmed_count) == (first.id, 2)
    assert second.case_ids == (first.case_id, case.id)
    with refused("alias_known"):
        await teach(house, case, statement.number)


def _of(told: tuple[Case, Statement]) -> tuple[Case, int]:
    return told[0], told[1].number


async def test_the_same_words_elsewhere_are_another_place(quick_house: House) -> None:
    first = await teach(quick_house, *_of(await found(quick_house)))
    second = await teach(
        quick_house, *_of(await found(quick_house, replace(TOUBA, accuracy_m=12.0)))
    )
    assert first.id != second.id
    assert (first.centre_id, second.centre_id) == ("KL", "TB")
    known = await Aliases(engine=quick_house.engine).known()
    assert [hit.place.id for hit in known.search(NAME, TOUBA)] == [second.id, first.id]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kaolack", "alias_is_official"),
        ("derrière le marché", "alias_too_common"),
        ("chez Modou, Nguane", "alias_names_person"),
        ("Nguane 771234567", "alias_holds_number"),
        ("   ", "alias_length"),
    ],
)
async def test_words_that_may_not_be_kept_are_refused(
    quick_house: House, name: str, code: str
) -> None:
    opened = commands.OpenCase(
        call_id=None,
        centre_id="KL",
        caller=Caller(name="Modou Fall"),
        place=at_pin(KAOLACK),
        what="chute",
        patient=Patient(),
    )
    case = (await quick_house.do(opened, PARM)).things["case"]
    told = await confirm(quick_house, await mission_of(quick_house, case))
    with refused(code):
        await teach(quick_house, told, told.said_where[-1].number, name)
    assert (await Aliases(engine=quick_house.engine).known()).places == ()


async def test_only_a_crew_s_statement_teaches(quick_house: House) -> None:
    case = await open_case(quick_house)
    with refused("alias_needs_crew"):
        await teach(quick_house, case, 1)


async def test_only_the_room_of_the_place_takes_its_name_back(quick_house: House) -> None:
    alias = await teach(quick_house, *_of(await found(quick_house)))
    command = commands.WithdrawPlace(alias_id=alias.id, reason="non")
    for actor in (call_taker("DK"), CREW):
        with refused("not_allowed"):
            await quick_house.do(command, actor)


async def test_a_board_goes_on_over_what_it_does_not_show(house: House) -> None:
    board = await house.reader.board("KL")
    case, statement = await found(house)
    await teach(house, case, statement.number)
    entries = await house.reader.entries("KL", after=board.n)
    replay(board, [(entry.n, entry.event()) for entry in entries])
    assert board == await house.reader.board("KL")
