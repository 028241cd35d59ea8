"""The journal: every change once, in order, without gaps, and nothing can be altered unseen."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch import command as commands
from dispatch.journal import Entry
from dispatch.store import tables
from dispatch.store.check import check_journals
from dispatch.store.engine import writing
from tests.dispatch.house import House, open_house
from tests.dispatch.story import (
    GASPING,
    TOUBA,
    assess,
    at_pin,
    decide,
    open_case,
    order,
    refused,
    tell_ward,
)
from tests.people import call_taker, physician

WRITERS = 12
"""Writers a centre at one moment: a busy Saturday night in Dakar."""

CENTRES = ("DK", "KL", "TB")
SALT = "0" * 32


async def write_at_once(house: House) -> None:
    """Let calls ring in three centres while cases cross their borders, all at once."""
    rings = [
        house.do(commands.ReceiveCall(centre_id=c, number=str(i)), call_taker(c))
        for i in range(WRITERS)
        for c in CENTRES
    ]
    across = [open_case(house, TOUBA, "KL") for _ in range(WRITERS)]
    await asyncio.gather(*rings, *across)


async def follow(house: House, centre_id: str, seen: list[int], done: asyncio.Event) -> None:
    """Read on from the last number seen, as a board does, until the writers are done."""
    last_look = False
    while not last_look:
        last_look = done.is_set()
        after = seen[-1] if seen else 0
        seen += [entry.n for entry in await house.reader.entries(centre_id, after=after)]
        await asyncio.sleep(0)


async def test_numbers_are_gapless_and_appear_in_their_order_under_many_writers(
    house: House, store_url: str
) -> None:
    done, seen = asyncio.Event(), {centre_id: list[int]() for centre_id in CENTRES}
    async with open_house(store_url) as beside:
        readers = [asyncio.create_task(follow(beside, c, seen[c], done)) for c in CENTRES]
        await write_at_once(house)
        done.set()
        await asyncio.gather(*readers)
    for centre_id in CENTRES:
        head = (await house.reader.board(centre_id)).n
        assert seen[centre_id] == list(range(1, head + 1))
    checked, faults = await check_journals(house.engine)
    assert faults == []
    assert checked["KL"] == seen["KL"][-1]


async def test_two_processes_write_one_chain(store_url: str) -> None:
    async with open_house(store_url) as one, open_house(store_url) as other:
        await asyncio.gather(write_at_once(one), write_at_once(other))
        assert (await check_journals(one.engine))[1] == []
        cases = await one.reader.cases("TB", "", actor=call_taker("TB"))
    numbers = sorted(case.number for case in cases)
    assert numbers == [f"TB-2027-{i:06d}" for i in range(1, 2 * WRITERS + 1)]


async def a_night(house: House) -> list[Entry]:
    """Write a short night into Kaolack's journal and return it."""
    case, _ = await assess(house, await open_case(house), GASPING)
    case = await decide(house, case)
    await order(house, case, "TB-SMUR-1")
    await tell_ward(house, case, "KL-CHR-URG")
    return await house.reader.entries("KL", after=0)


Tampering = Callable[[AsyncConnection, int], Awaitable[None]]

J = tables.journal


def at(n: int) -> sa.ColumnElement[bool]:
    return sa.and_(J.c.centre_id == "KL", J.c.n == n)


async def change_payload(connection: AsyncConnection, n: int) -> None:
    await connection.execute(J.update().where(at(n)).values(payload={"note": "rien"}))


async def change_payload_and_salt(connection: AsyncConnection, n: int) -> None:
    await connection.execute(J.update().where(at(n)).values(payload={"note": "rien"}, salt=SALT))


async def remove(connection: AsyncConnection, n: int) -> None:
    await connection.execute(J.delete().where(at(n)))


async def remove_and_renumber(connection: AsyncConnection, n: int) -> None:
    await connection.execute(J.delete().where(at(n)))
    await connection.execute(J.update().where(at(n + 1)).values(n=n))


async def swap(connection: AsyncConnection, n: int) -> None:
    for old, new in ((n, 10_000), (n + 1, n), (10_000, n + 1)):
        await connection.execute(J.update().where(at(old)).values(n=new))


async def cut_the_tail(connection: AsyncConnection, n: int) -> None:
    await connection.execute(J.delete().where(J.c.centre_id == "KL", J.c.n > n))


async def change_who(connection: AsyncConnection, n: int) -> None:
    await connection.execute(J.update().where(at(n)).values(actor_name="Personne"))


async def change_when(connection: AsyncConnection, n: int) -> None:
    earlier = datetime(2027, 3, 2, 19, 0, tzinfo=UTC)
    await connection.execute(J.update().where(at(n)).values(at=earlier))


