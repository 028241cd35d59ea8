"""The clock of the queue: how long each priority may wait, and when somebody is warned."""

from dataclasses import replace
from datetime import timedelta

import pytest

from regulation.case import Case, CaseState
from regulation.case_event import CaseAssessed, evolve
from regulation.clocks import Clocks, Urge, wait_of
from regulation.priority import Priority
from tests.regulation.records import AT, AWA, NDIAYE, opened, result_of

CLOCKS = Clocks()


def case_of(priority: Priority) -> Case:
    event = CaseAssessed(
        case_id="case-1",
        answers={},
        context=frozenset(),
        result=result_of("A", priority),
        by=AWA,
        at=AT,
    )
    return evolve(opened(), event)


def urge_after(case: Case, seconds: float) -> Urge | None:
    wait = wait_of(case, CLOCKS)
    return wait.urge(AT + timedelta(seconds=seconds)) if wait else None


def test_a_life_threat_is_overdue_at_once() -> None:
    assert urge_after(case_of(Priority.P0), 0) is Urge.OVERDUE


@pytest.mark.parametrize(
    ("priority", "limit_s"), [(Priority.P1, 60), (Priority.P2, 600), (Priority.P3, 600)]
)
def test_a_waiting_case_is_calm_then_warned_of_then_overdue(
    priority: Priority, limit_s: float
) -> None:
    case = case_of(priority)
    assert urge_after(case, 0) is Urge.CALM
    assert urge_after(case, limit_s / 2 - 1) is Urge.CALM
    assert urge_after(case, limit_s / 2) is Urge.WARN
    assert urge_after(case, limit_s - 1) is Urge.WARN
    assert urge_after(case, limit_s) is Urge.OVERDUE


def test_the_clock_runs_from_the_first_moment_also_when_the_priority_rises() -> None:
    risen = case_of(Priority.P1)
    wait = wait_of(risen, CLOCKS)
    assert wait is not None
    assert wait.since == risen.opened_at
    assert wait.due_at == risen.opened_at + timedelta(seconds=60)


def test_no_clock_runs_where_no_physician_is_awaited() -> None:
    held = replace(case_of(Priority.P1), physician=NDIAYE)
    over = replace(case_of(Priority.P1), state=CaseState.ACHEVE)
    for case in (held, over, case_of(Priority.NR)):
        assert wait_of(case, CLOCKS) is None


def test_each_service_sets_its_own_clocks() -> None:
    wait = wait_of(case_of(Priority.P1), Clocks(wait_p1_s=30))
    assert wait is not None
    assert wait.due_at == AT + timedelta(seconds=30)
