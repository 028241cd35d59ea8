"""What a user can ask about cases: open, describe, question, take, decide, end, tie, part."""

from collections.abc import Mapping
from dataclasses import dataclass

from dispatch.command.root import Command
from geo.place import Place
from regulation.care_level import CareLevel
from regulation.case import CaseState, Outcome
from regulation.decision import DecisionType
from regulation.patient import Caller, Patient
from regulation.triage.vitals import Vitals


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
class TieCases(Command):
    """Say that two cases are about one event; the later one follows the first."""

    case_id: str
    with_case_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartCase(Command):
    """Say that a case is about an event of its own after all."""

    case_id: str
