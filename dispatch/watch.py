"""What is to be done about the alarms of one centre's board: tasks to raise, take down, escalate.

Pure: a board, the service's clocks and a moment go in, commands with their keys come out. Two
processes that watch the same board find the same commands under the same keys, so each is done
once; a process that was dead finds on its first look whatever fell due meanwhile.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from dispatch import alarm
from dispatch.alarm import Alarm
from dispatch.board import Board
from dispatch.command import BookRecheck, Command, EscalateTask, RaiseTask, TakeDownTask
from dispatch.subject import CALL, CASE, MISSION, NOTICE, TASK
from dispatch.task import AGAIN_S, Task
from regulation.case import Case
from regulation.clocks import Clocks
from regulation.follow_up import recheck_due_at

Errand = tuple[Command, str]
"""A command and its idempotency key."""


def is_due(raised: Alarm, earlier: Sequence[Task], now: datetime) -> bool:
    """Say whether an alarm is to become a task now, with all earlier tasks about the same.

    What was done, or was gone for a while, comes back after a pause; a new cause at once.
    """
    if raised.due_at > now or any(task.is_open for task in earlier):
        return False
    if not earlier:
        return True
    last, again_s = max(task.since for task in earlier), AGAIN_S.get(raised.kind)
    if raised.due_at > last:
        return True
    return again_s is not None and last + timedelta(seconds=again_s) <= now


def stands(task: Task, found: Alarm | None, now: datetime) -> bool:
    """Say whether what raised a task still holds.

    One clock may be a moment behind another: what was due when the task was raised stays due.
    """
    return found is not None and found.due_at <= max(now, task.raised.due_at)


def errands(board: Board, clocks: Clocks, now: datetime) -> Iterator[Errand]:
    """Find what the service is to do on this board at `now`."""
    found = {(each.kind, each.subject_id): each for each in alarms(board, clocks)}
    tasks: defaultdict[tuple[str, str], list[Task]] = defaultdict(list)
    for task in board.things[TASK.name].values():
        tasks[task.kind, task.subject_id].append(task)
    for about, each in found.items():
        if is_due(each, tasks[about], now):
            yield _raise(each, len(tasks[about]))
    for case in board.things[CASE.name].values():
        if case.centre_id == board.centre_id:
            yield from _recheck(case, clocks, now)
    for task in board.things[TASK.name].values():
        if not task.is_open:
            continue
        if not stands(task, found.get((task.kind, task.subject_id)), now):
            # Taken down in this state: once it is moved on, another look decides anew.
            yield TakeDownTask(task_id=task.id), f"down-{task.id}-{task.since:%H%M%S%f}"
        elif task.escalated_at is None and now >= task.escalates_at(clocks):
            yield EscalateTask(task_id=task.id), f"tell-{task.id}-{task.since:%H%M%S%f}"


def alarms(board: Board, clocks: Clocks) -> list[Alarm]:
    """Return all alarms of the board's own calls and cases, due or not yet."""
    missions, notices = _by_case(board, MISSION.name), _by_case(board, NOTICE.name)
    called = [alarm.of_call(call, clocks) for call in board.things[CALL.name].values()]
    found = [each for each in called if each is not None]
    for case in board.things[CASE.name].values():
        if case.centre_id == board.centre_id:
            found += alarm.of_case(case, missions[case.id], notices[case.id], clocks)
    return found


def _by_case(board: Board, kind: str) -> defaultdict[str, list[Any]]:
    things: defaultdict[str, list[Any]] = defaultdict(list)
    for thing in board.things[kind].values():
        things[thing.case_id].append(thing)
    return things


def _recheck(case: Case, clocks: Clocks, now: datetime) -> Iterator[Errand]:
    due_at = recheck_due_at(case, clocks)
    if due_at is not None and due_at <= now:
        nth = len(case.call_backs)
        yield BookRecheck(case_id=case.id, nth=nth), f"recheck-{case.id}-{nth}"


def _raise(found: Alarm, nth: int) -> Errand:
    command = RaiseTask(
        kind=found.kind,
        centre_id=found.centre_id,
        subject_id=found.subject_id,
        case_id=found.case_id,
        nth=nth,
    )
    return command, f"{found.kind}-{found.subject_id}-{found.centre_id}-{nth}"
