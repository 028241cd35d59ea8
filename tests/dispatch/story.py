"""The steps that many stories share: a case is opened, decided, a unit sent, a ward told."""

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from dispatch import command as commands
from dispatch.actor import Actor
from dispatch.mission import Mission
from dispatch.notice import Notice, NoticeStatus
from dispatch.refusal import Refused
from dispatch.store import tables
from dispatch.store.engine import reading
from dispatch.subject import TASK
from dispatch.task import Task
from fleet.status import MissionStatus
from geo.place import Place, PlaceSource, Precision
from geo.position import Position
from regulation.call import Call
from regulation.care_level import CareLevel
from regulation.case import Case
from regulation.decision import DecisionType
from regulation.patient import Caller, Patient
from tests.dispatch.house import House
from tests.people import call_taker, crew, physician

KAOLACK = Position(lat=14.1450, lon=-16.0764)
TOUBA = Position(lat=14.8600, lon=-15.8750)
BANJUL = Position(lat=13.4500, lon=-16.6500)
PARIS = Position(lat=48.8566, lon=2.3522)

GASPING = {"awake": "no", "breathing": "abnormal"}
ADVICE_ONLY = {"danger": "none", "fragile": "neither"}
"""Answers to the protocol ADVICE that make a case a P3."""

WELL = {
    "awake": "yes",
    "breathing": "normal",
    "bleeding": "no",
    "choking": "no",
    "seizure": "no",
    "danger": "no",
    "casualties": "one",
}


@contextlib.contextmanager
def refused(code: str) -> Iterator[dict[str, str]]:
    """Expect a refusal of this code; its facts are in the dict once it happened."""
    facts: dict[str, str] = {}
    with pytest.raises(Refused) as caught:
        yield facts
    assert caught.value.code == code
    facts.update(caught.value.facts)


def at_pin(position: Position | None, said: str = "derrière le marché") -> Place:
    """Return a place as said, with a pin if there is one."""
    if position is None:
        return Place(said=said)
    return Place(said=said, position=position, precision=Precision.EXACTE, source=PlaceSource.MAP)


async def open_case(
    house: House, position: Position | None = KAOLACK, centre_id: str = "KL"
) -> Case:
    """Open a case at a centre."""
    command = commands.OpenCase(
        call_id=None,
        centre_id=centre_id,
        caller=Caller(number="+221771234567"),
        place=at_pin(position),
        what="douleur dans la poitrine",
        patient=Patient(age_years=54),
    )
    case: Case = (await house.do(command, call_taker(centre_id))).things["case"]
    return case


async def assess(
    house: House, case: Case, answers: dict[str, str], protocol_id: str = "OPENING"
) -> tuple[Case, Mission | None]:
    """Answer a protocol's questions; returns the case and the reflex mission if one went."""
    command = commands.AssessCase(
        case_id=case.id, protocol_id=protocol_id, answers=answers, context=frozenset()
    )
    things = (await house.do(command, call_taker(case.centre_id))).things
    return things["case"], things["mission"]


async def decide(
    house: House, case: Case, type_: DecisionType = DecisionType.INTER, by: Actor | None = None
) -> Case:
    """Let a physician of the centre take the case, if nobody has, and decide."""
    doctor = by or physician(case.centre_id)
    if case.physician is None:
        await house.do(commands.TakeCase(case_id=case.id, over=False), doctor)
    command = commands.DecideCase(case_id=case.id, type=type_, care_level=CareLevel.R1, note="SMUR")
    decided: Case = (await house.do(command, doctor)).things["case"]
    return decided


async def order(
    house: House, case: Case, unit_id: str, *, by: Actor | None = None, key: str | None = None
) -> Mission:
    """Send a unit on a decided case."""
    command = commands.OrderMission(
        case_id=case.id, unit_id=unit_id, override_reason="le plus proche ne répond pas"
    )
    outcome = await house.do(command, by or physician(case.centre_id), key)
    mission: Mission = outcome.things["mission"]
    return mission


async def step(house: House, mission: Mission, *statuses: MissionStatus) -> Mission:
    """Let the room declare a mission's next states."""
    doctor = physician(mission.ordered.case_centre_id)
    for status in statuses:
        command = commands.MoveMission(mission_id=mission.id, status=status, at_device=None)
        mission = (await house.do(command, doctor)).things["mission"]
    return mission


async def tell_ward(house: House, case: Case, ward_id: str) -> Notice:
    """Tell a ward who is coming."""
    command = commands.SendNotice(
        case_id=case.id, ward_id=ward_id, message="intubé", override_reason="proche de la famille"
    )
    notice: Notice = (await house.do(command, physician(case.centre_id))).things["notice"]
    return notice


async def answer(
    house: House, notice: Notice, status: NoticeStatus, reason: str | None, by: Actor
) -> Notice:
    """Let somebody answer a notice."""
    command = commands.AnswerNotice(notice_id=notice.id, answer=status, reason=reason)
    answered: Notice = (await house.do(command, by)).things["notice"]
    return answered


async def on_board(house: House, centre_id: str, kind: str, id_: str) -> Any:
    """Return a thing as it stands on a centre's board; it must stand there."""
    state = (await house.reader.board(centre_id)).get((kind, id_))
    assert state is not None, f"no {kind} {id_} on the board of {centre_id}"
    return state


async def ring(house: House, number: str = "+221771234567", centre_id: str = "KL") -> Call:
    """Let the phone ring at a centre."""
    command = commands.ReceiveCall(centre_id=centre_id, number=number)
    call: Call = (await house.do(command, call_taker(centre_id))).things["call"]
    return call


async def tasks_of(house: House, centre_id: str = "KL") -> list[Task]:
    """Return the tasks that wait or are held at a centre, the first raised first."""
    tasks = (await house.reader.board(centre_id)).things[TASK.name].values()
    return sorted((task for task in tasks if task.is_open), key=lambda task: task.id)


async def sweep(house: House, after_s: float = 0) -> list[Task]:
    """Let time pass and the service look at what is overdue; returns Kaolack's tasks then."""
    house.clock.advance(after_s)
    await house.sweep.once(house.clock.now())
    return await tasks_of(house)


async def take_the_medicalised_out(house: House, *, but: tuple[str, ...] = ()) -> None:
    """Take every medicalised unit of the country out of service, save a few."""
    async with reading(house.engine) as connection:
        unit_ids = (await connection.execute(select(tables.unit.c.id))).scalars().all()
    for unit_id in unit_ids:
        if unit_id not in but and ("SMUR" in unit_id or "VLM" in unit_id):
            out = commands.SetUnitService(unit_id=unit_id, in_service=False, reason="panne")
            await house.do(out, crew(unit_id))