async def change_whose(connection: AsyncConnection, n: int) -> None:
    await connection.execute(J.update().where(at(n)).values(case_id="another"))


async def drop_the_salt_alone(connection: AsyncConnection, n: int) -> None:
    await connection.execute(J.update().where(at(n)).values(salt=None))


async def drop_the_payload_alone(connection: AsyncConnection, n: int) -> None:
    await connection.execute(J.update().where(at(n)).values(payload=sa.null()))


async def rehash_one_entry(connection: AsyncConnection, n: int) -> None:
    await connection.execute(J.update().where(at(n)).values(hash="f" * 64))


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (change_payload, "content was changed"),
        (change_payload_and_salt, "content was changed"),
        (remove, "removed or added"),
        (remove_and_renumber, "does not follow"),
        (swap, "does not follow"),
        (cut_the_tail, "entries are missing"),
        (change_who, "header was changed"),
        (change_when, "header was changed"),
        (change_whose, "header was changed"),
        (drop_the_salt_alone, "dropped together"),
        (drop_the_payload_alone, "dropped together"),
        (rehash_one_entry, "header was changed"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
async def test_tampering_is_found(house: House, tamper: Tampering, said: str) -> None:
    entries = await a_night(house)
    assert (await check_journals(house.engine))[1] == []
    async with writing(house.engine) as connection:
        await tamper(connection, entries[-3].n)
    faults = (await check_journals(house.engine))[1]
    assert {fault.centre_id for fault in faults} == {"KL"}
    assert any(said in fault.what for fault in faults), [str(fault) for fault in faults]


async def test_payload_and_salt_can_be_dropped_together_and_the_chain_holds(house: House) -> None:
    entries = await a_night(house)
    dropped = J.c.n.in_([entry.n for entry in entries[-4:-1]])
    async with writing(house.engine) as connection:
        forget = J.update().where(J.c.centre_id == "KL", dropped)
        await connection.execute(forget.values(payload=sa.null(), salt=None))
    assert (await check_journals(house.engine))[1] == []
    forgotten = (await house.reader.entries("KL", after=entries[-5].n))[0]
    assert forgotten.payload is None
    with pytest.raises(ValueError, match="dropped by retention"):
        forgotten.event()


async def test_the_journal_goes_on_after_its_past_was_dropped(house: House) -> None:
    await a_night(house)
    async with writing(house.engine) as connection:
        await connection.execute(J.update().values(payload=sa.null(), salt=None))
    await open_case(house)
    assert (await check_journals(house.engine))[1] == []


async def test_each_entry_says_who_what_when_and_why(house: House) -> None:
    case = await open_case(house)
    note = commands.AddNote(case_id=case.id, text="deuxième appel")
    house.clock.advance(60)
    await house.do(note, physician("KL"), "note-key-0001")
    last = (await house.reader.record(case.id, actor=physician("KL")))[-1]
    assert (last.type, last.subject, last.subject_id) == ("NoteAdded", "case", case.id)
    assert last.actor == physician("KL").acting(physician("KL").duties[0])
    assert last.at == house.clock.now()
    assert last.caused_by == "note-key-0001"


async def test_a_refused_command_writes_nothing(house: House) -> None:
    case = await open_case(house)
    before = (await house.reader.board("KL")).n
    with refused("note_empty"):
        await house.do(commands.AddNote(case_id=case.id, text="  "), call_taker("KL"))
    with refused("not_allowed"):
        await house.do(commands.AddNote(case_id=case.id, text="x"), call_taker("DK"))
    assert (await house.reader.board("KL")).n == before


async def test_each_look_at_a_patient_s_record_is_logged(house: House) -> None:
    case = await open_case(house)
    await house.reader.case(case.id, actor=physician("KL"))
    await house.reader.record(case.id, actor=call_taker("KL"))
    with refused("not_allowed"):
        await house.reader.case(case.id, actor=physician("DK"))
    async with house.engine.connect() as connection:
        log = tables.read_log.c
        rows = await connection.execute(
            sa.select(log.person_id, log.what).where(log.case_id == case.id).order_by(log.id)
        )
        looks = [tuple(row) for row in rows]
    assert looks == [(physician("KL").id, "case"), (call_taker("KL").id, "record")]


async def test_the_record_tells_a_case_in_the_order_it_happened(house: House) -> None:
    case = await open_case(house, None)
    move = commands.LocateCase(case_id=case.id, place=at_pin(TOUBA))
    await house.do(move, call_taker("KL"))
    record = await house.reader.record(case.id, actor=physician("KL"))
    assert [entry.type for entry in record] == ["CaseOpened", "CaseLocated", "CaseHandedOver"]
