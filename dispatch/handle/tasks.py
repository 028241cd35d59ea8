"""Acts on tasks: raise, take, give back, finish, take down, escalate.

The service looks at a board that may be a moment old; before it raises a task or takes one down,
the alarm is found again here, under the centre's lock.
"""

from dispatch import alarm
from dispatch import task as rules
from dispatch.alarm import Alarm
from dispatch.command import (
    EscalateTask,
    FinishTask,
    GiveBackTask,
    RaiseTask,
    TakeDownTask,
    TakeTask,
)
from dispatch.handle.act import Act, Things
from dispatch.policy import Target
from dispatch.refusal import Refused, must
from dispatch.store import rows, tables
from dispatch.subject import CALL, CASE, MISSION, NOTICE, TASK
from dispatch.task import Task, TaskKind, TaskRaised
from dispatch.watch import is_due, stands
from regulation.person import Person


async def raise_(act: Act, command: RaiseTask) -> Things:
    """Make a task of an alarm, if it still rings and no other process was first."""
    centres = frozenset({command.centre_id})
    by = act.work.authorise(Target(centres=centres))
    await act.work.lock(centres)
    found = await _alarm(act, command.kind, command.subject_id, command.case_id)
    table = tables.task
    earlier: list[Task] = await rows.where(
        act.work.connection,
        TASK,
        table.c.subject_id == command.subject_id,
        table.c.kind == command.kind.value,
        table.c.centre_id == command.centre_id,
    )
    if found is None or found.centre_id != command.centre_id or len(earlier) != command.nth:
        raise Refused("task_cause_gone")
    if not is_due(found, earlier, act.work.at):
        raise Refused("task_cause_gone")
    return {"task": await act.work.record(_raised(act, found, command.nth), by=by, new=True)}


def _raised(act: Act, found: Alarm, nth: int) -> TaskRaised:
    return TaskRaised(
        task_id=act.new_id(),
        centre_id=found.centre_id,
        kind=found.kind,
        subject_id=found.subject_id,
        case_id=found.case_id,
        case_number=found.case_number,
        nth=nth,
        due_at=found.due_at,
        at=act.work.at,
    )


async def _alarm(act: Act, kind: TaskKind, subject_id: str, case_id: str | None) -> Alarm | None:
    """Return the alarm about a thing as it stands now, due or not, or None when it is silent."""
    clocks = act.room.clocks
    if case_id is None:
        called = alarm.of_call(await act.work.peek(CALL, subject_id), clocks)
        return called if called is not None and called.kind is kind else None
    connection = act.work.connection
    found = alarm.of_case(
        await act.work.peek(CASE, case_id),
        await rows.where(connection, MISSION, tables.mission.c.case_id == case_id),
        await rows.where(connection, NOTICE, tables.notice.c.case_id == case_id),
        clocks,
    )
    return next(
        (each for each in found if (each.kind, each.subject_id) == (kind, subject_id)), None
    )


async def _task(act: Act, task_id: str) -> tuple[Task, Person]:
    task: Task = await act.work.get(TASK, task_id)
    return task, act.work.authorise(Target(centres=TASK.centres(task)))


async def take_down(act: Act, command: TakeDownTask) -> Things:
    """End a task whose cause is gone."""
    task, by = await _task(act, command.task_id)
    found = await _alarm(act, task.kind, task.subject_id, task.case_id)
    if found is not None and found.centre_id != task.centre_id:
        found = None  # the case is another centre's now, and so is what is overdue in it
    if stands(task, found, act.work.at):
        raise Refused("task_cause_stands")
    event = must(rules.take_down(task, at=act.work.at))
    return {"task": await act.work.record(event, by=by)}


async def escalate(act: Act, command: EscalateTask) -> Things:
    """Bring a task that was left lying before everybody."""
    task, by = await _task(act, command.task_id)
    event = must(rules.escalate(task, act.room.clocks, at=act.work.at))
    return {"task": await act.work.record(event, by=by)}


async def take(act: Act, command: TakeTask) -> Things:
    """Give the task to who asks; the second one is told who has it."""
    task, by = await _task(act, command.task_id)
    event = must(rules.take(task, over=command.over, by=by, at=act.work.at))
    return {"task": await act.work.record(event, by=by)}


async def give_back(act: Act, command: GiveBackTask) -> Things:
    """Let the task wait for somebody else."""
    task, by = await _task(act, command.task_id)
    event = must(rules.give_back(task, by=by, at=act.work.at))
    return {"task": await act.work.record(event, by=by)}


async def finish(act: Act, command: FinishTask) -> Things:
    """Record that the task is done and what came of it."""
    task, by = await _task(act, command.task_id)
    event = must(rules.finish(task, command.how, by=by, at=act.work.at))
    return {"task": await act.work.record(event, by=by)}
