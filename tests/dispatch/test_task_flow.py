"""What is overdue becomes a task that somebody must take, and goes only when its cause is gone."""

import asyncio

import pytest

from dispatch import command as commands
from dispatch.due import Sweep
from dispatch.notice import ANSWER_EXPECTED_S, NoticeStatus
from dispatch.task import Task, TaskKind, TaskState
from fleet.status import MissionStatus
from regulation.case import CaseState, Outcome
from regulation.clocks import Clocks
from tests.dispatch.house import House
from tests.dispatch.story import (
    GASPING,
    KAOLACK,
    TOUBA,
    answer,
    assess,
    at_pin,
    decide,
    on_board,
    open_case,
    order,
    refused,
    ring,
    step,
    sweep,
    take_the_medicalised_out,
    tasks_of,
    tell_ward,
)
from tests.people import call_taker, crew, physician, ward_staff

CLOCKS = Clocks()
LATE_S = CLOCKS.wait_p2_s
AWA = call_taker("KL")
DOCTOR = physician("KL")


async def overdue(house: House) -> Task:
    """A case nobody has taken in time, and the task it became."""
    case = await open_case(house)
    (task,) = await sweep(house, LATE_S)
    assert (task.kind, task.subject_id) == (TaskKind.REGULATION_OVERDUE, case.id)
    return task


async def waits_for_physician(house: House, after_s: float = 0) -> list[Task]:
    """Let time pass; returns the tasks about cases nobody has taken, without other calls."""
    return [t for t in await sweep(house, after_s) if t.kind is TaskKind.REGULATION_OVERDUE]


async def test_a_case_that_waits_too_long_is_a_task_exactly_at_its_time(house: House) -> None:
    case = await open_case(house)
    assert await sweep(house, LATE_S - 1) == []
    (task,) = await sweep(house, 1)
    assert (task.state, task.centre_id, task.case_id) == (TaskState.WAITING, "KL", case.id)
    assert task.raised.due_at == house.clock.now()
    assert await sweep(house, 1) == [task]


async def test_a_task_goes_when_a_physician_takes_the_case_and_the_journal_says_so(
    house: House,
) -> None:
    task = await overdue(house)
    assert task.case_id is not None
    await house.do(commands.TakeCase(case_id=task.case_id, over=False), DOCTOR)
    assert await sweep(house) == []
    gone = await on_board(house, "KL", "task", task.id)
    assert gone.state is TaskState.GONE
    entries = await house.reader.record(task.case_id, actor=DOCTOR)
    assert [e.type for e in entries if e.subject == "task"] == ["TaskRaised", "TaskGone"]


async def test_a_life_threat_without_physician_place_or_unit_is_a_task_at_once(
    house: House,
) -> None:
    case = await open_case(house, position=None)
    await assess(house, case, GASPING)
    kinds = {task.kind for task in await sweep(house)}
    assert kinds == {TaskKind.REGULATION_OVERDUE, TaskKind.P0_NO_PLACE}
    placed = commands.LocateCase(case_id=case.id, place=at_pin(KAOLACK))
    await house.do(placed, AWA)
    assert {task.kind for task in await sweep(house)} == {TaskKind.REGULATION_OVERDUE}


async def test_a_life_threat_for_which_no_unit_was_free_is_a_task_until_one_goes(
    quick_house: House,
) -> None:
    house = quick_house
    await take_the_medicalised_out(house)
    case = await open_case(house)
    await assess(house, case, GASPING)
    assert TaskKind.P0_NO_UNIT in {task.kind for task in await sweep(house)}
    back = commands.SetUnitService(unit_id="KL-SMUR-1", in_service=True, reason=None)
    await house.do(back, DOCTOR)
    mission = await order(house, await decide(house, case), "KL-SMUR-1")
    assert await sweep(house) == []
    await house.do(commands.CancelMission(mission_id=mission.id, reason="panne"), DOCTOR)
    assert [task.kind for task in await sweep(house, 120)] == [TaskKind.P0_NO_UNIT]


async def test_a_ward_s_silence_is_a_task_to_ring_it_until_the_patient_has_a_ward(
    house: House,
) -> None:
    case = await decide(house, await open_case(house))
    await order(house, case, "KL-SMUR-1")
    notice = await tell_ward(house, case, "KL-CHR-URG")
    (task,) = await sweep(house, ANSWER_EXPECTED_S)
    assert (task.kind, task.subject_id) == (TaskKind.NOTICE_UNANSWERED, notice.id)
    other = await tell_ward(house, case, "DB-CHR-URG")
    assert await sweep(house) == [task]
    await answer(house, other, NoticeStatus.ACCEPTED, None, ward_staff("DB-CHR-URG"))
    assert await sweep(house) == []


async def test_a_call_that_nobody_takes_and_one_that_hung_up_are_tasks(house: House) -> None:
    ringing, hung_up = await ring(house), await ring(house)
    await house.do(commands.AbandonCall(call_id=hung_up.id), AWA)
    found = {task.subject_id: task.kind for task in await sweep(house, CLOCKS.ring_s)}
    assert found == {ringing.id: TaskKind.CALL_NOT_TAKEN, hung_up.id: TaskKind.CALL_ABANDONED}
    for call in (ringing, hung_up):
        await house.do(commands.TakeCall(call_id=call.id), AWA)
    assert await sweep(house) == []


