"""Tasks and call-backs of several cases that are one event: the first stands for all of them."""

from dispatch import command as commands
from dispatch.codec import dump, load
from dispatch.command import TieCases
from dispatch.store import journal, tables
from dispatch.store.engine import writing
from dispatch.subject import CASE
from dispatch.task import TaskKind
from regulation.call_back import CallBackEnd, CallBackOutcome
from regulation.care_level import CareLevel
from regulation.case import Case, CaseState, Outcome, Requeue
from regulation.clocks import Clocks
from regulation.decision import DecisionType
from regulation.priority import Priority
from tests.dispatch.house import House
from tests.dispatch.story import GASPING, assess, on_board, open_case, ring, sweep
from tests.people import call_taker, physician

CLOCKS = Clocks()
AWA = call_taker("KL")
DOCTOR = physician("KL")


async def now(house: House, case: Case) -> Case:
    found: Case = await on_board(house, "KL", "case", case.id)
    return found


async def event(house: House) -> tuple[Case, Case]:
    """Two cases of one event: the second caller's follows the first."""
    first = await open_case(house)
    house.clock.advance(5)
    later = await open_case(house)
    await house.do(TieCases(case_id=first.id, with_case_id=later.id), AWA)
    return await now(house, first), await now(house, later)


async def advise(house: House, case: Case) -> Case:
    """Let a physician take the case and send nobody."""
    await house.do(commands.TakeCase(case_id=case.id, over=False), DOCTOR)
    decision = commands.DecideCase(
        case_id=case.id, type=DecisionType.CONSEIL, care_level=CareLevel.R4, note=""
    )
    advised: Case = (await house.do(decision, DOCTOR)).things["case"]
    return advised


async def queue(house: House) -> list[str]:
    return [case.id for case in await house.reader.queue("KL", actor=DOCTOR)]


async def test_one_event_is_one_task_however_many_called(house: House) -> None:
    first, later = await event(house)
    await assess(house, later, GASPING)
    overdue = await sweep(house, CLOCKS.wait_p2_s)
    assert [(task.kind, task.case_id) for task in overdue] == [
        (TaskKind.REGULATION_OVERDUE, first.id)
    ]


async def test_any_caller_of_the_event_who_rings_again_brings_it_back(house: House) -> None:
    first, later = await event(house)
    await advise(house, first)
    assert await queue(house) == []
    call = await ring(house)
    await house.do(commands.TakeCall(call_id=call.id), AWA)
    await house.do(commands.JoinCall(call_id=call.id, case_id=later.id), AWA)
    assert await queue(house) == [first.id]
    assert (await now(house, first)).requeued is Requeue.RANG_AGAIN


async def test_a_patient_of_the_event_who_got_worse_brings_it_back(house: House) -> None:
    first, later = await event(house)
    await advise(house, later)
    await advise(house, first)
    (promise,) = (await now(house, later)).open_call_backs
    worse = commands.AnswerCallBack(
        case_id=later.id, call_back_id=promise.id, outcome=CallBackOutcome.WORSE, note=""
    )
    await house.do(worse, AWA)
    assert await queue(house) == [first.id]
    assert (await now(house, first)).priority is Priority.P1


async def test_the_end_of_the_event_ends_the_calls_promised_in_all_of_it(house: House) -> None:
    first, later = await event(house)
    await advise(house, later)
    await advise(house, first)
    end = commands.MoveCase(case_id=first.id, state=CaseState.ACHEVE, outcome=Outcome.TRANSPORTED)
    await house.do(end, DOCTOR)
    ends = [each.ended for case in (first, later) for each in (await now(house, case)).call_backs]
    assert ends == [CallBackEnd.SEEN, CallBackEnd.SEEN]


async def test_a_case_that_was_stored_before_calls_were_promised_reads_back(
    quick_house: House,
) -> None:
    case = await open_case(quick_house)
    old = dump(case)
    for name in ("call_backs", "waits_from", "requeued", "follows_id", "follows_number"):
        del old[name]
    assert load(CASE.state, old) == case


async def drop_newest_payload(house: House, centre_id: str) -> None:
    """Let retention drop what the newest entry of a centre held."""
    async with writing(house.engine) as connection:
        n, _ = await journal.head(connection, centre_id)
        table = tables.journal
        newest = (table.c.centre_id == centre_id) & (table.c.n == n)
        await connection.execute(table.update().where(newest).values(payload=None, salt=None))


async def test_one_centre_that_cannot_be_read_does_not_silence_the_others(
    quick_house: House,
) -> None:
    await sweep(quick_house)
    here = await open_case(quick_house)
    await drop_newest_payload(quick_house, "KL")
    there = await open_case(quick_house, centre_id="TB", position=None)
    quick_house.clock.advance(CLOCKS.wait_p2_s)
    await quick_house.sweep.once(quick_house.clock.now())
    found = await quick_house.reader.tasks("TB", actor=physician("TB"))
    assert [task.case_id for task in found] == [there.id]
    await quick_house.sweep.once(quick_house.clock.now())
    found = await quick_house.reader.tasks("KL", actor=DOCTOR)
    assert [task.case_id for task in found] == [here.id]
