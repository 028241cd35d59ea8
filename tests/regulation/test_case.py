"""A case: every pair of its states, and what makes its priority."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulation import regulate
from regulation.case import DEFAULT_PRIORITY, MOVES, OPEN_STATES, Case, CaseState, Outcome
from regulation.case_event import (
    CaseAssessed,
    CaseHandedOver,
    CaseLocated,
    CaseMoved,
    CaseShared,
    evolve,
)
from regulation.priority import Priority, more_urgent, most_urgent
from regulation.refusal import Refusal
from tests.regulation.records import AT, AWA, NDIAYE, PRIORITIES, case_in, opened, result_of


def assessed(case: Case, protocol_id: str, priority: Priority, *capabilities: str) -> Case:
    event = CaseAssessed(
        case_id=case.id,
        answers={"q": "yes"},
        context=frozenset(),
        result=result_of(protocol_id, priority, capabilities),
        by=AWA,
        at=AT,
    )
    return evolve(case, event)


@pytest.mark.parametrize("to", list(CaseState))
@pytest.mark.parametrize("present", list(CaseState))
def test_a_case_goes_only_where_its_table_says(present: CaseState, to: CaseState) -> None:
    case = case_in(present)
    result = regulate.move(case, to, outcome=Outcome.TRANSPORTED, by=NDIAYE, at=AT)
    if to in MOVES[present]:
        assert not isinstance(result, Refusal)
        assert evolve(case, result).state is to
        return
    assert isinstance(result, Refusal)
    assert result.code == "case_move_not_allowed"
    assert (result.facts["state"], result.facts["to"]) == (present, to)
    assert result.facts["allowed"] == (", ".join(sorted(MOVES[present])) or "-")


def test_a_closed_case_never_opens_again() -> None:
    closed = set(CaseState) - OPEN_STATES
    assert all(MOVES[state] <= closed for state in closed)


def test_ending_a_case_asks_how_it_ended() -> None:
    case = case_in(CaseState.ACTIF)
    result = regulate.move(case, CaseState.ACHEVE, outcome=None, by=NDIAYE, at=AT)
    assert result == Refusal(code="outcome_missing")


def test_the_outcome_stays_while_the_case_goes_on() -> None:
    case = evolve(
        case_in(CaseState.ACTIF),
        CaseMoved(
            case_id="case-1", state=CaseState.ACHEVE, outcome=Outcome.DECEASED, by=NDIAYE, at=AT
        ),
    )
    validated = evolve(
        case,
        CaseMoved(case_id="case-1", state=CaseState.VALIDE, outcome=None, by=NDIAYE, at=AT),
    )
    assert validated.outcome is Outcome.DECEASED


def test_a_case_nobody_has_questioned_is_p2() -> None:
    assert opened().priority is DEFAULT_PRIORITY is Priority.P2


@given(
    first=PRIORITIES,
    further=st.lists(st.tuples(st.sampled_from("ABCDEFG"), PRIORITIES), max_size=6),
)
def test_a_further_protocol_never_lowers_the_priority(
    first: Priority, further: list[tuple[str, Priority]]
) -> None:
    case = assessed(opened(), "FIRST", first)
    seen = {"FIRST"}
    for protocol_id, priority in further:
        before = case.priority
        case = assessed(case, protocol_id, priority)
        if protocol_id not in seen:
            assert case.priority.at_least_as_urgent_as(before)
            assert case.priority.at_least_as_urgent_as(priority)
        seen.add(protocol_id)
    assert case.priority.at_least_as_urgent_as(first)


@given(st.lists(st.tuples(st.sampled_from("ABC"), PRIORITIES), min_size=1, max_size=8))
def test_each_protocol_counts_with_its_latest_result(given_: list[tuple[str, Priority]]) -> None:
    case = opened()
    for protocol_id, priority in given_:
        case = assessed(case, protocol_id, priority)
    latest = dict(given_)
    assert case.priority is most_urgent(tuple(latest.values()))
    assert len(case.assessments) == len(latest)


def test_the_ward_must_have_what_the_most_urgent_protocols_ask() -> None:
    case = assessed(opened(), "A", Priority.P2, "maternity")
    case = assessed(case, "B", Priority.P1, "cath_lab")
    case = assessed(case, "C", Priority.P1, "blood_bank")
    assert case.capabilities_needed == {"cath_lab", "blood_bank"}


@given(PRIORITIES, PRIORITIES)
def test_the_more_urgent_of_two_is_one_of_them_and_above_both(
    first: Priority, second: Priority
) -> None:
    chosen = more_urgent(first, second)
    assert chosen in {first, second}
    assert chosen.at_least_as_urgent_as(first)
    assert chosen.at_least_as_urgent_as(second)


def test_priorities_are_ordered_from_no_act_to_life_threat() -> None:
    ordered = sorted(Priority, key=lambda priority: priority.urgency)
    assert ordered == [Priority.NR, Priority.P3, Priority.P2, Priority.P1, Priority.P0]


def test_a_case_handed_over_belongs_to_the_other_centre_with_all_it_had() -> None:
    case = assessed(opened(), "A", Priority.P1)
    event = CaseHandedOver(
        case_id=case.id, from_centre_id="KL", to_centre_id="TB", case=case, by=AWA, at=AT
    )
    handed = evolve(None, event)
    assert (handed.centre_id, handed.assessments) == ("TB", case.assessments)


def test_a_shared_case_stands_on_both_boards() -> None:
    event = CaseShared(case_id="case-1", with_centre_id="TB", case=opened(), by=AWA, at=AT)
    assert evolve(None, event).centres == {"KL", "TB"}


def test_only_an_active_case_without_physician_waits() -> None:
    assert case_in(CaseState.ACTIF).waits_for_physician
    assert not case_in(CaseState.ACTIF, NDIAYE).waits_for_physician
    assert not case_in(CaseState.ACHEVE).waits_for_physician


def test_nothing_happens_to_a_case_that_was_never_opened() -> None:
    located = CaseLocated(case_id="x", place=opened().place, by=AWA, at=AT + timedelta(1))
    with pytest.raises(AssertionError, match="before CaseOpened"):
        evolve(None, located)
