"""The caller's phone says where it is: by a link, once, and soon."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from dispatch import command as commands
from dispatch.actor import Actor, Duty
from dispatch.desk import Outcome
from dispatch.links import Links
from dispatch.store import tables
from dispatch.store.engine import reading
from geo.place import Place
from geo.position import Position
from regulation.call import Call, CallState
from regulation.caller_link import BETTER_WITHIN_S, LINKS_MAX
from regulation.case import Case, CaseState
from regulation.case import Outcome as CaseOutcome
from regulation.patient import Caller, Patient
from regulation.person import Role
from tests.dispatch.house import House
from tests.dispatch.story import (
    BANJUL,
    GASPING,
    KAOLACK,
    TOUBA,
    assess,
    at_pin,
    on_board,
    open_case,
    refused,
)
from tests.people import call_taker, physician

PARM = call_taker("KL")
CALLER = Actor(id="link", name="Requérant", duties=(Duty(role=Role.CALLER),))
HERE = replace(KAOLACK, accuracy_m=30.0)


async def answer(
    house: House,
    link_id: str,
    position: Position = HERE,
    *,
    fix_at: datetime | None = None,
    key: str | None = None,
) -> Outcome:
    command = commands.AnswerLink(link_id=link_id, position=position, fix_at=fix_at)
    return await house.do(command, CALLER, key)


async def ringing(house: House) -> Call:
    rung = commands.ReceiveCall(centre_id="KL", number="+221771234567")
    call = (await house.do(rung, PARM)).things["call"]
    taken: Call = (await house.do(commands.TakeCall(call_id=call.id), PARM)).things["call"]
    return taken


async def call_link(house: House, call: Call) -> str:
    made: Call = (await house.do(commands.MakeCallLink(call_id=call.id), PARM)).things["call"]
    return made.links[-1].id


async def case_link(house: House, case: Case) -> str:
    made: Case = (await house.do(commands.MakeCaseLink(case_id=case.id), PARM)).things["case"]
    return made.links[-1].id


async def opened_from(house: House, call: Call, place: Place, adopt: int | None = None) -> Case:
    command = commands.OpenCase(
        call_id=call.id,
        centre_id="KL",
        caller=Caller(),
        place=place,
        what="chute",
        patient=Patient(),
        adopt=adopt,
    )
    case: Case = (await house.do(command, PARM)).things["case"]
    return case


@pytest.fixture
async def located(house: House) -> tuple[House, Case, str]:
    """A case that somebody has located, and a link for its caller."""
    case = await open_case(house, TOUBA, "KL")
    return house, case, await case_link(house, case)


async def test_a_phone_s_position_is_a_statement_that_does_not_count_by_itself(
    located: tuple[House, Case, str],
) -> None:
    house, case, link_id = located
    told: Case = (await answer(house, link_id)).things["case"]
    statement = told.said_where[-1]
    assert (statement.place.source, statement.place.precision) == ("caller", "EXACTE")
    assert (statement.by.role, statement.by.name) == (Role.CALLER, "Requérant")
    assert statement.link_id == link_id
    assert told.place == case.place
    for centre_id in ("KL", "TB"):
        assert await on_board(house, centre_id, "case", case.id) == told


async def test_the_first_point_of_a_case_counts_and_brings_it_to_its_centre(house: House) -> None:
    case = await open_case(house, None, "KL")
    link_id = await case_link(house, case)
    told = (await answer(house, link_id, replace(TOUBA, accuracy_m=30.0))).things["case"]
    assert (told.place.position.lat, told.centre_id) == (TOUBA.lat, "TB")
    assert told.place.said == case.place.said
    entries = await house.reader.record(case.id, actor=PARM)
    forced = [entry for entry in entries if entry.type == "LocationPutInForce"]
    assert {entry.actor.role for entry in forced} == {Role.SERVICE}


async def test_the_departure_that_waited_for_a_place_leaves_with_the_phone_s(house: House) -> None:
    case, _ = await assess(house, await open_case(house, None), GASPING)
    assert case.reflex == "no_place"
    outcome = await answer(house, await case_link(house, case))
    assert outcome.things["case"].reflex == "ordered"
    assert outcome.things["mission"].unit_id.startswith("KL-SMUR")


@pytest.mark.parametrize(
    "position", [replace(KAOLACK, accuracy_m=50_000.0), replace(BANJUL, accuracy_m=20.0)]
)
async def test_a_vague_or_foreign_point_is_kept_but_waits_for_a_person(
    quick_house: House, position: Position
) -> None:
    case = await open_case(quick_house, None)
    told = (await answer(quick_house, await case_link(quick_house, case), position)).things["case"]
    assert told.said_where[-1].place.position == position
    assert told.place.position is None


async def test_one_position_is_taken_and_within_two_minutes_a_better_one(
    located: tuple[House, Case, str],
) -> None:
    house, _, link_id = located
    await answer(house, link_id, replace(KAOLACK, accuracy_m=900.0))
    house.clock.advance(BETTER_WITHIN_S)
    with refused("link_no_better"):
        await answer(house, link_id, replace(KAOLACK, accuracy_m=900.0))
    told = (await answer(house, link_id)).things["case"]
    assert [one.place.radius_m for one in told.said_where[1:]] == [900.0, 30.0], "none is erased"
    house.clock.advance(1)
    with refused("link_used"):
        await answer(house, link_id, replace(KAOLACK, accuracy_m=5.0))


async def test_a_better_position_of_the_same_phone_takes_over_where_nobody_else_spoke(
    quick_house: House,
) -> None:
    case = await open_case(quick_house, None)
    link_id = await case_link(quick_house, case)
    await answer(quick_house, link_id, replace(KAOLACK, accuracy_m=900.0))
    told = (await answer(quick_house, link_id)).things["case"]
    assert told.place.position == HERE


async def test_a_position_sent_again_after_a_silence_is_taken_once(
    located: tuple[House, Case, str],
) -> None:
    house, _, link_id = located
    first = await answer(house, link_id, key="the-phone-s-own-key")
    house.clock.advance(3600)
    again = await answer(house, link_id, key="the-phone-s-own-key")
    assert again.repeated
    assert again.things == first.things


async def test_an_expired_link_takes_nothing(located: tuple[House, Case, str]) -> None:
    house, case, link_id = located
    house.clock.advance(30 * 60)
    with refused("link_expired"):
        await answer(house, link_id)
    assert len((await on_board(house, "KL", "case", case.id)).said_where) == 1


async def test_a_link_of_a_closed_case_says_only_that_it_is_over(quick_house: House) -> None:
    case = await open_case(quick_house)
    link_id = await case_link(quick_house, case)
    for state in (CaseState.ACHEVE, CaseState.VALIDE, CaseState.CLOTURE):
        move = commands.MoveCase(case_id=case.id, state=state, outcome=CaseOutcome.FALSE_ALARM)
        await quick_house.do(move, physician("KL"))
    with refused("link_expired") as facts:
        await answer(quick_house, link_id)
    assert facts == {}


async def test_an_unknown_link_is_refused(quick_house: House) -> None:
    with refused("link_unknown"):
        await answer(quick_house, "nowhere")


async def test_a_clock_of_the_future_is_not_believed_and_the_position_is(
    located: tuple[House, Case, str],
) -> None:
    house, _, link_id = located
    tomorrow = house.clock.now() + timedelta(days=1)
    told = (await answer(house, link_id, fix_at=tomorrow)).things["case"]
    statement = told.said_where[-1]
    assert (statement.fix_at, statement.at) == (None, house.clock.now())


async def test_a_link_made_while_the_call_is_received_tells_the_call(house: House) -> None:
    call = await ringing(house)
    told = (await answer(house, await call_link(house, call))).things["call"]
    assert told.statements[0].place.position == HERE
    assert told.state is CallState.TAKEN
    assert await on_board(house, "KL", "call", call.id) == told
    case = await opened_from(house, told, Place(said="derrière le marché"))
    assert [one.place.source for one in case.said_where] == ["caller", "none"]
    assert (case.place.position, case.place.said) == (HERE, "derrière le marché")
    assert case.number_in_force == 1
    assert [link.id for link in case.links] == [told.statements[0].link_id]


async def test_the_call_taker_s_own_pin_counts_before_the_phone_s(quick_house: House) -> None:
    call = await ringing(quick_house)
    await answer(quick_house, await call_link(quick_house, call))
    case = await opened_from(quick_house, call, at_pin(TOUBA))
    assert (case.place.position, case.centre_id, len(case.said_where)) == (TOUBA, "TB", 2)


async def test_the_call_taker_may_adopt_the_phone_s_position(quick_house: House) -> None:
    call = await ringing(quick_house)
    await answer(quick_house, await call_link(quick_house, call))
    with refused("statement_unknown"):
        await opened_from(quick_house, call, at_pin(TOUBA), adopt=7)
    case = await opened_from(quick_house, call, at_pin(TOUBA), adopt=1)
    assert (case.place.position, case.centre_id, case.number_in_force) == (HERE, "KL", 1)


async def test_a_position_sent_after_the_case_was_opened_goes_to_the_case(house: House) -> None:
    call = await ringing(house)
    link_id = await call_link(house, call)
    case = await opened_from(house, call, Place(said="au marché"))
    told = (await answer(house, link_id)).things["case"]
    assert (told.id, told.place.position) == (case.id, HERE)


async def test_a_call_that_joins_a_case_brings_its_position(house: House) -> None:
    case, _ = await assess(house, await open_case(house, None), GASPING)
    call = await ringing(house)
    await answer(house, await call_link(house, call))
    await house.do(commands.JoinCall(call_id=call.id, case_id=case.id), PARM)
    told = await on_board(house, "KL", "case", case.id)
    assert told.place.position == HERE
    assert told.reflex == "ordered"


async def test_a_classed_call_s_link_is_over_because_nobody_looks(quick_house: House) -> None:
    call = await ringing(quick_house)
    link_id = await call_link(quick_house, call)
    classed = commands.ClassifyCall(call_id=call.id, as_=CallState.SILENT)
    await quick_house.do(classed, PARM)
    with refused("link_expired"):
        await answer(quick_house, link_id)


async def test_a_link_for_a_call_that_became_a_case_is_made_on_the_case(
    quick_house: House,
) -> None:
    call = await ringing(quick_house)
    case = await opened_from(quick_house, call, at_pin(KAOLACK))
    things = (await quick_house.do(commands.MakeCallLink(call_id=call.id), PARM)).things
    assert things["call"] is None
    assert (things["case"].id, len(things["case"].links)) == (case.id, 1)


async def test_there_is_an_end_to_links(quick_house: House) -> None:
    call = await ringing(quick_house)
    for _ in range(LINKS_MAX):
        await call_link(quick_house, call)
    with refused("too_many_links"):
        await call_link(quick_house, call)


async def test_only_the_room_makes_links_and_only_their_holder_answers(
    quick_house: House,
) -> None:
    case = await open_case(quick_house)
    with refused("not_allowed"):
        await quick_house.do(commands.MakeCaseLink(case_id=case.id), call_taker("DK"))
    link_id = await case_link(quick_house, case)
    command = commands.AnswerLink(link_id=link_id, position=HERE, fix_at=None)
    with refused("not_allowed"):
        await quick_house.do(command, PARM)


async def test_the_secret_of_a_link_is_long_and_kept_as_a_digest_only(house: House) -> None:
    links = Links(engine=house.engine)
    link_id = await case_link(house, await open_case(house))
    token = await links.issue(link_id)
    assert re.fullmatch(r"[\w-]{32}", token), "192 bits"
    assert await links.find(token) == link_id
    assert await links.find(token[:-1]) is None
    async with reading(house.engine) as connection:
        row = (await connection.execute(sa.select(tables.location_link))).one()
    assert token not in str(row)
    fresh = await links.issue(link_id)
    assert await links.find(fresh) == link_id
    assert await links.find(token) is None, "only the last address that was given is good"
