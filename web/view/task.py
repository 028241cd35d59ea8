"""Tasks and the service's clocks on the wire."""

from dispatch.task import Task, TaskKind, TaskState
from regulation.care_level import CareLevel
from regulation.clocks import WARN_SHARE, Clocks
from regulation.priority import Priority
from web.view.wire import Moment, PersonView, View


class TaskView(View):
    """Something overdue that one person must take."""

    id: str
    kind: TaskKind
    centre_id: str
    subject_id: str
    case_id: str | None
    case_number: str | None
    state: TaskState
    due_at: Moment
    raised_at: Moment
    since: Moment
    taken_by: PersonView | None
    done_by: PersonView | None
    how: str
    escalated_at: Moment | None


class ClocksView(View):
    """The service's own times: `wait_s` is null where no physician is awaited."""

    wait_s: dict[Priority, float | None]
    warn_share: float
    safety_net_s: dict[CareLevel, float]
    """How long after an advice that sends nobody the patient is rung, by its level."""
    retry_s: float


_FROM_RAISED = ("kind", "centre_id", "subject_id", "case_id", "case_number", "due_at")
_FROM_TASK = ("id", "state", "since", "taken_by", "done_by", "how", "escalated_at")


def task_view(task: Task) -> TaskView:
    """Return a task as it goes over the wire."""
    values = {name: getattr(task.raised, name) for name in _FROM_RAISED}
    values |= {name: getattr(task, name) for name in _FROM_TASK}
    return TaskView.model_validate(values | {"raised_at": task.raised.at}, from_attributes=True)


def clocks_view(clocks: Clocks) -> ClocksView:
    """Return the clocks of the queue as they go over the wire."""
    limits = {priority: clocks.wait_s(priority) for priority in Priority}
    return ClocksView(
        wait_s=limits,
        warn_share=WARN_SHARE,
        safety_net_s={level: clocks.safety_net_s(level) for level in CareLevel},
        retry_s=clocks.retry_s,
    )
