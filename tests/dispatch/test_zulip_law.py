"""Snapshot + events = state, for every centre, whatever was done."""

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dispatch import command as commands
from dispatch.actor import Actor, Duty
from dispatch.board import Board, replay
from dispatch.command import Command
from dispatch.notice import ANSWER_EXPECTED_S, NoticeStatus
from dispatch.refusal import Refused
from dispatch.subject import CASE, TASK
from fleet.condition import Fuel, Report, Tank
from fleet.status import MissionStatus
from geo.position import Position
from regulation.call import CallState
from regulation.call_back import CallBackOutcome
from regulation.care_level import CareLevel
from regulation.case import CaseState
from regulation.case import Outcome as CaseOutcome
from regulation.casualty import Scene
from regulation.clocks import Clocks
from regulation.decision import DecisionType
from regulation.patient import Caller, Patient
from regulation.person import Role
from regulation.triage.tag import Tag, TagMethod
from regulation.triage.vitals import Vitals
from tests.dispatch.house import House, open_house
from tests.dispatch.story import GASPING, KAOLACK, TOUBA, WELL, at_pin
from tests.services import PostgresServer
from tests.stores import copy_of

SOAK = os.environ.get("SAMU_SOAK") == "1"

PATIENCE_S = 900 if SOAK else 120
"""Longest run of one test: hundreds of stories take minutes."""

CENTRES = ("KL", "TB")
WATCHED = ("KL", "TB", "DK")
UNITS = ("KL-SMUR-1", "TB-SMUR-1", "TB-SMUR-2", "DK-SMUR-7")
WARDS = ("KL-CHR-URG", "DB-CHR-URG", "DK-HPD-URG")
PLACES: tuple[Position | None, ...] = (KAOLACK, TOUBA, None)

ROOM = Actor(
    id="room",
    name="Toute la salle",
    duties=(
        *(
            Duty(role=role, centre_id=centre_id)
            for centre_id in WATCHED
            for role in (Role.PHYSICIAN, Role.CALL_TAKER)
        ),
        Duty(role=Role.CALLER),
        *(Duty(role=Role.CREW, unit_id=unit_id) for unit_id in UNITS),
    ),
)
"""May act in every centre of the story, so that rules refuse and not the policy."""


@dataclass(slots=True, kw_only=True)
class Play:
    """A random story: what has come to be in it, so that later steps can speak of it."""

    house: House
    calls: list[str] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)
    missions: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    tasks: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    promises: list[str] = field(default_factory=list)

    async def step(self, name: str, pick: int, more: int) -> None:
        """Do one step; a rule may refuse it, which changes nothing."""
        if name in WAITS_S:
            await self.wait(WAITS_S[name] + more)
            return
        try:
            outcome = await self.house.do(STEPS[name](self, pick, more), ROOM)
        except Refused as refused:
            self.refusals.append(f"{name}: {refused.code}")
            return
        for kind, thing in outcome.things.items():
            made = [link.id for link in getattr(thing, "links", ())]
            self.links += [id_ for id_ in made if id_ not in self.links]
            kept: list[str] = getattr(self, f"{kind}s", [])
            if thing is not None and thing.id not in kept:
                kept.append(thing.id)
        if name in {"advise", "promise"}:
            await self.look_for_promises()

    async def wait(self, seconds: float) -> None:
        """Let time pass and the service look at what is overdue."""
        self.house.clock.advance(seconds)
        await self.house.sweep.once(self.house.clock.now())
        for centre_id in WATCHED:
            standing = (await self.house.reader.board(centre_id)).things[TASK.name]
            self.tasks += [id_ for id_ in standing if id_ not in self.tasks]
        await self.look_for_promises()

    async def look_for_promises(self) -> None:
        """Note the call-backs that stand in the cases of the story."""
        for centre_id in WATCHED:
            cases = (await self.house.reader.board(centre_id)).things[CASE.name].values()
            made = [each.id for case in cases for each in case.call_backs]
            self.promises += [id_ for id_ in made if id_ not in self.promises]


