"""A command is done once, however often it is asked."""

import asyncio

import pytest
from sqlalchemy import func, literal, select

from dispatch import command as commands
from dispatch.store import tables
from dispatch.store.engine import reading, writing
from tests.dispatch.house import House, new_key
from tests.dispatch.story import decide, open_case, order, refused
from tests.people import TELEPHONY, call_taker, physician

RING = commands.ReceiveCall(centre_id="KL", number="+221771234567")
TOGETHER = 8
"""How often a phone that lost its network presses again before the first answer comes."""


async def calls_and_entries(house: House) -> tuple[int, int]:
    async with reading(house.engine) as connection:
        calls = await connection.execute(select(func.count()).select_from(tables.call))
    return calls.scalar_one(), (await house.reader.board("KL")).n


async def test_the_same_key_and_body_give_the_same_answer_and_nothing_twice(house: House) -> None:
    key = new_key()
    first = await house.do(RING, call_taker("KL"), key)
    before = await calls_and_entries(house)
    house.clock.advance(3600)
    again = await house.do(RING, call_taker("KL"), key)
    assert (again.n, again.things) == (first.n, first.things)
    assert (first.repeated, again.repeated) == (False, True)
    assert await calls_and_entries(house) == before


async def test_commands_that_arrive_at_the_same_moment_are_one(house: House) -> None:
    key, (calls, entries) = new_key(), await calls_and_entries(house)
    outcomes = await asyncio.gather(
        *(house.do(RING, call_taker("KL"), key) for _ in range(TOGETHER))
    )
    assert len({outcome.things["call"].id for outcome in outcomes}) == 1
    assert sorted(outcome.repeated for outcome in outcomes) == [False] + [True] * (TOGETHER - 1)
    assert await calls_and_entries(house) == (calls + 1, entries + 1)


async def test_two_identical_departures_at_once_are_one_mission(house: House) -> None:
    case, key = await decide(house, await open_case(house)), new_key()
    missions = await asyncio.gather(
        *(order(house, case, "TB-SMUR-1", key=key) for _ in range(TOGETHER))
    )
    assert len({mission.id for mission in missions}) == 1


async def test_the_same_key_with_another_body_is_refused(house: House) -> None:
    key = new_key()
    await house.do(RING, call_taker("KL"), key)
    before = await calls_and_entries(house)
    other = commands.ReceiveCall(centre_id="KL", number="+221770000000")
    with refused("idempotency_key_reused"):
        await house.do(other, call_taker("KL"), key)
    assert await calls_and_entries(house) == before


async def test_the_same_key_with_another_act_is_refused(quick_house: House) -> None:
    key = new_key()
    call = (await quick_house.do(RING, call_taker("KL"), key)).things["call"]
    with refused("idempotency_key_reused"):
        await quick_house.do(commands.TakeCall(call_id=call.id), call_taker("KL"), key)


async def test_another_person_s_same_key_is_another_command(house: House) -> None:
    key, (calls, _) = new_key(), await calls_and_entries(house)
    first = await house.do(RING, call_taker("KL"), key)
    second = await house.do(RING, TELEPHONY, key)
    assert first.things["call"].id != second.things["call"].id
    assert (await calls_and_entries(house))[0] == calls + 2


async def test_a_refused_command_leaves_its_key_unused(quick_house: House) -> None:
    case, key = await open_case(quick_house), new_key()
    doctor = physician("KL")
    send = commands.OrderMission(case_id=case.id, unit_id="KL-SMUR-1", override_reason=None)
    with refused("no_decision_to_send"):
        await quick_house.do(send, doctor, key)
    await decide(quick_house, case)
    assert not (await quick_house.do(send, doctor, key)).repeated


async def test_a_command_whose_entry_cannot_be_written_changes_nothing(house: House) -> None:
    await house.do(RING, call_taker("KL"))
    calls, n = await calls_and_entries(house)
    async with writing(house.engine) as connection:
        columns = [column for column in tables.journal.c if column.name != "n"]
        newest = select(literal(n + 1), *columns).where(tables.journal.c.centre_id == "KL")
        names = ["n", *(column.name for column in columns)]
        squatter = newest.where(tables.journal.c.n == n)
        await connection.execute(tables.journal.insert().from_select(names, squatter))
    with refused("too_busy"):
        await house.do(RING, call_taker("KL"))
    assert await calls_and_entries(house) == (calls, n)


@pytest.mark.parametrize("key", ["", "short", "x" * 65])
async def test_a_key_that_is_none_is_refused(quick_house: House, key: str) -> None:
    with refused("idempotency_key_invalid"):
        await quick_house.desk.do(RING, actor=call_taker("KL"), key=key)
