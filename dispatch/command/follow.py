"""What a user can ask about tasks and call-backs."""

from dataclasses import dataclass
from datetime import datetime

from dispatch.command.root import Command
from dispatch.task import TaskKind
from regulation.call_back import CallBackOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseTask(Command):
    """Something is overdue; ordered by the service itself."""

    kind: TaskKind
    centre_id: str
    subject_id: str
    case_id: str | None
    nth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeDownTask(Command):
    """What raised a task is gone; ordered by the service itself."""

    task_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalateTask(Command):
    """A task was left lying; ordered by the service itself."""

    task_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeTask(Command):
    """Take a task on; `over` takes it from somebody else."""

    task_id: str
    over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveBackTask(Command):
    """Let a task wait for somebody else."""

    task_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishTask(Command):
    """Say that a task is done, and what came of it."""

    task_id: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BookCallBack(Command):
    """Promise the caller of a P3 a call at an agreed time; an earlier promise gives way."""

    case_id: str
    at: datetime
    number: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BookRecheck(Command):
    """A caller has waited long for a physician; ordered by the service itself."""

    case_id: str
    nth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCallBack(Command):
    """Note what came of ringing."""

    case_id: str
    call_back_id: str
    outcome: CallBackOutcome
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveCallBack(Command):
    """Bring a call-back forward or put it off."""

    case_id: str
    call_back_id: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelCallBack(Command):
    """Call a promise off."""

    case_id: str
    call_back_id: str
    reason: str
