"""Promises to ring: booked with every advice, due as tasks, never dropped; what "worse" does."""

from datetime import timedelta

import pytest

from dispatch import command as commands
from dispatch.task import TaskKind, TaskState
from fleet.status import MissionStatus
from regulation.call_back import CallBack, CallBackEnd, CallBackKind, CallBackOutcome
from regulation.care_level import CareLevel
from regulation.case import Case, CaseState, Outcome, Requeue
from regulation.clocks import Clocks
from regulation.decision import DecisionType
from regulation.priority import Priority
from tests.dispatch.house import House
from tests.dispatch.story import (
    ADVICE_ONLY,
    GASPING,
    WELL,
    assess,
    decide,
    on_board,
    open_case,
    order,
    refused,
    ring,
    step,
    sweep,
)
from tests.people import call_taker, crew, physician

CLOCKS = Clocks()
AWA = call_taker("KL")
DOCTOR = physician("KL")
SAFETY_S = CLOCKS.safety_r1_s


async def deferred(house: House) -> Case:
    """A case of no danger whose caller only wants advice."""
    case = await open_case(house)
    await assess(house, case, WELL)
    case, _ = await assess(house, case, ADVICE_ONLY, "ADVICE")
    assert case.priority is Priority.P3
    return case


async def agree(house: House, case: Case, in_s: float, number: str = "") -> Case:
    """Let the call-taker agree a time with the caller."""
    at = house.clock.now() + timedelta(seconds=in_s)
    command = commands.BookCallBack(case_id=case.id, at=at, number=number, who="la mère")
    agreed: Case = (await house.do(command, AWA)).things["case"]
    return agreed


async def case_now(house: House, case: Case) -> Case:
    now: Case = await on_board(house, "KL", "case", case.id)
    return now


async def advised(house: House, **options: float | str | None) -> Case:
    """A case whose physician gave advice and sent nobody."""
    case = await open_case(house)
    await house.do(commands.TakeCase(case_id=case.id, over=False), DOCTOR)
    decision = commands.DecideCase(
        case_id=case.id,
        type=DecisionType.CONSEIL,
        care_level=CareLevel.R1,
        note="boire",
        **options,  # type: ignore[arg-type]
    )
    made: Case = (await house.do(decision, DOCTOR)).things["case"]
    return made


async def tell(house: House, case: Case, outcome: CallBackOutcome, which: CallBack) -> Case:
    """Say what came of ringing."""
    command = commands.AnswerCallBack(
        case_id=case.id, call_back_id=which.id, outcome=outcome, note=""
    )
    answered: Case = (await house.do(command, AWA)).things["case"]
    return answered


def only_open(case: Case) -> CallBack:
    (promise,) = case.open_call_backs
    return promise


async def move(house: House, case: Case, *states: CaseState) -> Case:
    """Bring a case through its later states, ended by an advice."""
    for state in states:
        command = commands.MoveCase(case_id=case.id, state=state, outcome=Outcome.ADVICE_GIVEN)
        case = (await house.do(command, DOCTOR)).things["case"]
    return case


async def test_every_advice_books_its_safety_net_in_the_same_breath(house: House) -> None:
    case = await advised(house)
    promise = only_open(case)
    assert promise.kind is CallBackKind.SAFETY_NET
    assert promise.due_at == house.clock.now() + timedelta(seconds=SAFETY_S)
    assert promise.number == "+221771234567"
    entries = await house.reader.record(case.id, actor=DOCTOR)
    booked = next(entry for entry in entries if entry.type == "CallBackBooked")
    made = next(entry for entry in entries if entry.type == "DecisionMade")
    assert booked.caused_by == made.caused_by


async def test_the_physician_shortens_or_lengthens_the_safety_net(quick_house: House) -> None:
    case = await advised(quick_house, call_back_in_s=300.0)
    assert only_open(case).due_at == quick_house.clock.now() + timedelta(seconds=300)
    later = commands.MoveCallBack(
        case_id=case.id,
        call_back_id=only_open(case).id,
        at=quick_house.clock.now() + timedelta(hours=3),
    )
    with refused("not_allowed"):
        await quick_house.do(later, AWA)
    moved = (await quick_house.do(later, DOCTOR)).things["case"]
    assert only_open(moved).due_at == quick_house.clock.now() + timedelta(hours=3)


