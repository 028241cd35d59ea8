"""The acts of regulation: who may decide, what is frozen when, and what needs a reason."""

import pytest

from geo.place import Place
from regulation import locating, regulate
from regulation.care_level import CareLevel
from regulation.case import Case, CaseState
from regulation.case_event import CaseEvent, evolve
from regulation.decision import Decision, DecisionType
from regulation.patient import Caller, Patient
from regulation.person import Person
from regulation.priority import Priority
from regulation.refusal import Refusal
from regulation.regulate import NOTE_LENGTH_MAX
from regulation.statement import NO_GROUND
from tests.regulation.records import AT, AWA, NDIAYE, SARR, case_in, result_of

DECIDABLE = {CaseState.ACTIF, CaseState.ACHEVE, CaseState.VALIDE}
EDITABLE = {CaseState.PROGRAM, CaseState.ACTIF, CaseState.ACHEVE}
NOTABLE = set(CaseState) - {CaseState.CLASSE, CaseState.ARCHIVE}


def decision(by: Person, type_: DecisionType = DecisionType.INTER, note: str = "SMUR") -> Decision:
    return Decision(type=type_, care_level=CareLevel.R1, note=note, by=by, at=AT)


def code_of(result: CaseEvent | Refusal) -> str | None:
    return result.code if isinstance(result, Refusal) else None


@pytest.mark.parametrize("state", list(CaseState))
def test_decisions_are_made_until_the_case_is_closed(state: CaseState) -> None:
    result = regulate.decide(case_in(state, NDIAYE), decision(NDIAYE))
    assert code_of(result) == (None if state in DECIDABLE else "case_not_active")


def test_only_the_physician_who_holds_the_case_decides() -> None:
    free, held = case_in(CaseState.ACTIF), case_in(CaseState.ACTIF, SARR)
    assert code_of(regulate.decide(free, decision(NDIAYE))) == "case_not_taken"
    result = regulate.decide(held, decision(NDIAYE))
    assert result == Refusal(code="case_taken_by_other", facts={"by": "Dr Sarr"})


@pytest.mark.parametrize("type_", list(DecisionType))
def test_only_doing_nothing_more_needs_a_written_reason(type_: DecisionType) -> None:
    result = regulate.decide(case_in(CaseState.ACTIF, NDIAYE), decision(NDIAYE, type_, "  "))
    expected = "decision_needs_reason" if type_ is DecisionType.PASPLUS else None
    assert code_of(result) == expected


def test_a_later_decision_never_erases_an_earlier_one() -> None:
    case = case_in(CaseState.ACTIF, NDIAYE)
    for type_ in (DecisionType.CONSEIL, DecisionType.INTER):
        event = regulate.decide(case, decision(NDIAYE, type_))
        assert not isinstance(event, Refusal)
        case = evolve(case, event)
    assert [made.type for made in case.decisions] == [DecisionType.CONSEIL, DecisionType.INTER]


def test_a_case_is_taken_once_and_taken_over_only_by_saying_so() -> None:
    held = case_in(CaseState.ACTIF, SARR)
    assert code_of(regulate.take(held, over=False, by=NDIAYE, at=AT)) == "case_taken_by_other"
    assert code_of(regulate.take(held, over=True, by=SARR, at=AT)) == "case_already_yours"
    taken = regulate.take(held, over=True, by=NDIAYE, at=AT)
    assert not isinstance(taken, Refusal)
    assert evolve(held, taken).physician == NDIAYE


@pytest.mark.parametrize("state", list(CaseState))
def test_only_an_active_case_is_taken_questioned_or_kept_on_the_line(state: CaseState) -> None:
    case = case_in(state)
    acts = [
        regulate.take(case, over=False, by=NDIAYE, at=AT),
        regulate.keep_line(case, on_line=False, by=AWA, at=AT),
        regulate.assess(
            case,
            result_of("A", Priority.P1),
            answers={},
            context=frozenset(),
            by=AWA,
            at=AT,
        ),
    ]
    expected = None if state is CaseState.ACTIF else "case_not_active"
    assert [code_of(act) for act in acts] == [expected] * 3


@pytest.mark.parametrize("state", list(CaseState))
def test_the_facts_of_a_validated_case_are_frozen(state: CaseState) -> None:
    case = case_in(state)
    acts = [
        locating.locate(case, Place(said="ailleurs"), ground=NO_GROUND, by=AWA, at=AT),
        regulate.describe(case, what="chute", caller=Caller(), patient=Patient(), by=AWA, at=AT),
    ]
    expected = None if state in EDITABLE else "case_not_editable"
    assert [code_of(act) for act in acts] == [expected] * 2


@pytest.mark.parametrize("state", list(CaseState))
def test_notes_are_added_until_the_case_is_filed(state: CaseState) -> None:
    result = regulate.note(case_in(state), "rappelé", by=AWA, at=AT)
    assert code_of(result) == (None if state in NOTABLE else "case_not_editable")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("", "note_empty"), (" \n", "note_empty")),
        *(("x" * NOTE_LENGTH_MAX, None), ("x" * (NOTE_LENGTH_MAX + 1), "note_too_long")),
    ],
)
def test_a_note_has_words_and_not_too_many(text: str, code: str | None) -> None:
    assert code_of(regulate.note(case_in(CaseState.ACTIF), text, by=AWA, at=AT)) == code


def test_the_words_and_the_pin_change_without_losing_the_rest() -> None:
    case = case_in(CaseState.ACTIF, NDIAYE)
    event = regulate.describe(
        case,
        what="chute du toit",
        caller=Caller(name="Moussa"),
        patient=Patient(age_months=7),
        by=AWA,
        at=AT,
    )
    assert not isinstance(event, Refusal)
    described: Case = evolve(case, event)
    assert (described.what, described.patient.age_months) == ("chute du toit", 7)
    assert (described.physician, described.place) == (case.physician, case.place)