async def test_a_caller_who_withheld_the_number_is_no_task_since_nobody_can_ring_back(
    quick_house: House,
) -> None:
    call = await ring(quick_house, number="")
    await quick_house.do(commands.AbandonCall(call_id=call.id), AWA)
    assert await sweep(quick_house, CLOCKS.ring_back_s) == []


async def test_two_people_take_a_task_together_and_one_is_told_who_has_it(house: House) -> None:
    task = await overdue(house)
    take = commands.TakeTask(task_id=task.id, over=False)
    results = await asyncio.gather(
        house.do(take, AWA), house.do(take, DOCTOR), return_exceptions=True
    )
    lost = [result for result in results if isinstance(result, BaseException)]
    assert [getattr(error, "code", error) for error in lost] == ["task_held_by_other"]


async def test_what_is_said_to_be_done_comes_back_while_it_still_waits(house: House) -> None:
    task = await overdue(house)
    await house.do(commands.TakeTask(task_id=task.id, over=False), AWA)
    with refused("task_result_missing"):
        await house.do(commands.FinishTask(task_id=task.id, how=" "), AWA)
    done = commands.FinishTask(task_id=task.id, how="Dr Ndiaye prévenue de vive voix")
    await house.do(done, AWA)
    assert await waits_for_physician(house, 119) == []
    (again,) = await waits_for_physician(house, 1)
    assert (again.raised.nth, again.subject_id) == (1, task.subject_id)
    kept = await on_board(house, "KL", "task", task.id)
    assert (kept.state, kept.how) == (TaskState.DONE, "Dr Ndiaye prévenue de vive voix")


async def test_a_task_left_lying_is_told_to_everybody_until_somebody_takes_it(
    house: House,
) -> None:
    task = await overdue(house)
    (told,) = await waits_for_physician(house, CLOCKS.untaken_s)
    assert (told.id, told.escalated_at) == (task.id, house.clock.now())
    await house.do(commands.TakeTask(task_id=task.id, over=False), AWA)
    await house.do(commands.GiveBackTask(task_id=task.id), AWA)
    (quiet,) = await waits_for_physician(house)
    assert quiet.escalated_at is None
    (again,) = await waits_for_physician(house, CLOCKS.untaken_s)
    assert again.escalated_at is not None


async def test_many_processes_that_sweep_together_raise_one_task(house: House) -> None:
    await open_case(house)
    house.clock.advance(LATE_S)
    sweeps = [Sweep(engine=house.engine, desk=house.desk) for _ in range(4)]
    await asyncio.gather(*(each.once(house.clock.now()) for each in sweeps))
    assert len(await tasks_of(house)) == 1
    entries = await house.reader.entries("KL", after=0)
    assert [entry.type for entry in entries].count("TaskRaised") == 1


async def test_a_sweep_that_was_away_finds_what_fell_due_meanwhile(house: House) -> None:
    await open_case(house)
    house.clock.advance(LATE_S + 3600)
    fresh = Sweep(engine=house.engine, desk=house.desk)
    await fresh.once(house.clock.now())
    found = {task.kind for task in await tasks_of(house)}
    assert found == {TaskKind.REGULATION_OVERDUE, TaskKind.RECHECK_DUE}


async def test_what_is_overdue_goes_with_the_case_to_its_new_centre(house: House) -> None:
    task = await overdue(house)
    assert task.case_id is not None
    moved = commands.LocateCase(case_id=task.case_id, place=at_pin(TOUBA))
    await house.do(moved, AWA)
    assert await sweep(house) == []
    (there,) = await tasks_of(house, "TB")
    assert (there.kind, there.subject_id) == (TaskKind.REGULATION_OVERDUE, task.case_id)


async def test_a_task_is_raised_and_taken_down_by_the_service_alone(quick_house: House) -> None:
    task = await overdue(quick_house)
    with refused("not_allowed"):
        await quick_house.do(commands.TakeDownTask(task_id=task.id), DOCTOR)
    with refused("not_allowed"):
        await quick_house.do(commands.EscalateTask(task_id=task.id), DOCTOR)


@pytest.mark.parametrize("stranger", [crew("KL-SMUR-1"), ward_staff("KL-CHR-URG")])
async def test_crews_wards_and_other_centres_take_no_task(
    quick_house: House, stranger: object
) -> None:
    task = await overdue(quick_house)
    for other in (stranger, physician("TB")):
        with refused("not_allowed"):
            take = commands.TakeTask(task_id=task.id, over=False)
            await quick_house.do(take, other)  # type: ignore[arg-type]
    with refused("not_allowed"):
        await quick_house.reader.tasks("KL", actor=physician("TB"))


async def test_the_room_s_tasks_are_listed_by_how_long_they_are_due(quick_house: House) -> None:
    case = await open_case(quick_house)
    quick_house.clock.advance(30)
    call = await ring(quick_house)
    await sweep(quick_house, LATE_S)
    listed = await quick_house.reader.tasks("KL", actor=AWA)
    assert [task.subject_id for task in listed] == [call.id, case.id]


async def test_the_end_of_a_case_ends_what_was_overdue_in_it(house: House) -> None:
    case = await decide(house, await open_case(house))
    mission = await order(house, case, "KL-SMUR-1")
    await tell_ward(house, case, "KL-CHR-URG")
    assert len(await sweep(house, ANSWER_EXPECTED_S)) == 1
    await step(house, mission, MissionStatus.ARRIVEE, MissionStatus.REN_BASE)
    end = commands.MoveCase(case_id=case.id, state=CaseState.ACHEVE, outcome=Outcome.TRANSPORTED)
    await house.do(end, DOCTOR)
    assert await sweep(house) == []