async def test_a_safety_net_is_declined_only_with_a_reason_that_is_kept(house: House) -> None:
    with refused("call_back_needs_reason"):
        await advised(house, no_call_back_reason=" ")
    case = await advised(house, no_call_back_reason="médecin de famille sur place")
    assert case.open_call_backs == ()
    (declined,) = case.call_backs
    assert (declined.ended, declined.end_reason) == (
        CallBackEnd.DECLINED,
        "médecin de famille sur place",
    )


async def test_a_refused_safety_net_leaves_no_decision_behind(house: House) -> None:
    with refused("call_back_too_far"):
        await advised(house, call_back_in_s=10.0)
    board = await house.reader.board("KL")
    assert [case.decisions for case in board.things["case"].values()] == [()]


async def test_who_is_sent_a_unit_needs_no_safety_net(quick_house: House) -> None:
    case = await decide(quick_house, await open_case(quick_house))
    assert case.call_backs == ()
    await order(quick_house, case, "KL-SMUR-1")
    assert (await decide(quick_house, case, DecisionType.ORIENT)).call_backs == ()


async def test_calling_the_reflex_unit_back_after_an_advice_leaves_nobody_alone(
    house: House,
) -> None:
    case, mission = await assess(house, await open_case(house), GASPING)
    assert mission is not None
    case = await decide(house, case, DecisionType.CONSEIL)
    assert case.call_backs == ()
    await house.do(commands.CancelMission(mission_id=mission.id, reason="réveillé"), DOCTOR)
    case = await case_now(house, case)
    assert only_open(case).kind is CallBackKind.SAFETY_NET
    assert only_open(case).due_at == house.clock.now() + timedelta(seconds=SAFETY_S)


async def test_a_due_call_back_is_a_task_that_ends_with_its_outcome(house: House) -> None:
    case = await advised(house)
    assert await sweep(house, SAFETY_S - 1) == []
    (task,) = await sweep(house, 1)
    assert (task.kind, task.case_id) == (TaskKind.SAFETY_NET_DUE, case.id)
    await house.do(commands.TakeTask(task_id=task.id, over=False), AWA)
    with refused("task_needs_outcome"):
        await house.do(commands.FinishTask(task_id=task.id, how="fait"), AWA)
    await tell(house, case, CallBackOutcome.BETTER, only_open(case))
    done = await on_board(house, "KL", "task", task.id)
    assert (done.state, done.how, done.done_by.id) == (TaskState.DONE, "BETTER", AWA.id)
    assert await sweep(house, 3600) == []


async def test_who_does_not_answer_is_rung_again_and_again(house: House) -> None:
    case = await advised(house)
    await sweep(house, SAFETY_S)
    for tries in (1, 2, 3):
        case = await tell(house, case, CallBackOutcome.NOT_REACHED, only_open(case))
        assert len(only_open(case).attempts) == tries
        assert await sweep(house, CLOCKS.retry_s - 1) == []
        (task,) = await sweep(house, 1)
        assert (task.kind, task.raised.nth) == (TaskKind.SAFETY_NET_DUE, tries)


@pytest.mark.parametrize(
    "states", [(), (CaseState.ACHEVE,), (CaseState.ACHEVE, CaseState.VALIDE)], ids=len
)
async def test_who_got_worse_is_before_the_physicians_again(
    house: House, states: tuple[CaseState, ...]
) -> None:
    case = await move(house, await advised(house), *states)
    await sweep(house, SAFETY_S)
    back = await tell(house, case, CallBackOutcome.WORSE, only_open(case))
    assert (back.state, back.physician, back.requeued) == (CaseState.ACTIF, None, Requeue.WORSE)
    queue = await house.reader.queue("KL", actor=DOCTOR)
    assert [(one.id, one.priority) for one in queue] == [(case.id, Priority.P1)]
    (task,) = await sweep(house, CLOCKS.wait_p1_s)
    assert task.kind is TaskKind.REGULATION_OVERDUE


