"""What commands answer: the numbers they reached, and what they changed."""

from pydantic import Field

from dispatch.desk import Outcome
from web.view.case import CallView, CaseView, call_view, case_view
from web.view.fleet import UnitView, WardView, unit_view, ward_view
from web.view.mission import MissionView, NoticeView, mission_view, notice_view
from web.view.place import KnownPlaceView, known_place_view
from web.view.task import TaskView, task_view
from web.view.wire import Moment, View


class Done(View):
    """A command was done. `n` is the journal number each centre is at with it."""

    n: dict[str, int]


class CallDone(Done):
    """A command on a call."""

    call: CallView


class LinkGiven(View):
    """A link for the caller's phone: told once, to whoever made it.

    `gives_positions` is false where the caller's browser will refuse to: an address without TLS.
    """

    id: str
    url: str
    expires_at: Moment
    gives_positions: bool
    texts: dict[str, str] = Field(description="The message to send or to read, by language.")


class LinkDone(Done):
    """A link was made for a call, or for the case it has become."""

    call: CallView | None
    case: CaseView | None
    link: LinkGiven


class KnownPlaceDone(Done):
    """A command on a place learnt from crews."""

    place: KnownPlaceView


class CaseDone(Done):
    """A command on a case; `mission` is the reflex departure it ordered, if it did."""

    case: CaseView
    call: CallView | None = None
    mission: MissionView | None = None


class MissionDone(Done):
    """A command on a mission."""

    mission: MissionView


class NoticeDone(Done):
    """A command on a notice."""

    notice: NoticeView


class WardDone(Done):
    """A command on a ward."""

    ward: WardView


class UnitDone(Done):
    """A command on a unit."""

    unit: UnitView


class TaskDone(Done):
    """A command on a task."""

    task: TaskView


def call_done(outcome: Outcome) -> CallDone:
    """Return the answer to a command on a call."""
    return CallDone(n=outcome.n, call=call_view(outcome.things["call"]))


def case_done(outcome: Outcome) -> CaseDone:
    """Return the answer to a command on a case."""
    call, mission = outcome.things.get("call"), outcome.things.get("mission")
    return CaseDone(
        n=outcome.n,
        case=case_view(outcome.things["case"]),
        call=call_view(call) if call else None,
        mission=mission_view(mission) if mission else None,
    )


def mission_done(outcome: Outcome) -> MissionDone:
    """Return the answer to a command on a mission."""
    return MissionDone(n=outcome.n, mission=mission_view(outcome.things["mission"]))


def notice_done(outcome: Outcome) -> NoticeDone:
    """Return the answer to a command on a notice."""
    return NoticeDone(n=outcome.n, notice=notice_view(outcome.things["notice"]))


def ward_done(outcome: Outcome) -> WardDone:
    """Return the answer to a command on a ward."""
    return WardDone(n=outcome.n, ward=ward_view(outcome.things["ward"]))


def unit_done(outcome: Outcome) -> UnitDone:
    """Return the answer to a command on a unit."""
    return UnitDone(n=outcome.n, unit=unit_view(outcome.things["unit"]))


def task_done(outcome: Outcome) -> TaskDone:
    """Return the answer to a command on a task."""
    return TaskDone(n=outcome.n, task=task_view(outcome.things["task"]))


def known_place_done(outcome: Outcome) -> KnownPlaceDone:
    """Return the answer to a command on a place learnt from crews."""
    return KnownPlaceDone(n=outcome.n, place=known_place_view(outcome.things["alias"]))
