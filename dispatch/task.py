"""A task: something overdue that a named person must take, not only a colour on a board.

    WAITING ─▶ HELD ─▶ DONE
       ▲  │      │
       └──│──────┘ given back
          └─▶ DONE │ GONE

The service raises a task and takes it down again when its cause is gone; everything between is
somebody's act. Both ends are in the journal, so that nothing overdue disappears unseen.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never

from regulation.clocks import Clocks
from regulation.person import Person
from regulation.refusal import Refusal

RESULT_LENGTH_MAX = 200
"""What came of it, in one line; more belongs into a note of the case."""


class TaskKind(StrEnum):
    """What is overdue."""

    REGULATION_OVERDUE = "REGULATION_OVERDUE"
    """A case has waited for a physician beyond its clock."""
    P0_NO_PLACE = "P0_NO_PLACE"
    """A life threat, and nobody knows where: no unit can be sent."""
    P0_NO_UNIT = "P0_NO_UNIT"
    """A life threat, and no medicalised unit was free for the reflex departure."""
    NOTICE_UNANSWERED = "NOTICE_UNANSWERED"
    """A ward let its time to answer pass: ring it."""
    APPOINTMENT_DUE = "APPOINTMENT_DUE"
    """A caller was promised a call for now."""
    SAFETY_NET_DUE = "SAFETY_NET_DUE"
    """Somebody who got an advice and no unit is to be rung now."""
    RECHECK_DUE = "RECHECK_DUE"
    """A caller has waited long for a physician and is to be rung now."""
    CALL_NOT_TAKEN = "CALL_NOT_TAKEN"
    """A call has rung too long."""
    CALL_ABANDONED = "CALL_ABANDONED"
    """The caller hung up before anyone answered: ring back."""


CALL_BACKS = frozenset({TaskKind.APPOINTMENT_DUE, TaskKind.SAFETY_NET_DUE, TaskKind.RECHECK_DUE})
"""These are done by saying what came of ringing, in the case, and not by a word of one's own."""


class TaskState(StrEnum):
    """Where one task stands."""

    WAITING = "WAITING"
    HELD = "HELD"
    DONE = "DONE"
    GONE = "GONE"
    """Its cause went away by itself."""


_S = TaskState

MOVES: dict[TaskState, frozenset[TaskState]] = {
    _S.WAITING: frozenset({_S.HELD, _S.DONE, _S.GONE}),
    _S.HELD: frozenset({_S.WAITING, _S.DONE, _S.GONE}),
    _S.DONE: frozenset(),
    _S.GONE: frozenset(),
}

AGAIN_S: dict[TaskKind, float] = {
    TaskKind.REGULATION_OVERDUE: 120.0,
    TaskKind.P0_NO_PLACE: 120.0,
    TaskKind.P0_NO_UNIT: 120.0,
    TaskKind.NOTICE_UNANSWERED: 300.0,
}
"""Seconds until a task that somebody did comes back while its cause still stands: saying that a
thing is done must not make it so. A call's task does not come back: the call itself stays in the
list until somebody has spoken with the caller."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRaised:
    """The service finds something overdue."""

    task_id: str
    centre_id: str
    kind: TaskKind
    subject_id: str
    """The case, call or notice that is overdue."""
    case_id: str | None
    case_number: str | None
    nth: int
    """0 for the first task of this kind about this subject at this centre."""
    due_at: datetime
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskTaken:
    """Somebody takes it on."""

    task_id: str
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskGivenBack:
    """Who held it cannot do it after all."""

    task_id: str
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDone:
    """It was done, and this came of it."""

    task_id: str
    how: str
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskGone:
    """Its cause is gone; nobody had to do anything more."""

    task_id: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEscalated:
    """It was left untaken, or held without end: everybody is told."""

    task_id: str
    at: datetime


TaskEvent = TaskRaised | TaskTaken | TaskGivenBack | TaskDone | TaskGone | TaskEscalated


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One task as its events have made it."""

    id: str
    raised: TaskRaised
    state: TaskState
    since: datetime
    """When it came to wait, or to be held by whoever holds it."""
    taken_by: Person | None = None
    done_by: Person | None = None
    how: str = ""
    escalated_at: datetime | None = None

    @property
    def centre_id(self) -> str:
        """The centre whose room must do it."""
        return self.raised.centre_id

    @property
    def case_id(self) -> str | None:
        """The case it is about, if it is about one."""
        return self.raised.case_id

    @property
    def kind(self) -> TaskKind:
        """What is overdue."""
        return self.raised.kind

    @property
    def subject_id(self) -> str:
        """The thing that is overdue."""
        return self.raised.subject_id

    @property
    def cause(self) -> str:
        """Name what raised it, so that the store can refuse to hold it twice."""
        raised = self.raised
        return f"{raised.kind}-{raised.subject_id}-{raised.centre_id}-{raised.nth}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it."""
        return bool(MOVES[self.state])

    def escalates_at(self, clocks: Clocks) -> datetime:
        """Return when it is brought before everybody if nothing happens."""
        held = self.state is TaskState.HELD
        return self.since + timedelta(seconds=clocks.held_s if held else clocks.untaken_s)


