"""What is known of a number: counted everywhere, told where one may read, never held against it."""

from typing import Any

import pytest
import sqlalchemy as sa

from dispatch import command as commands
from dispatch.actor import Actor
from dispatch.call_history import counted, led_to, month_start
from dispatch.store import tables
from dispatch.store.engine import reading, writing
from regulation.call import Call, CallState
from regulation.case import Case
from regulation.complaint import complaint_of
from regulation.patient import Caller, Patient
from tests.dispatch.house import House
from tests.dispatch.story import GASPING, KAOLACK, TOUBA, assess, at_pin, open_case, refused
from tests.people import TELEPHONY, call_taker, crew

NUMBER = "+221771234567"
DAY_S = 24 * 3600.0
INDEX = "ix_call_number_state_received"


async def ring(house: House, centre_id: str = "KL", number: str = NUMBER) -> Call:
    command = commands.ReceiveCall(centre_id=centre_id, number=number)
    call: Call = (await house.do(command, TELEPHONY)).things["call"]
    return call


async def classed(
    house: House, as_: CallState, centre_id: str = "KL", number: str = NUMBER
) -> Call:
    call = await ring(house, centre_id, number)
    by = call_taker(centre_id)
    await house.do(commands.TakeCall(call_id=call.id), by)
    done = await house.do(commands.ClassifyCall(call_id=call.id, as_=as_), by)
    kept: Call = done.things["call"]
    return kept


async def opened(house: House, centre_id: str = "KL", number: str = NUMBER) -> Case:
    call = await ring(house, centre_id, number)
    by = call_taker(centre_id)
    await house.do(commands.TakeCall(call_id=call.id), by)
    command = commands.OpenCase(
        call_id=call.id,
        centre_id=centre_id,
        caller=Caller(number=number),
        place=at_pin(TOUBA if centre_id == "TB" else KAOLACK),
        what="contractions",
        patient=Patient(),
    )
    case: Case = (await house.do(command, by)).things["case"]
    return case


async def reads_of(house: House, actor: Actor, what: str) -> list[str]:
    log = tables.read_log
    query = sa.select(log.c.case_id).where(log.c.person_id == actor.id, log.c.what == what)
    async with reading(house.engine) as connection:
        return list((await connection.execute(query)).scalars())


async def test_a_number_s_calls_are_counted_by_class_over_all_centres(house: House) -> None:
    await classed(house, CallState.NUISANCE, "DK")
    house.clock.advance(40 * DAY_S)
    for centre_id in ("KL", "TB", "KL"):
        await classed(house, CallState.NUISANCE, centre_id)
    await classed(house, CallState.SILENT)
    await classed(house, CallState.NUISANCE, number="+221770000000")
    call = await ring(house)
    history = await house.calls.history(call.id, actor=call_taker("KL"))
    assert history.month.by_state == {CallState.NUISANCE: 3, CallState.SILENT: 1}
    assert history.month.since == month_start(house.clock.now())
    assert history.year.by_state == {CallState.NUISANCE: 4, CallState.SILENT: 1}
    assert history.year.total == 5
    assert not history.withheld


async def test_a_call_is_not_counted_as_its_own_past(quick_house: House) -> None:
    call = await classed(quick_house, CallState.NUISANCE)
    history = await quick_house.calls.history(call.id, actor=call_taker("KL"))
    assert (history.month.total, history.year.by_state) == (0, {})


async def test_cases_are_told_where_one_may_read_them_and_counted_elsewhere(house: House) -> None:
    mine, other = await opened(house), await opened(house, "TB")
    parm, call = call_taker("KL"), await ring(house)
    history = await house.calls.history(call.id, actor=parm)
    assert [case.number for case in history.cases] == [mine.number]
    assert history.cases_elsewhere == 1
    assert history.month.by_state == {CallState.CASE: 2}
    assert await reads_of(house, parm, "history") == [mine.id]
    there = await ring(house, "TB")
    seen = await house.calls.history(there.id, actor=call_taker("TB"))
    assert [case.id for case in seen.cases] == [other.id]


async def test_two_calls_about_one_case_tell_it_once(quick_house: House) -> None:
    house, parm = quick_house, call_taker("KL")
    case = await opened(house)
    second = await ring(house)
    await house.do(commands.TakeCall(call_id=second.id), parm)
    await house.do(commands.JoinCall(call_id=second.id, case_id=case.id), parm)
    history = await house.calls.history((await ring(house)).id, actor=parm)
    assert [one.id for one in history.cases] == [case.id]
    assert history.month.by_state == {CallState.CASE: 2}


async def test_a_withheld_number_has_no_past(quick_house: House) -> None:
    await classed(quick_house, CallState.NUISANCE, number="")
    call = await ring(quick_house, number="")
    history = await quick_house.calls.history(call.id, actor=call_taker("KL"))
    assert history.withheld
    assert (history.month.total, history.cases, history.cases_elsewhere) == (0, (), 0)


async def test_only_the_room_of_the_call_looks_at_its_number_s_past(quick_house: House) -> None:
    call = await ring(quick_house)
    for stranger in (call_taker("DK"), crew("KL-SMUR-1"), TELEPHONY):
        with refused("not_allowed"):
            await quick_house.calls.history(call.id, actor=stranger)
    with refused("not_found"):
        await quick_house.calls.history("nowhere", actor=call_taker("KL"))