def one(things: list[str] | tuple[str, ...], pick: int) -> str:
    return things[-1 - pick % len(things)] if things else "none-yet"


def opened(play: Play, pick: int, more: int) -> Command:
    return commands.OpenCase(
        call_id=one(play.calls, more) if play.calls and more % 3 == 0 else None,
        centre_id=CENTRES[pick % 2],
        caller=Caller(),
        place=at_pin(PLACES[more % 3]),
        what="chute",
        patient=Patient(),
        also=(at_pin(TOUBA, "selon le voisin"),) if more % 2 else (),
    )


def answered(play: Play, pick: int, more: int) -> Command:
    status = (NoticeStatus.ACCEPTED, NoticeStatus.REFUSED)[more % 2]
    return commands.AnswerNotice(
        notice_id=one(play.notices, pick), answer=status, reason="pas de lit"
    )


def moved(play: Play, pick: int, more: int) -> Command:
    states = (CaseState.ACHEVE, CaseState.VALIDE, CaseState.CLOTURE, CaseState.CLASSE)
    return commands.MoveCase(
        case_id=one(play.cases, pick),
        state=states[more % 4],
        outcome=CaseOutcome.TRANSPORTED,
    )


def colour(more: int) -> Tag:
    return list(Tag)[more % len(Tag)]


PATIENT_STEPS: dict[str, Callable[[Play, int, int], Command]] = {
    "measure": lambda p, a, b: commands.MeasureVitals(
        case_id=one(p.cases, a), vitals=Vitals(heart_per_min=40 + 4 * b), number=1 + b % 2
    ),
    "count": lambda p, a, b: commands.CountPatients(case_id=one(p.cases, a), several=b % 3 != 0),
    "scene": lambda p, a, b: commands.DescribeScene(case_id=one(p.cases, a), scene=Scene(number=b)),
    "victim": lambda p, a, b: commands.AddCasualty(case_id=one(p.cases, a), tag=colour(b)),
    "tag": lambda p, a, b: commands.TagCasualty(
        case_id=one(p.cases, a),
        number=1 + b % 3,
        method=TagMethod.HAND,
        tag=colour(b),
        reason="revu",
    ),
    "strike": lambda p, a, b: commands.StrikeCasualty(
        case_id=one(p.cases, a), number=1 + b % 3, reason="doublon" if b % 2 else None
    ),
}