def _refuse_move(task: Task, to: TaskState) -> Refusal | None:
    allowed = MOVES[task.state]
    if to in allowed:
        return None
    return Refusal(
        code="task_move_not_allowed",
        facts={"state": task.state, "to": to, "allowed": ", ".join(sorted(allowed)) or "-"},
    )


def take(task: Task, *, over: bool, by: Person, at: datetime) -> TaskTaken | Refusal:
    """Give the task to one person; another may take it over only by saying so."""
    taken = TaskTaken(task_id=task.id, by=by, at=at)
    if task.state is not TaskState.HELD or task.taken_by is None:
        return _refuse_move(task, TaskState.HELD) or taken
    if task.taken_by.id == by.id:
        return Refusal(code="task_already_yours")
    if not over:
        return Refusal(code="task_held_by_other", facts={"by": task.taken_by.name})
    return taken


def _refuse_holder(task: Task, to: TaskState, by: Person) -> Refusal | None:
    """Only who holds a task may give it back or say that it is done."""
    if refused := _refuse_move(task, to):
        return refused
    if task.taken_by is None:
        return Refusal(code="task_not_taken")
    if task.taken_by.id != by.id:
        return Refusal(code="task_held_by_other", facts={"by": task.taken_by.name})
    return None


def give_back(task: Task, *, by: Person, at: datetime) -> TaskGivenBack | Refusal:
    """Let the task wait for somebody else."""
    if task.state is TaskState.WAITING:
        return Refusal(code="task_not_taken")
    refused = _refuse_holder(task, TaskState.WAITING, by)
    return refused or TaskGivenBack(task_id=task.id, by=by, at=at)


def finish(task: Task, how: str, *, by: Person, at: datetime) -> TaskDone | Refusal:
    """Say that the task is done and what came of it, in a few words."""
    words = how.strip()
    if task.kind in CALL_BACKS:
        return Refusal(code="task_needs_outcome")
    if not words:
        return Refusal(code="task_result_missing")
    refused = _refuse_holder(task, TaskState.DONE, by)
    return refused or TaskDone(task_id=task.id, how=words[:RESULT_LENGTH_MAX], by=by, at=at)


def settle(task: Task, how: str, *, by: Person, at: datetime) -> TaskDone | Refusal:
    """Note that somebody did what the task asked for, whoever had taken it."""
    refused = _refuse_move(task, TaskState.DONE)
    return refused or TaskDone(task_id=task.id, how=how, by=by, at=at)


def take_down(task: Task, *, at: datetime) -> TaskGone | Refusal:
    """Note that the cause is gone."""
    return _refuse_move(task, TaskState.GONE) or TaskGone(task_id=task.id, at=at)


def escalate(task: Task, clocks: Clocks, *, at: datetime) -> TaskEscalated | Refusal:
    """Bring the task before everybody, once for each time that it is left lying."""
    if not task.is_open or task.escalated_at is not None or at < task.escalates_at(clocks):
        return Refusal(code="task_not_to_escalate", facts={"state": task.state})
    return TaskEscalated(task_id=task.id, at=at)


def evolve(task: Task | None, event: TaskEvent) -> Task:
    """Return the task as it stands after `event`."""
    if isinstance(event, TaskRaised):
        return Task(id=event.task_id, raised=event, state=TaskState.WAITING, since=event.at)
    if task is None:
        msg = f"{type(event).__name__} before TaskRaised"
        raise AssertionError(msg)
    match event:
        case TaskTaken():
            held = replace(task, state=TaskState.HELD, taken_by=event.by)
            return replace(held, since=event.at, escalated_at=None)
        case TaskGivenBack():
            waits = replace(task, state=TaskState.WAITING, taken_by=None)
            return replace(waits, since=event.at, escalated_at=None)
        case TaskDone():
            done = replace(task, state=TaskState.DONE, done_by=event.by)
            return replace(done, since=event.at, how=event.how)
        case TaskGone():
            return replace(task, state=TaskState.GONE, since=event.at)
        case TaskEscalated():
            return replace(task, escalated_at=event.at)
        case _:
            assert_never(event)
