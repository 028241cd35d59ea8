"""Everything a user can ask for. Imperative, frozen, and nothing but facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dispatch.command_root import Command
from dispatch.follow_command import (
    AnswerCallBack,
    BookCallBack,
    BookRecheck,
    CancelCallBack,
    EscalateTask,
    FinishTask,
    GiveBackTask,
    MoveCallBack,
    RaiseTask,
    TakeDownTask,
    TakeTask,
)
from dispatch.notice import NoticeStatus
from fleet.status import MissionStatus
from geo.place import Place
from regulation.call import CallState
from regulation.care_level import CareLevel
from regulation.case import CaseState, Outcome
from regulation.decision import DecisionType
from regulation.patient import Caller, Patient
from regulation.triage.vitals import Vitals

__all__ = [  # noqa: RUF022 - those told elsewhere; the others are told below
    "Command",
    "AnswerCallBack",
    "BookCallBack",
    "BookRecheck",
    "CancelCallBack",
    "EscalateTask",
    "FinishTask",
    "GiveBackTask",
    "MoveCallBack",
    "RaiseTask",
    "TakeDownTask",
    "TakeTask",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveCall(Command):
    """The phone rings at a centre."""

    centre_id: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeCall(Command):
    """Pick up."""

    call_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassifyCall(Command):
    """End a call without a case."""

    call_id: str
    as_: CallState


@dataclass(frozen=True, slots=True, kw_only=True)
class AbandonCall(Command):
    """The caller hung up while it rang."""

    call_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinCall(Command):
    """Tie a call to a case that exists, with what its caller said."""

    call_id: str
    case_id: str
    caller: Caller | None = None
    place: Place | None = None
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase(Command):
    """Open a regulation record; `keep_outside` accepts a pin outside the country.

    `also` are the places that other sources gave before `place` was settled on; `adopt` is the
    number of the call's own statement that counts instead of `place`.
    """

    call_id: str | None
    centre_id: str
    caller: Caller
    place: Place
    what: str
    patient: Patient
    keep_outside: bool = False
    also: tuple[Place, ...] = ()
    adopt: int | None = None
    vitals: Vitals | None = None
    """What a professional caller measured before ringing, with who measured."""
    measured_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocateCase(Command):
    """Say better where it is."""

    case_id: str
    place: Place
    keep_outside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribeCase(Command):
    """Write down what happens, who calls, who is ill."""

    case_id: str
    what: str
    caller: Caller
    patient: Patient


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNote(Command):
    """Add a free note."""

    case_id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepLine(Command):
    """Keep the caller on the line, or let them go."""

    case_id: str
    on_line: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessCase(Command):
    """Record a protocol's answers so far."""

    case_id: str
    protocol_id: str
    answers: Mapping[str, str]
    context: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeCase(Command):
    """A physician takes a case; `over` takes it from another physician."""

    case_id: str
    over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideCase(Command):
    """The physician's decision.

    When it sends nobody, the patient is rung after `call_back_in_s` (None: the service's own
    delay for the level), unless `no_call_back_reason` says why not.
    """

    case_id: str
    type: DecisionType
    care_level: CareLevel
    note: str
    call_back_in_s: float | None = None
    no_call_back_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveCase(Command):
    """Bring a case to another state of its life."""

    case_id: str
    state: CaseState
    outcome: Outcome | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderMission(Command):
    """Send a unit; another one than proposed needs `override_reason`."""

    case_id: str
    unit_id: str
    override_reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveMission(Command):
    """A crew declares its next state."""

    mission_id: str
    status: MissionStatus
    at_device: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectMission(Command):
    """A crew takes its last state back."""

    mission_id: str
    at_device: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelMission(Command):
    """Call a mission off before arrival."""

    mission_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendNotice(Command):
    """Tell a ward who is coming; another one than proposed needs `override_reason`."""

    case_id: str
    ward_id: str
    message: str
    override_reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveNotice(Command):
    """The notice was delivered or opened, the patient arrived or was handed over."""

    notice_id: str
    status: NoticeStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerNotice(Command):
    """The ward accepts, or refuses and says why."""

    notice_id: str
    answer: NoticeStatus
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelNotice(Command):
    """The physician withdraws a notice."""

    notice_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpireNotice(Command):
    """Nobody answered in time; ordered by the service itself."""

    notice_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportBeds(Command):
    """A ward says how many beds are free."""

    ward_id: str
    beds_free: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUnitService(Command):
    """Put a unit in service or take it out, with the reason."""

    unit_id: str
    in_service: bool
    reason: str | None
