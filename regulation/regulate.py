"""The acts of regulation: each takes the case as it stands and says what happens, or why not."""

from collections.abc import Mapping
from datetime import datetime

from regulation.call_back import hour
from regulation.case import MOVES, Case, CaseState, Outcome
from regulation.case_event import (
    CaseAssessed,
    CaseDescribed,
    CaseMoved,
    CaseTaken,
    DecisionMade,
    LineKept,
    NoteAdded,
)
from regulation.decision import Decision, DecisionType
from regulation.locating import EDITABLE
from regulation.patient import Caller, Patient
from regulation.person import Person
from regulation.plausible import implausible
from regulation.protocols.engine import Result
from regulation.refusal import Refusal

NOTE_LENGTH_MAX = 4000
"""A note is a few sentences; more is a paste by accident and would flood every board."""


def _frozen(case: Case) -> Refusal | None:
    if case.state in EDITABLE:
        return None
    return Refusal(code="case_not_editable", facts={"state": case.state})


def _not_active(case: Case) -> Refusal | None:
    if case.state is CaseState.ACTIF:
        return None
    return Refusal(code="case_not_active", facts={"state": case.state})


def describe(
    case: Case, *, what: str, caller: Caller, patient: Patient, by: Person, at: datetime
) -> CaseDescribed | Refusal:
    """Write down what happens, who calls and who is ill."""
    refused = _frozen(case) or implausible(patient)
    return refused or CaseDescribed(
        case_id=case.id, what=what, caller=caller, patient=patient, by=by, at=at
    )


def note(case: Case, text: str, *, by: Person, at: datetime) -> NoteAdded | Refusal:
    """Add a note; open to everyone of the room until the case is closed."""
    words = text.strip()
    if not words:
        return Refusal(code="note_empty")
    if len(words) > NOTE_LENGTH_MAX:
        return Refusal(code="note_too_long", facts={"max": str(NOTE_LENGTH_MAX)})
    if case.state in {CaseState.CLASSE, CaseState.ARCHIVE}:
        return Refusal(code="case_not_editable", facts={"state": case.state})
    return NoteAdded(case_id=case.id, text=words, by=by, at=at)


def assess(
    case: Case,
    result: Result,
    *,
    answers: Mapping[str, str],
    context: frozenset[str],
    by: Person,
    at: datetime,
) -> CaseAssessed | Refusal:
    """Record a protocol's answers and result."""
    return _not_active(case) or CaseAssessed(
        case_id=case.id, answers=answers, context=context, result=result, by=by, at=at
    )


def keep_line(case: Case, *, on_line: bool, by: Person, at: datetime) -> LineKept | Refusal:
    """Keep the caller on the line, or let them go."""
    return _not_active(case) or LineKept(case_id=case.id, on_line=on_line, by=by, at=at)


def take(case: Case, *, over: bool, by: Person, at: datetime) -> CaseTaken | Refusal:
    """Give the case to one physician; another may take it over only by saying so."""
    if case.physician is not None and case.physician.id == by.id:
        return Refusal(code="case_already_yours")
    if case.physician is not None and not over:
        return Refusal(code="case_taken_by_other", facts={"by": case.physician.name})
    return _not_active(case) or CaseTaken(case_id=case.id, by=by, at=at)


def decide(case: Case, decision: Decision) -> DecisionMade | Refusal:
    """Record the physician's decision; only the physician who holds the case makes it."""
    if case.state not in {CaseState.ACTIF, CaseState.ACHEVE, CaseState.VALIDE}:
        return Refusal(code="case_not_active", facts={"state": case.state})
    if case.physician is None:
        return Refusal(code="case_not_taken")
    if case.physician.id != decision.by.id:
        return Refusal(code="case_taken_by_other", facts={"by": case.physician.name})
    if decision.type is DecisionType.PASPLUS and not decision.note.strip():
        return Refusal(code="decision_needs_reason")
    return DecisionMade(case_id=case.id, decision=decision)


def move(
    case: Case, to: CaseState, *, outcome: Outcome | None, by: Person, at: datetime
) -> CaseMoved | Refusal:
    """Bring the case to another state of its life; ending it asks for the outcome."""
    allowed = MOVES[case.state]
    if to not in allowed:
        return Refusal(
            code="case_move_not_allowed",
            facts={"state": case.state, "to": to, "allowed": ", ".join(sorted(allowed)) or "-"},
        )
    if to is CaseState.CLOTURE and case.open_call_backs:
        # A closed case leaves every board, and the promise to ring with it.
        due_at = min(each.due_at for each in case.open_call_backs)
        return Refusal(code="case_has_call_back", facts={"at": hour(due_at)})
    if to is CaseState.ACHEVE and outcome is None:
        return Refusal(code="outcome_missing")
    return CaseMoved(case_id=case.id, state=to, outcome=outcome, by=by, at=at)
