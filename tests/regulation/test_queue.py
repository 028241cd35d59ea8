"""The physician's queue: the most urgent first, then who has waited longest."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from regulation.case import Case, CaseState
from regulation.case_event import CaseAssessed, evolve
from regulation.priority import Priority
from regulation.queue import waiting
from tests.regulation.records import AT, AWA, NDIAYE, PRIORITIES, opened, result_of


def case_of(id_: str, priority: Priority, opened_s: int) -> Case:
    case = opened(id_, AT + timedelta(seconds=opened_s))
    event = CaseAssessed(
        case_id=id_,
        answers={},
        context=frozenset(),
        result=result_of("A", priority),
        by=AWA,
        at=AT,
    )
    return evolve(case, event)


def test_a_life_threat_goes_before_those_who_wait_longer() -> None:
    queue = waiting(
        [
            case_of("p2-early", Priority.P2, 0),
            case_of("p1", Priority.P1, 30),
            case_of("p0-late", Priority.P0, 90),
            case_of("p2-late", Priority.P2, 60),
            case_of("p0-early", Priority.P0, 80),
        ]
    )
    assert [case.id for case in queue] == ["p0-early", "p0-late", "p1", "p2-early", "p2-late"]


def test_a_case_that_a_physician_holds_or_that_is_over_does_not_wait() -> None:
    held = replace(case_of("held", Priority.P0, 0), physician=NDIAYE)
    over = replace(case_of("over", Priority.P0, 0), state=CaseState.ACHEVE)
    assert waiting([held, over]) == []


@given(st.lists(st.tuples(PRIORITIES, st.integers(0, 3600)), max_size=12))
def test_no_one_is_overtaken_by_the_less_urgent_or_the_later(
    arrivals: list[tuple[Priority, int]],
) -> None:
    cases = [case_of(str(i), *arrival) for i, arrival in enumerate(arrivals)]
    queue = waiting(cases)
    assert sorted(case.id for case in queue) == sorted(case.id for case in cases)
    for first, second in pairwise(queue):
        assert first.priority.at_least_as_urgent_as(second.priority)
        if first.priority is second.priority:
            assert first.opened_at <= second.opened_at
