"""Following up by telephone: promises to ring, their times, and who comes back to the queue."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulation import follow_up, regulate
from regulation.call_back import (
    CallBack,
    CallBackBooked,
    CallBackEnd,
    CallBackKind,
    CallBackOutcome,
    CallBackTried,
)
from regulation.care_level import CareLevel
from regulation.case import Case, CaseState, Outcome, Requeue
from regulation.case_event import CaseAssessed, DecisionMade, evolve
from regulation.clocks import Clocks, wait_of
from regulation.decision import Decision, DecisionType
from regulation.follow_event import CaseRequeued
from regulation.priority import Priority
from regulation.queue import promised, waiting
from regulation.refusal import Refusal
from tests.regulation.records import AT, AWA, NDIAYE, case_in, opened, result_of

CLOCKS = Clocks()
HOUR = timedelta(hours=1)


def graded(priority: Priority, id_: str = "case-1", at: datetime = AT) -> Case:
    event = CaseAssessed(
        case_id=id_,
        answers={},
        context=frozenset(),
        result=result_of("A", priority),
        by=AWA,
        at=at,
    )
    return evolve(opened(id_, at), event)


def promise(
    kind: CallBackKind = CallBackKind.APPOINTMENT,
    due_at: datetime = AT + HOUR,
    number: str = "+221771234567",
) -> CallBack:
    return CallBack(
        id="cb-1",
        kind=kind,
        due_at=due_at,
        number=number,
        who="la mère",
        booked_by=AWA,
        booked_at=AT,
    )


def booked(case: Case, asked: CallBack) -> Case:
    return evolve(case, CallBackBooked(case_id=case.id, call_back=asked, by=AWA, at=AT))


def rung(case: Case, outcome: CallBackOutcome, at: datetime = AT + HOUR) -> CallBackTried:
    event = follow_up.answer(case, "cb-1", outcome, note=" ", clocks=CLOCKS, by=AWA, at=at)
    assert isinstance(event, CallBackTried)
    return event


def decided(case: Case, type_: DecisionType) -> Case:
    decision = Decision(type=type_, care_level=CareLevel.R4, note="", by=NDIAYE, at=AT)
    return evolve(case, DecisionMade(case_id=case.id, decision=decision))


@pytest.mark.parametrize("seconds", [0, -1, -3600])
def test_an_appointment_in_the_past_is_refused_with_both_times(seconds: float) -> None:
    asked = promise(due_at=AT + timedelta(seconds=seconds))
    refusal = follow_up.book_appointment(graded(Priority.P3), asked, at=AT)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "call_back_in_past"
    assert refusal.facts["now"] == "02/03 20:00"


def test_an_appointment_is_at_most_a_day_ahead() -> None:
    case, day = graded(Priority.P3), timedelta(hours=24)
    assert isinstance(
        follow_up.book_appointment(case, promise(due_at=AT + day), at=AT), CallBackBooked
    )
    late = promise(due_at=AT + day + timedelta(seconds=1))
    refusal = follow_up.book_appointment(case, late, at=AT)
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.facts) == ("call_back_too_far", {"hours": "24"})


@pytest.mark.parametrize("priority", [Priority.P0, Priority.P1, Priority.P2])
def test_an_urgent_case_does_not_leave_the_queue_for_an_appointment(priority: Priority) -> None:
    case = graded(priority)
    refusal = follow_up.book_appointment(case, promise(), at=AT)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "call_back_too_urgent"
    held = replace(case, physician=NDIAYE)
    assert isinstance(follow_up.book_appointment(held, promise(), at=AT), CallBackBooked)


def test_nobody_is_promised_a_call_without_a_number() -> None:
    refusal = follow_up.book_appointment(graded(Priority.P3), promise(number=""), at=AT)
    assert refusal == Refusal(code="call_back_needs_number")


def test_a_deferred_case_waits_for_its_appointment_and_not_in_the_queue() -> None:
    case = graded(Priority.P3)
    assert waiting([case]) == [case]
    waits = booked(case, promise())
    assert (waiting([waits]), wait_of(waits, CLOCKS)) == ([], None)
    assert promised([waits]) == [(waits, waits.call_backs[0])]
    back = evolve(waits, rung(waits, CallBackOutcome.SAME))
    wait = wait_of(back, CLOCKS)
    assert wait is not None
    assert (waiting([back]), wait.since) == ([back], AT + HOUR)


def test_a_case_that_becomes_urgent_is_in_the_queue_whatever_was_promised() -> None:
    waits = booked(graded(Priority.P3), promise())
    risen = replace(waits, assessments=graded(Priority.P1).assessments)
    assert waiting([risen]) == [risen]
    assert wait_of(risen, CLOCKS) is not None


def test_who_is_not_reached_is_rung_again_and_every_try_is_kept() -> None:
    case = booked(graded(Priority.P3), promise())
    for nth in range(1, 4):
        at = AT + nth * HOUR
        case = evolve(case, rung(case, CallBackOutcome.NOT_REACHED, at))
        (kept,) = case.open_call_backs
        assert len(kept.attempts) == nth
        assert kept.due_at == at + timedelta(seconds=CLOCKS.retry_s)


@given(st.lists(st.sampled_from(list(CallBackOutcome)), max_size=6))
def test_a_promise_is_open_until_somebody_was_reached(outcomes: list[CallBackOutcome]) -> None:
    case = booked(graded(Priority.P3), promise())
    for nth, outcome in enumerate(outcomes):
        at = AT + nth * HOUR
        event = follow_up.answer(case, "cb-1", outcome, note="", clocks=CLOCKS, by=AWA, at=at)
        if isinstance(event, Refusal):
            assert event.code == "call_back_over"
            break
        case = evolve(case, event)
    reached = [each for each in outcomes if each is not CallBackOutcome.NOT_REACHED]
    assert bool(case.open_call_backs) is not bool(reached)
    assert case.call_backs[0].outcome == (reached[0] if reached else None)


def test_a_promise_is_called_off_only_with_a_reason() -> None:
    case = booked(graded(Priority.P3), promise())
    refusal = follow_up.cancel(case, "cb-1", "  ", by=NDIAYE, at=AT)
    assert refusal == Refusal(code="call_back_needs_reason")
    ended = follow_up.cancel(case, "cb-1", " parti aux urgences ", by=NDIAYE, at=AT)
    assert not isinstance(ended, Refusal)
    (kept,) = evolve(case, ended).call_backs
    assert (kept.is_open, kept.ended, kept.end_reason) == (
        False,
        CallBackEnd.CANCELLED,
        "parti aux urgences",
    )


def test_a_case_is_not_closed_over_a_promise() -> None:
    promised_to = booked(case_in(CaseState.VALIDE), promise(CallBackKind.SAFETY_NET))
    refusal = regulate.move(promised_to, CaseState.CLOTURE, outcome=None, by=NDIAYE, at=AT)
    assert refusal == Refusal(code="case_has_call_back", facts={"at": "02/03 21:00"})
    done = evolve(promised_to, rung(promised_to, CallBackOutcome.BETTER))
    closed = regulate.move(done, CaseState.CLOTURE, outcome=None, by=NDIAYE, at=AT)
    assert not isinstance(closed, Refusal)


@pytest.mark.parametrize("type_", list(DecisionType))
@pytest.mark.parametrize("engaged", [True, False])
def test_an_advice_that_leaves_the_patient_alone_needs_a_safety_net(
    type_: DecisionType, *, engaged: bool
) -> None:
    sends = type_ is DecisionType.INTER
    assert follow_up.needs_safety_net(type_, unit_engaged=engaged) is not (sends or engaged)


@pytest.mark.parametrize(
    ("asked", "right"), [(59, False), (60, True), (86400, True), (86401, False)]
)
def test_the_physician_sets_the_delay_within_a_day(asked: float, *, right: bool) -> None:
    delay = follow_up.safety_net_delay(asked, 7200)
    assert (delay == timedelta(seconds=asked)) is right
    assert follow_up.safety_net_delay(None, 7200) == timedelta(hours=2)


def test_the_more_care_was_due_the_sooner_the_patient_is_rung() -> None:
    delays = [CLOCKS.safety_net_s(level) for level in CareLevel]
    assert delays == sorted(delays)
    assert delays[0] < delays[-1]


@pytest.mark.parametrize("why", list(Requeue))
def test_a_case_that_comes_back_is_before_all_others_but_life_threats(why: Requeue) -> None:
    back = evolve(
        case_in(CaseState.VALIDE, NDIAYE),
        CaseRequeued(case_id="case-1", why=why, by=AWA, at=AT + HOUR),
    )
    assert (back.state, back.physician, back.priority) == (CaseState.ACTIF, None, Priority.P1)
    threat, urgent = graded(Priority.P0, "p0", AT + 2 * HOUR), graded(Priority.P1, "p1")
    queue = waiting([graded(Priority.P2, "p2"), urgent, back, threat])
    assert [case.id for case in queue] == ["p0", "case-1", "p1", "p2"]
    wait = wait_of(back, CLOCKS)
    assert wait is not None
    assert wait.since == AT + HOUR


def test_what_came_back_is_never_less_urgent_than_before() -> None:
    threat = graded(Priority.P0)
    back = evolve(threat, CaseRequeued(case_id="case-1", why=Requeue.WORSE, by=AWA, at=AT))
    assert back.priority is Priority.P0


@pytest.mark.parametrize("state", [CaseState.CLOTURE, CaseState.CLASSE, CaseState.ARCHIVE])
def test_a_closed_case_does_not_come_back(state: CaseState) -> None:
    refusal = follow_up.requeue(case_in(state), Requeue.WORSE, by=AWA, at=AT)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "case_not_active"


def test_another_call_means_something_only_where_an_answer_was_given() -> None:
    held = case_in(CaseState.ACTIF, NDIAYE)
    advised = decided(held, DecisionType.CONSEIL)
    assert follow_up.rings_again(advised, unit_engaged=False)
    for state in (CaseState.ACHEVE, CaseState.VALIDE):
        assert follow_up.rings_again(case_in(state, NDIAYE), unit_engaged=False)
    assert not follow_up.rings_again(advised, unit_engaged=True)
    assert not follow_up.rings_again(decided(held, DecisionType.INTER), unit_engaged=False)
    assert not follow_up.rings_again(held, unit_engaged=False)
    assert not follow_up.rings_again(opened(), unit_engaged=False)


@pytest.mark.parametrize(
    ("priority", "rung_after_s"),
    [(Priority.P2, 720), (Priority.P3, 720), (Priority.P1, None), (Priority.P0, None)],
)
def test_a_caller_who_waits_long_is_rung(priority: Priority, rung_after_s: float | None) -> None:
    due_at = follow_up.recheck_due_at(graded(priority), CLOCKS)
    assert due_at == (None if rung_after_s is None else AT + timedelta(seconds=rung_after_s))


def test_the_next_recheck_counts_from_when_they_were_last_spoken_with() -> None:
    case = booked(graded(Priority.P2), promise(CallBackKind.RECHECK, AT))
    assert follow_up.recheck_due_at(case, CLOCKS) is None
    spoken = evolve(case, rung(case, CallBackOutcome.SAME))
    again = follow_up.recheck_due_at(spoken, CLOCKS)
    assert again == AT + HOUR + timedelta(seconds=CLOCKS.recheck_s)
    held = replace(spoken, physician=NDIAYE)
    assert follow_up.recheck_due_at(held, CLOCKS) is None


@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_patient_nobody_has_seen_is_still_rung(outcome: Outcome) -> None:
    away = {Outcome.ADVICE_GIVEN, Outcome.OWN_MEANS, Outcome.CARE_DECLINED, Outcome.NOT_FOUND}
    assert follow_up.seen(outcome) is (outcome not in away)