async def test_a_nuisance_number_rings_exactly_as_any_other(quick_house: House) -> None:
    for _ in range(30):
        await classed(quick_house, CallState.NUISANCE)
    flagged, unknown = await ring(quick_house), await ring(quick_house, number="+221770000001")
    board = await quick_house.reader.board("KL")
    shown = [board.things["call"][call.id] for call in (flagged, unknown)]
    assert [call.state for call in shown] == [CallState.RINGING, CallState.RINGING]
    taken = await quick_house.do(commands.TakeCall(call_id=flagged.id), call_taker("KL"))
    assert taken.things["call"].state is CallState.TAKEN


async def test_classed_calls_are_listed_apart_from_the_others(quick_house: House) -> None:
    parm = call_taker("KL")
    silent = await classed(quick_house, CallState.SILENT)
    nuisance = await classed(quick_house, CallState.NUISANCE)
    ringing = await ring(quick_house)
    listed = await quick_house.calls.calls("KL", {CallState.SILENT, CallState.NUISANCE}, actor=parm)
    assert {call.id for call in listed} == {silent.id, nuisance.id}
    assert ringing.id in {call.id for call in await quick_house.calls.calls("KL", actor=parm)}


async def test_a_class_put_wrongly_is_changed_and_the_journal_keeps_both(house: House) -> None:
    parm, call = call_taker("KL"), await classed(house, CallState.NUISANCE)
    await house.do(commands.UndoClass(call_id=call.id), parm)
    for as_ in (CallState.SILENT, CallState.INFORMATION):
        await house.do(commands.ClassifyCall(call_id=call.id, as_=as_), parm)
    entries = await house.reader.entries("KL", after=0)
    told = [(e.type, (e.payload or {}).get("as_")) for e in entries if e.subject_id == call.id]
    assert told[2:] == [
        ("CallClassed", "NUISANCE"),
        ("ClassUndone", None),
        ("CallClassed", "SILENT"),
        ("CallClassed", "INFORMATION"),
    ]


async def test_a_call_split_off_opens_its_own_case_and_both_records_say_so(house: House) -> None:
    parm, case = call_taker("KL"), await opened(house)
    (call,) = await house.calls.calls_of_case(case.id, actor=parm)
    await house.do(commands.SplitCall(call_id=call.id), parm)
    assert await house.calls.calls_of_case(case.id, actor=parm) == []
    record = await house.reader.record(case.id, actor=parm)
    assert [e.type for e in record if e.subject == "call"] == ["CallJoined", "CallSplit"]
    command = commands.OpenCase(
        call_id=call.id,
        centre_id="KL",
        caller=Caller(),
        place=at_pin(None),
        what="autre chose",
        patient=Patient(),
    )
    other = (await house.do(command, parm)).things["case"]
    assert [c.id for c in await house.calls.calls_of_case(other.id, actor=parm)] == [call.id]


async def test_the_store_knows_a_call_s_case_whatever_version_wrote_the_row(house: House) -> None:
    case = await open_case(house)
    values = {
        "id": "written-before",
        "centre_id": "KL",
        "state": "CASE",
        "number": NUMBER,
        "received_at": house.clock.now(),
        "body": {"case_id": case.id},
    }
    async with writing(house.engine) as connection:
        await connection.execute(tables.call.insert().values(**values))
    query = sa.select(tables.call.c.id).where(tables.call.c.case_id == case.id)
    async with reading(house.engine) as connection:
        assert (await connection.execute(query)).scalars().all() == ["written-before"]


@pytest.mark.parametrize("asked", ["counts", "cases"])
async def test_a_number_s_past_is_read_from_its_index(house: House, asked: str) -> None:
    call = await ring(house)
    question = counted(NUMBER, house.clock.now()) if asked == "counts" else led_to(call)
    assert INDEX in await plan_of(house, question)


async def test_the_calls_of_a_case_are_read_from_their_index(house: House) -> None:
    question = sa.select(tables.call.c.body).where(tables.call.c.case_id.in_(["a", "b"]))
    assert "ix_call_case_id" in await plan_of(house, question)


async def plan_of(house: House, question: sa.Select[Any]) -> str:
    """Return how the engine would go about a question when there are many rows."""
    sqlite = house.engine.dialect.name == "sqlite"
    words = question.compile(house.engine, compile_kwargs={"literal_binds": True})
    async with reading(house.engine) as connection:
        if not sqlite:
            # An empty table is read whole, whatever indexes it has.
            await connection.execute(sa.text("SET LOCAL enable_seqscan = off"))
        explain = "EXPLAIN QUERY PLAN" if sqlite else "EXPLAIN"
        rows = await connection.exec_driver_sql(f"{explain} {words}")
        return "\n".join(str(row) for row in rows)


async def test_a_case_is_titled_by_its_complaint_and_not_by_the_opening(quick_house: House) -> None:
    case = await open_case(quick_house)
    assert complaint_of(case) is None
    case, _ = await assess(quick_house, case, GASPING)
    assert complaint_of(case) is None
    case, _ = await assess(quick_house, case, {"state": "sweating"}, "CHEST-PAIN")
    assert complaint_of(case) == "CHEST-PAIN"