async def test_a_case_is_not_closed_while_its_patient_is_to_be_rung(quick_house: House) -> None:
    case = await move(quick_house, await advised(quick_house), CaseState.ACHEVE, CaseState.VALIDE)
    with refused("case_has_call_back"):
        await move(quick_house, case, CaseState.CLOTURE)
    off = commands.CancelCallBack(
        case_id=case.id, call_back_id=only_open(case).id, reason="vu par son médecin"
    )
    with refused("not_allowed"):
        await quick_house.do(off, AWA)
    await quick_house.do(off, DOCTOR)
    assert (await move(quick_house, case, CaseState.CLOTURE)).state is CaseState.CLOTURE


async def test_a_patient_who_was_transported_is_not_rung(house: House) -> None:
    case = await advised(house)
    end = commands.MoveCase(case_id=case.id, state=CaseState.ACHEVE, outcome=Outcome.TRANSPORTED)
    ended = (await house.do(end, DOCTOR)).things["case"]
    assert [each.ended for each in ended.call_backs] == [CallBackEnd.SEEN]
    assert await sweep(house, SAFETY_S) == []


async def test_a_crew_on_its_way_stands_for_the_call_unless_it_is_called_off(
    house: House,
) -> None:
    case = await decide(house, await advised(house))
    mission = await order(house, case, "KL-SMUR-1")
    assert await sweep(house, SAFETY_S) == []
    await house.do(commands.CancelMission(mission_id=mission.id, reason="panne"), DOCTOR)
    assert [task.kind for task in await sweep(house)] == [TaskKind.SAFETY_NET_DUE]


async def test_an_appointment_takes_a_deferred_case_out_of_the_queue_until_it_is_due(
    house: House,
) -> None:
    case = await agree(house, await deferred(house), 3600)
    assert (only_open(case).number, only_open(case).who) == ("+221771234567", "la mère")
    assert await house.reader.queue("KL", actor=DOCTOR) == []
    promised = await house.reader.promised("KL", actor=AWA)
    assert [(one.id, each.id) for one, each in promised] == [(case.id, only_open(case).id)]
    assert await sweep(house, 3599) == []
    (task,) = await sweep(house, 1)
    assert (task.kind, task.subject_id) == (TaskKind.APPOINTMENT_DUE, only_open(case).id)
    await tell(house, case, CallBackOutcome.SAME, only_open(case))
    assert [one.id for one in await house.reader.queue("KL", actor=DOCTOR)] == [case.id]
    assert await sweep(house) == []
    (late,) = await sweep(house, CLOCKS.wait_p2_s)
    assert late.kind is TaskKind.REGULATION_OVERDUE


async def test_a_time_in_the_past_or_after_tomorrow_is_refused(quick_house: House) -> None:
    case = await deferred(quick_house)
    for in_s, code in ((0, "call_back_in_past"), (-60, "call_back_in_past")):
        with refused(code) as facts:
            await agree(quick_house, case, in_s)
        assert facts["now"] == "02/03 20:00"
    with refused("call_back_too_far"):
        await agree(quick_house, case, 24 * 3600 + 1)
    assert (await case_now(quick_house, case)).call_backs == ()


async def test_a_new_time_takes_the_place_of_the_one_agreed_before(quick_house: House) -> None:
    case = await agree(quick_house, await deferred(quick_house), 3600)
    case = await agree(quick_house, case, 7200, number="+221781112233")
    assert only_open(case).number == "+221781112233"
    assert [each.ended for each in case.call_backs] == [CallBackEnd.REPLACED, None]


async def test_an_urgent_case_is_given_no_appointment(quick_house: House) -> None:
    with refused("call_back_too_urgent") as facts:
        await agree(quick_house, await open_case(quick_house), 3600)
    assert facts["priority"] == "P2"


async def test_a_decision_before_the_time_ends_the_appointment(quick_house: House) -> None:
    case = await decide(quick_house, await agree(quick_house, await deferred(quick_house), 3600))
    assert [each.ended for each in case.call_backs] == [CallBackEnd.DECIDED]


async def test_promises_are_listed_by_the_time_they_are_for(quick_house: House) -> None:
    late = await agree(quick_house, await deferred(quick_house), 7200)
    soon = await advised(quick_house)
    promised = await quick_house.reader.promised("KL", actor=AWA)
    assert [case.id for case, _ in promised] == [soon.id, late.id]
    with refused("not_allowed"):
        await quick_house.reader.promised("KL", actor=physician("TB"))


