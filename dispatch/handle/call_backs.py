"""Acts on call-backs: book, answer, move, cancel; and what other acts do to them."""

from datetime import datetime

from dispatch import task as task_rules
from dispatch.command import (
    AnswerCallBack,
    BookCallBack,
    BookRecheck,
    CancelCallBack,
    MoveCallBack,
)
from dispatch.handle.act import Act, Things
from dispatch.handle.bring_back import bring_back
from dispatch.policy import Target
from dispatch.refusal import Refused, must
from dispatch.store import rows, tables
from dispatch.subject import CASE, TASK
from dispatch.task import Task
from regulation import follow_up
from regulation.call_back import (
    CallBack,
    CallBackBooked,
    CallBackEnd,
    CallBackKind,
    CallBackOutcome,
)
from regulation.case import Case, Requeue
from regulation.person import THE_SERVICE, Person


async def _case(act: Act, case_id: str) -> tuple[Case, Person]:
    case: Case = await act.work.get(CASE, case_id)
    return case, act.work.authorise(Target(centres=case.centres))


def promise(
    act: Act,
    case: Case,
    kind: CallBackKind,
    due_at: datetime,
    *,
    by: Person,
    number: str = "",
    who: str = "",
) -> CallBack:
    """Return a new promise; the caller of the case is rung where nobody else is named."""
    caller = case.caller
    return CallBack(
        id=act.new_id(),
        kind=kind,
        due_at=due_at,
        number=number.strip() or caller.callback_number or caller.number,
        who=who.strip() or caller.name,
        booked_by=by,
        booked_at=act.work.at,
    )


async def end_call_backs(
    act: Act, case: Case, why: CallBackEnd, *kinds: CallBackKind, by: Person
) -> Case:
    """End the promises of these kinds (all when none is named) that became needless."""
    ended = follow_up.end(case, why, kinds or tuple(CallBackKind), by=by, at=act.work.at)
    for event in ended:
        case = await act.work.record(event, by=by)
        await _settle_tasks(act, event.call_back_id, why.value, by)
    return case


async def _settle_tasks(act: Act, call_back_id: str, how: str, by: Person) -> None:
    """Tell the tasks about a call-back that it is dealt with, and by whom."""
    found: list[Task] = await rows.where(
        act.work.connection, TASK, tables.task.c.subject_id == call_back_id
    )
    for task in (task for task in found if task.is_open):
        await act.work.get(TASK, task.id)
        await act.work.record(must(task_rules.settle(task, how, by=by, at=act.work.at)), by=by)


async def book(act: Act, command: BookCallBack) -> Things:
    """Promise the caller a call at an agreed time."""
    case, by = await _case(act, command.case_id)
    asked = promise(
        act,
        case,
        CallBackKind.APPOINTMENT,
        command.at,
        by=by,
        number=command.number,
        who=command.who,
    )
    event = must(follow_up.book_appointment(case, asked, at=act.work.at))
    await end_call_backs(act, case, CallBackEnd.REPLACED, CallBackKind.APPOINTMENT, by=by)
    return {"case": await act.work.record(event, by=by)}


async def book_recheck(act: Act, command: BookRecheck) -> Things:
    """Have a caller rung who has waited long for a physician."""
    case, by = await _case(act, command.case_id)
    due_at = follow_up.recheck_due_at(case, act.room.clocks)
    if due_at is None or due_at > act.work.at or len(case.call_backs) != command.nth:
        raise Refused("task_cause_gone")
    made = promise(act, case, CallBackKind.RECHECK, due_at, by=by)
    event = CallBackBooked(case_id=case.id, call_back=made, by=by, at=act.work.at)
    return {"case": await act.work.record(event, by=by)}


async def answer(act: Act, command: AnswerCallBack) -> Things:
    """Note what came of ringing; somebody who got worse is before the physicians again."""
    case, by = await _case(act, command.case_id)
    event = must(
        follow_up.answer(
            case,
            command.call_back_id,
            command.outcome,
            note=command.note,
            clocks=act.room.clocks,
            by=by,
            at=act.work.at,
        )
    )
    case = await act.work.record(event, by=by)
    await _settle_tasks(act, command.call_back_id, command.outcome.value, by)
    if command.outcome is CallBackOutcome.WORSE:
        case = await bring_back(act, case, Requeue.WORSE, by)
    return {"case": case}


async def move(act: Act, command: MoveCallBack) -> Things:
    """Bring a call-back forward or put it off."""
    case, by = await _case(act, command.case_id)
    event = follow_up.move(case, command.call_back_id, command.at, by=by, at=act.work.at)
    return {"case": await act.work.record(must(event), by=by)}


async def cancel(act: Act, command: CancelCallBack) -> Things:
    """Call a promise off."""
    case, by = await _case(act, command.case_id)
    event = must(
        follow_up.cancel(case, command.call_back_id, command.reason, by=by, at=act.work.at)
    )
    case = await act.work.record(event, by=by)
    await _settle_tasks(act, command.call_back_id, CallBackEnd.CANCELLED.value, by)
    return {"case": case}


async def follow_taking(act: Act, case: Case) -> Case:
    """End what a caller was rung for while waiting, now that a physician has the case."""
    why = CallBackEnd.TAKEN
    return await end_call_backs(act, case, why, CallBackKind.RECHECK, by=THE_SERVICE)