STEPS: dict[str, Callable[[Play, int, int], Command]] = {
    "ring": lambda _, a, __: commands.ReceiveCall(centre_id=CENTRES[a % 2], number=""),
    "pick up": lambda p, a, _: commands.TakeCall(call_id=one(p.calls, a)),
    "hang up": lambda p, a, _: commands.AbandonCall(call_id=one(p.calls, a)),
    "class": lambda p, a, b: commands.ClassifyCall(
        call_id=one(p.calls, a), as_=(CallState.NUISANCE, CallState.SILENT)[b % 2]
    ),
    "join": lambda p, a, b: commands.JoinCall(
        call_id=one(p.calls, a),
        case_id=one(p.cases, b),
        caller=Caller(name="Awa") if b % 2 else None,
        place=at_pin(PLACES[a % 3]) if b % 2 else None,
        what="un car renversé",
    ),
    "tie": lambda p, a, b: commands.TieCases(case_id=one(p.cases, a), with_case_id=one(p.cases, b)),
    "part": lambda p, a, _: commands.PartCase(case_id=one(p.cases, a)),
    "undo": lambda p, a, _: commands.UndoClass(call_id=one(p.calls, a)),
    "split": lambda p, a, _: commands.SplitCall(call_id=one(p.calls, a)),
    "open": opened,
    "locate": lambda p, a, b: commands.LocateCase(
        case_id=one(p.cases, a), place=at_pin(PLACES[b % 2])
    ),
    "state": lambda p, a, b: commands.StateLocation(
        case_id=one(p.cases, a), place=at_pin(PLACES[b % 3], "près du forage")
    ),
    "link": lambda p, a, _: commands.MakeCallLink(call_id=one(p.calls, a)),
    "case link": lambda p, a, _: commands.MakeCaseLink(case_id=one(p.cases, a)),
    "answer link": lambda p, a, b: commands.AnswerLink(
        link_id=one(p.links, a),
        position=replace(PLACES[b % 2] or KAOLACK, accuracy_m=40.0 - b),
        fix_at=None,
    ),
    "here": lambda p, a, b: commands.ConfirmScene(
        mission_id=one(p.missions, a),
        position=replace(PLACES[b % 2] or KAOLACK, accuracy_m=12.0),
        fix_at=None,
    ),
    "teach": lambda p, a, b: commands.TeachPlace(
        case_id=one(p.cases, a), number=b % 4 + 1, name="boutique Mboup, portail vert"
    ),
    "in force": lambda p, a, b: commands.PutLocationInForce(
        case_id=one(p.cases, a), number=b % 4 + 1
    ),
    "assess": lambda p, a, b: commands.AssessCase(
        case_id=one(p.cases, a),
        protocol_id="OPENING",
        answers=GASPING if b % 2 else WELL,
        context=frozenset(),
    ),
    **PATIENT_STEPS,
    "note": lambda p, a, _: commands.AddNote(case_id=one(p.cases, a), text="rappelé"),
    "take": lambda p, a, _: commands.TakeCase(case_id=one(p.cases, a), over=True),
    "decide": lambda p, a, _: commands.DecideCase(
        case_id=one(p.cases, a), type=DecisionType.INTER, care_level=CareLevel.R1, note=""
    ),
    "order": lambda p, a, b: commands.OrderMission(
        case_id=one(p.cases, a), unit_id=one(UNITS, b), override_reason="le plus proche"
    ),
    "reserve": lambda p, a, b: commands.ReserveUnit(case_id=one(p.cases, a), unit_id=one(UNITS, b)),
    "release": lambda p, a, b: commands.ReleaseUnit(case_id=one(p.cases, a), unit_id=one(UNITS, b)),
    "drive": lambda p, a, b: commands.MoveMission(
        mission_id=one(p.missions, a), status=list(MissionStatus)[b % 18], at_device=None
    ),
    "free": lambda p, a, _: commands.MoveMission(
        mission_id=one(p.missions, a), status=MissionStatus.REN_BASE, at_device=None
    ),
    "arrive": lambda p, a, _: commands.MoveMission(
        mission_id=one(p.missions, a), status=MissionStatus.ARRIVEE, at_device=None
    ),
    "correct": lambda p, a, _: commands.CorrectMission(
        mission_id=one(p.missions, a), at_device=None
    ),
    "cancel": lambda p, a, _: commands.CancelMission(mission_id=one(p.missions, a), reason="non"),
    "tell": lambda p, a, b: commands.SendNotice(
        case_id=one(p.cases, a), ward_id=one(WARDS, b), message="", override_reason="choix"
    ),
    "answer": answered,
    "withdraw": lambda p, a, _: commands.CancelNotice(notice_id=one(p.notices, a), reason="non"),
    "end": moved,
    "end on": moved,
    "beds": lambda _, a, b: commands.ReportBeds(ward_id=one(WARDS, a), beds_free=b),
    "close": lambda p, a, b: commands.DeclareDiversion(
        ward_id=one(WARDS, a),
        reason="scanner en panne",
        until=p.house.clock.now() + timedelta(minutes=b),
        whole_hospital=bool(b % 2),
    ),
    "reopen": lambda _, a, b: commands.LiftDiversion(
        ward_id=one(WARDS, a), whole_hospital=bool(b % 2)
    ),
    "service": lambda _, a, b: commands.SetUnitService(
        unit_id=one(UNITS, a), in_service=bool(b % 2), reason="panne"
    ),
    "condition": lambda p, a, b: commands.StateUnitCondition(
        unit_id=one(UNITS, a),
        report=Report(
            tank=Tank(fuel=Fuel.LOW, range_km=b),
            shift_ends_at=p.house.clock.now() + timedelta(hours=b),
        ),
    ),
    "advise": lambda p, a, b: commands.DecideCase(
        case_id=one(p.cases, a),
        type=DecisionType.CONSEIL,
        care_level=CareLevel.R4,
        note="",
        no_call_back_reason="vu" if b % 5 == 0 else None,
    ),
    "promise": lambda p, a, b: commands.BookCallBack(
        case_id=one(p.cases, a),
        at=p.house.clock.now() + timedelta(minutes=b),
        number="+221771234567",
        who="",
    ),
    "ring back": lambda p, a, b: commands.AnswerCallBack(
        case_id=one(p.cases, a),
        call_back_id=one(p.promises, b // 4),
        outcome=list(CallBackOutcome)[b % 4],
        note="",
    ),
    "call off": lambda p, a, b: commands.CancelCallBack(
        case_id=one(p.cases, a), call_back_id=one(p.promises, b), reason="vu"
    ),
    "take task": lambda p, a, _: commands.TakeTask(task_id=one(p.tasks, a), over=True),
    "give back": lambda p, a, _: commands.GiveBackTask(task_id=one(p.tasks, a)),
    "finish": lambda p, a, _: commands.FinishTask(task_id=one(p.tasks, a), how="rappelé"),
}

WAITS_S = {"silence": ANSWER_EXPECTED_S, "patience": Clocks().wait_p2_s}
"""Time that passes: until a ward should have answered, until a physician should have come."""

NAMES = [*STEPS, *WAITS_S]

Script = list[tuple[str, int, int]]

SCRIPTS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.integers(0, 5), st.integers(0, 35)), max_size=25
)