async def ring_about(house: House, case: Case) -> Case:
    """Let the caller ring again and a call-taker tie the call to the case."""
    call = await ring(house)
    await house.do(commands.TakeCall(call_id=call.id), AWA)
    things = (await house.do(commands.JoinCall(call_id=call.id, case_id=case.id), AWA)).things
    assert things["call"].case_id == things["case"].id
    joined: Case = things["case"]
    return joined


async def test_a_caller_who_rings_again_after_an_advice_is_before_the_physicians(
    house: House,
) -> None:
    back = await ring_about(house, await advised(house))
    assert (back.physician, back.requeued) == (None, Requeue.RANG_AGAIN)
    assert [one.id for one in await house.reader.queue("KL", actor=DOCTOR)] == [back.id]


async def test_a_second_caller_about_a_case_under_way_changes_nothing(quick_house: House) -> None:
    case = await decide(quick_house, await open_case(quick_house))
    await order(quick_house, case, "KL-SMUR-1")
    assert (await ring_about(quick_house, case)).requeued is None
    fresh = await open_case(quick_house)
    assert (await ring_about(quick_house, fresh)).requeued is None


async def test_a_caller_who_rings_again_about_a_closed_case_opens_one_that_follows_it(
    house: House,
) -> None:
    case = await decide(house, await open_case(house))
    mission = await order(house, case, "KL-SMUR-1")
    await step(house, mission, MissionStatus.ARRIVEE, MissionStatus.REN_BASE)
    closed = await move(house, case, CaseState.ACHEVE, CaseState.VALIDE, CaseState.CLOTURE)
    new = await ring_about(house, closed)
    assert new.id != closed.id
    assert (new.follows_id, new.follows_number) == (closed.id, closed.number)
    assert (new.place, new.what, new.patient) == (closed.place, closed.what, closed.patient)
    assert (new.state, new.priority) == (CaseState.ACTIF, Priority.P1)
    stays = await house.reader.case(closed.id, actor=DOCTOR)
    assert stays.state is CaseState.CLOTURE


async def test_a_caller_who_waits_long_is_rung_until_a_physician_comes(house: House) -> None:
    case = await open_case(house)
    kinds = {task.kind for task in await sweep(house, CLOCKS.recheck_s)}
    assert kinds == {TaskKind.REGULATION_OVERDUE, TaskKind.RECHECK_DUE}
    case = await case_now(house, case)
    case = await tell(house, case, CallBackOutcome.SAME, only_open(case))
    assert TaskKind.RECHECK_DUE not in {task.kind for task in await sweep(house, 60)}
    again = await sweep(house, CLOCKS.recheck_s)
    assert TaskKind.RECHECK_DUE in {task.kind for task in again}
    await house.do(commands.TakeCase(case_id=case.id, over=False), DOCTOR)
    assert await sweep(house) == []
    assert (await case_now(house, case)).call_backs[-1].ended is CallBackEnd.TAKEN


async def test_a_waiting_caller_who_got_worse_is_p1_at_the_top(house: House) -> None:
    first = await open_case(house)
    house.clock.advance(60)
    other = await open_case(house)
    await sweep(house, CLOCKS.recheck_s)
    other = await case_now(house, other)
    await tell(house, other, CallBackOutcome.WORSE, only_open(other))
    queue = await house.reader.queue("KL", actor=DOCTOR)
    assert [one.id for one in queue] == [other.id, first.id]


async def test_a_call_back_belongs_to_the_room(quick_house: House) -> None:
    case = await advised(quick_house)
    answer = commands.AnswerCallBack(
        case_id=case.id,
        call_back_id=only_open(case).id,
        outcome=CallBackOutcome.BETTER,
        note="",
    )
    for stranger in (crew("KL-SMUR-1"), physician("TB")):
        with refused("not_allowed"):
            await quick_house.do(answer, stranger)
    with refused("not_found"):
        await quick_house.do(
            commands.AnswerCallBack(
                case_id=case.id, call_back_id="none", outcome=CallBackOutcome.BETTER, note=""
            ),
            AWA,
        )
