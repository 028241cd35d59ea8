"""The rules of a task, pair by pair, with no store in between."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dispatch import task as rules
from dispatch.task import MOVES, RESULT_LENGTH_MAX, Task, TaskKind, TaskRaised, TaskState
from regulation.clocks import Clocks
from regulation.person import Person, Role
from regulation.refusal import Refusal

AT = datetime(2027, 3, 2, 20, 0, tzinfo=UTC)
AWA = Person(id="awa", name="Awa Diop", role=Role.CALL_TAKER)
NDIAYE = Person(id="ndiaye", name="Dr Ndiaye", role=Role.PHYSICIAN)
CLOCKS = Clocks()

RAISED = TaskRaised(
    task_id="t",
    centre_id="KL",
    kind=TaskKind.REGULATION_OVERDUE,
    subject_id="c",
    case_id="c",
    case_number="KL-2027-000001",
    nth=0,
    due_at=AT,
    at=AT,
)
WAITING = rules.evolve(None, RAISED)


def applied(task: Task, result: rules.TaskEvent | Refusal) -> Task:
    assert not isinstance(result, Refusal), result
    return rules.evolve(task, result)


def taken(by: Person = AWA) -> Task:
    return applied(WAITING, rules.take(WAITING, over=False, by=by, at=AT))


def in_state(state: TaskState) -> Task:
    held = state is TaskState.HELD
    return replace(WAITING, state=state, taken_by=AWA if held else None)


@pytest.mark.parametrize("state", list(TaskState))
def test_each_act_goes_only_where_the_table_says(state: TaskState) -> None:
    task = in_state(state)
    acts = {
        TaskState.DONE: rules.finish(task, "fait", by=AWA, at=AT),
        TaskState.GONE: rules.take_down(task, at=AT),
    }
    for to, result in acts.items():
        allowed = to in MOVES[state] and (to is TaskState.GONE or state is TaskState.HELD)
        assert isinstance(result, Refusal) is not allowed
        if allowed:
            assert applied(task, result).state is to


def test_the_second_to_take_a_task_is_told_who_has_it_and_may_take_it_over() -> None:
    task = taken()
    refusal = rules.take(task, over=False, by=NDIAYE, at=AT)
    assert refusal == Refusal(code="task_held_by_other", facts={"by": "Awa Diop"})
    assert rules.take(task, over=True, by=AWA, at=AT) == Refusal(code="task_already_yours")
    assert applied(task, rules.take(task, over=True, by=NDIAYE, at=AT)).taken_by == NDIAYE


def test_only_who_holds_a_task_gives_it_back_or_says_that_it_is_done() -> None:
    for act in (
        rules.give_back(taken(), by=NDIAYE, at=AT),
        rules.finish(taken(), "fait", by=NDIAYE, at=AT),
    ):
        assert isinstance(act, Refusal)
        assert act.code == "task_held_by_other"
    for act in (
        rules.give_back(WAITING, by=AWA, at=AT),
        rules.finish(WAITING, "fait", by=AWA, at=AT),
    ):
        assert act == Refusal(code="task_not_taken")
    back = applied(taken(), rules.give_back(taken(), by=AWA, at=AT))
    assert (back.state, back.taken_by) == (TaskState.WAITING, None)


def test_a_task_is_done_with_a_result() -> None:
    assert rules.finish(taken(), "  ", by=AWA, at=AT) == Refusal(code="task_result_missing")
    done = applied(taken(), rules.finish(taken(), " rappelé ", by=AWA, at=AT))
    assert (done.state, done.how, done.done_by) == (TaskState.DONE, "rappelé", AWA)
    long = applied(taken(), rules.finish(taken(), "x" * 999, by=AWA, at=AT))
    assert len(long.how) == RESULT_LENGTH_MAX


def test_a_task_left_lying_is_brought_before_everybody_once() -> None:
    soon = AT + timedelta(seconds=CLOCKS.untaken_s - 1)
    late = AT + timedelta(seconds=CLOCKS.untaken_s)
    assert isinstance(rules.escalate(WAITING, CLOCKS, at=soon), Refusal)
    told = applied(WAITING, rules.escalate(WAITING, CLOCKS, at=late))
    assert told.escalated_at == late
    assert isinstance(rules.escalate(told, CLOCKS, at=late), Refusal)
    assert applied(told, rules.take(told, over=False, by=AWA, at=late)).escalated_at is None


def test_a_task_that_one_person_holds_without_end_is_brought_before_everybody_again() -> None:
    late = AT + timedelta(seconds=CLOCKS.held_s)
    assert isinstance(rules.escalate(taken(), CLOCKS, at=late - timedelta(seconds=1)), Refusal)
    assert applied(taken(), rules.escalate(taken(), CLOCKS, at=late)).escalated_at == late