A_WHOLE_STORY: Script = [
    *[("ring", 0, 0), ("pick up", 0, 0), ("open", 0, 0), ("take", 0, 0), ("decide", 0, 0)],
    *[("order", 0, 2), ("tell", 0, 2), ("tell", 0, 1), ("answer", 1, 0), ("arrive", 0, 0)],
]


async def play_out(url: str, script: Script) -> list[str]:
    """Check the law after every step: the old picture with the new events is the new picture.

    Returns what was refused.
    """
    async with open_house(url) as house:
        play = Play(house=house)
        boards = {centre_id: await house.reader.board(centre_id) for centre_id in WATCHED}
        for name, pick, more in script:
            await play.step(name, pick, more)
            for board in boards.values():
                if await bring_up(house, board):
                    assert board == await house.reader.board(board.centre_id), name
    return play.refusals


async def bring_up(house: House, board: Board) -> bool:
    entries = await house.reader.entries(board.centre_id, after=board.n)
    replay(board, [(entry.n, entry.event()) for entry in entries])
    return bool(entries)


@pytest.mark.timeout(PATIENCE_S)
@settings(max_examples=300 if SOAK else 20, suppress_health_check=list(HealthCheck))
@given(script=SCRIPTS)
async def test_old_board_and_events_make_the_new_board(
    prepared_sqlite: Path, script: Script
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        await play_out(copy_of(prepared_sqlite, Path(folder)), A_WHOLE_STORY + script)


@pytest.mark.postgres
@pytest.mark.timeout(PATIENCE_S)
@settings(max_examples=100 if SOAK else 8, suppress_health_check=list(HealthCheck))
@given(script=SCRIPTS)
async def test_old_board_and_events_make_the_new_board_on_postgresql(
    postgres_server: PostgresServer, prepared_postgres: str, script: Script
) -> None:
    url = postgres_server.create_database(template=prepared_postgres)
    try:
        await play_out(url, A_WHOLE_STORY + script)
    finally:
        postgres_server.drop_database(url)


LATE: Script = [("open", 0, 1), ("patience", 0, 0)]
"""A case that nobody takes in time: a task."""

ADVISED: Script = [("open", 0, 1), ("take", 0, 0), ("advise", 0, 1)]
"""A case whose physician sent nobody: a promise to ring."""

SORTED: Script = [("count", 0, 1), ("victim", 0, 0), ("victim", 0, 2), ("tag", 0, 1)]

CLOSED: Script = [("free", 0, 0), ("end", 0, 0), ("end", 0, 1), ("end", 0, 2)]


@pytest.mark.parametrize(
    ("story", "after"),
    [
        ("a nuisance call becomes a case after all", [("class", 0, 0), ("open", 0, 0)]),
        ("a nuisance call was a slip of the key", [("class", 0, 0), ("undo", 0, 0)]),
        ("a nuisance call's class is corrected", [("class", 0, 0), ("class", 0, 1)]),
        ("a call leaves its case for one of its own", [("split", 0, 0), ("open", 1, 3)]),
        ("a call goes back to the case it left", [("split", 0, 0), ("join", 0, 0)]),
        (
            "two cases prove to be one event, and two after all",
            [("open", 0, 1), ("tie", 0, 1), ("assess", 0, 1), ("part", 0, 0)],
        ),
        (
            "two centres' cases are one event and end together",
            [("open", 1, 1), ("tie", 1, 0), ("free", 0, 0), ("end", 1, 0), ("end", 1, 1)],
        ),
        (
            "a second caller tells of another place",
            [("ring", 0, 0), ("pick up", 0, 0), ("join", 0, 1)],
        ),
        ("a closed case is filed", [*CLOSED, ("end", 0, 3)]),
        ("a ward stays silent on a closed case", [*CLOSED, ("silence", 0, 1)]),
        ("a ward answers late on a closed case", [*CLOSED, ("answer", 0, 1)]),
        ("the case goes to another centre with its unit", [("locate", 0, 1), ("free", 0, 0)]),
        ("the case goes to another centre after its unit", [("free", 0, 0), ("locate", 0, 1)]),
        ("the case goes to another centre and back", [("locate", 0, 1), ("locate", 0, 0)]),
        (
            "what is overdue is taken, and gone with its case",
            [*LATE, ("take task", 0, 0), *CLOSED[1:], ("silence", 0, 1)],
        ),
        (
            "what is overdue is done before the case is closed",
            [*LATE, ("take task", 0, 0), ("finish", 0, 0), *CLOSED[1:]],
        ),
        ("another source is believed", [("state", 0, 1), ("in force", 0, 1), ("in force", 0, 0)]),
        (
            "an advised patient gets worse and the case comes back",
            [*ADVISED, ("ring back", 0, 2), ("take", 0, 0), ("advise", 0, 1)],
        ),
        (
            "an advised patient is not reached and the case goes to another centre",
            [*ADVISED, ("silence", 0, 0), ("ring back", 0, 3), ("locate", 0, 0)],
        ),
        (
            "the caller of a closed case rings again",
            [*CLOSED, ("ring", 0, 0), ("pick up", 0, 0), ("join", 0, 0), ("take", 0, 0)],
        ),
        (
            "several patients are counted, sorted and go to another centre",
            [*SORTED, ("measure", 0, 2), ("scene", 0, 9), ("locate", 0, 1), ("count", 0, 0)],
        ),
        (
            "a crew says here and its place is remembered",
            [("here", 0, 0), ("teach", 0, 1), ("in force", 0, 1), ("note", 0, 0)],
        ),
        (
            "the caller's phone bettered its place",
            [("case link", 0, 0), ("answer link", 0, 1), ("answer link", 0, 3)],
        ),
        (
            "a ward closes, its hospital with it, and receives again",
            [("close", 0, 4), ("close", 0, 5), ("reopen", 0, 0), ("reopen", 0, 1)],
        ),
        ("a crew reports home after the end", [("drive", 0, 15), *CLOSED[1:], ("free", 0, 0)]),
    ],
)
async def test_the_board_stays_true_when(sqlite_store: str, story: str, after: Script) -> None:
    ring = [("ring", 0, 0), ("pick up", 0, 0)] if "nuisance" in story else A_WHOLE_STORY
    assert await play_out(sqlite_store, [*ring, *after]) == []


async def test_a_return_is_not_taken_back_once_the_case_is_closed(sqlite_store: str) -> None:
    script = [*A_WHOLE_STORY, *CLOSED, ("correct", 0, 0)]
    assert await play_out(sqlite_store, script) == ["correct: case_not_active"]
