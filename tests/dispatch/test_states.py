"""The tables of states of missions and notices, pair by pair, with no store in between."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dispatch import mission as missions
from dispatch import notice as notices
from dispatch.mission import Mission, MissionOrdered, MissionStep
from dispatch.needs import Needs
from dispatch.notice import AWAITING_ANSWER, Notice, NoticeSent, NoticeStatus
from fleet.status import MissionStatus, allowed_moves, may_move
from regulation.care_level import CareLevel
from regulation.patient import Patient
from regulation.person import Person, Role
from regulation.priority import Priority
from regulation.refusal import Refusal

AT = datetime(2027, 3, 2, 20, 0, tzinfo=UTC)
DOCTOR = Person(id="d", name="Dr Ndiaye", role=Role.PHYSICIAN)
CREW = Person(id="c", name="Équipage", role=Role.CREW)

ORDERED = MissionOrdered(
    mission_id="m",
    case_id="c",
    case_number="KL-2027-000001",
    case_centre_id="KL",
    unit_id="KL-SMUR-1",
    unit_name="SMUR Kaolack 1",
    unit_centre_id="KL",
    priority=Priority.P1,
    reflex=False,
    eta_s=600.0,
    override_reason=None,
    by=DOCTOR,
    at=AT,
)

SENT = NoticeSent(
    notice_id="n",
    case_id="c",
    case_number="KL-2027-000001",
    ward_id="KL-CHR-URG",
    ward_name="Urgences",
    hospital_name="Hôpital de Kaolack",
    centres=frozenset({"KL"}),
    mission_id="m",
    unit_name="SMUR Kaolack 1",
    priority=Priority.P1,
    care_level=CareLevel.R1,
    patient=Patient(),
    what="douleur",
    needs=Needs(all_of=frozenset({"ed"}), any_of=frozenset()),
    message="",
    eta_at=None,
    expires_at=AT + timedelta(seconds=180),
    override_reason=None,
    by=DOCTOR,
    at=AT,
)


def mission_at(*statuses: MissionStatus) -> Mission:
    steps = tuple(MissionStep(status=s, at=AT, at_device=None, by=CREW) for s in statuses)
    return replace(missions.evolve(None, ORDERED), status=statuses[-1], history=steps)


def notice_at(status: NoticeStatus) -> Notice:
    return replace(notices.evolve(None, SENT), status=status)


@pytest.mark.parametrize("to", list(NoticeStatus))
@pytest.mark.parametrize("present", list(NoticeStatus))
def test_a_notice_goes_only_where_its_table_says(present: NoticeStatus, to: NoticeStatus) -> None:
    notice = notice_at(present)
    result = notices.move(notice, to, reason="parce que", by=CREW, at=AT)
    if to in notices.MOVES[present]:
        assert not isinstance(result, Refusal)
        moved = notices.evolve(notice, result)
        assert (moved.status, moved.history[-1].status) == (to, to)
        return
    assert isinstance(result, Refusal)
    assert result.code == "notice_move_not_allowed"
    assert (result.facts["state"], result.facts["to"]) == (present, to)
    assert result.facts["allowed"] == (", ".join(sorted(notices.MOVES[present])) or "-")


def test_every_notice_can_reach_an_end_and_never_leaves_it() -> None:
    ends = {status for status, moves in notices.MOVES.items() if not moves}
    assert ends == {NoticeStatus.REFUSED, NoticeStatus.CANCELLED, NoticeStatus.HANDED_OVER}
    for status in NoticeStatus:
        reached, new = {status}, {status}
        while new := {to for one in new for to in notices.MOVES[one]} - reached:
            reached |= new
        assert reached & ends


@pytest.mark.parametrize("present", sorted(AWAITING_ANSWER))
def test_an_awaited_answer_may_come_at_any_moment(present: NoticeStatus) -> None:
    answers = {NoticeStatus.ACCEPTED, NoticeStatus.REFUSED, NoticeStatus.EXPIRED}
    assert answers <= notices.MOVES[present]


@pytest.mark.parametrize("to", list(MissionStatus))
@pytest.mark.parametrize("present", list(MissionStatus))
def test_a_mission_goes_only_where_the_fleet_s_table_says(
    present: MissionStatus, to: MissionStatus
) -> None:
    mission = mission_at(present)
    if to is MissionStatus.ANNULE:
        result: missions.MissionEvent | Refusal = missions.cancel(mission, "non", by=DOCTOR, at=AT)
    else:
        result = missions.move(mission, to, at_device=None, by=CREW, at=AT)
    if may_move(present, to):
        assert not isinstance(result, Refusal)
        assert missions.evolve(mission, result).status is to
        return
    assert isinstance(result, Refusal)
    assert result.code == "mission_move_not_allowed"
    assert result.facts["allowed"] == (", ".join(allowed_moves(present)) or "-")


@pytest.mark.parametrize("present", list(MissionStatus))
def test_no_crew_cancels_by_a_tap(present: MissionStatus) -> None:
    result = missions.move(
        mission_at(present), MissionStatus.ANNULE, at_device=None, by=CREW, at=AT
    )
    assert isinstance(result, Refusal)
    assert result.code == "cancellation_needs_reason"


def test_both_clocks_of_a_tap_are_kept() -> None:
    tapped_at = AT - timedelta(minutes=7)
    moved = missions.move(
        mission_at(MissionStatus.DEPART),
        MissionStatus.ARRIVEE,
        at_device=tapped_at,
        by=CREW,
        at=AT,
    )
    assert not isinstance(moved, Refusal)
    last = missions.evolve(mission_at(MissionStatus.DEPART), moved).history[-1]
    assert (last.at, last.at_device, last.by) == (AT, tapped_at, CREW)


def test_a_correction_brings_back_the_state_before_and_keeps_the_slip() -> None:
    mission = mission_at(MissionStatus.DEPART, MissionStatus.ARRIVEE)
    result = missions.correct(mission, at_device=None, by=CREW, at=AT)
    assert not isinstance(result, Refusal)
    corrected = missions.evolve(mission, result)
    assert corrected.status is MissionStatus.DEPART
    assert [step.status for step in corrected.history] == [
        *(MissionStatus.DEPART, MissionStatus.ARRIVEE, MissionStatus.DEPART)
    ]
    assert corrected.correctable_to is None
