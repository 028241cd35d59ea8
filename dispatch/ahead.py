"""What a command may need from the router, asked before its transaction begins.

Travel times may come from a slow server, and a centre's lock must not wait for one. So units,
wards and drives are ranked and timed here, from the state as it is a moment before; the act
checks again, under its lock, that what it picks is still free.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dispatch import command as commands
from dispatch.command import Command
from dispatch.leg import ENDS, Leg, ended_leg
from dispatch.links import case_of_link
from dispatch.mission import Mission
from dispatch.orient import WardOption
from dispatch.phones import newest_call
from dispatch.proposal.price import Price
from dispatch.proposal.question import UnitQuestion, WardQuestion
from dispatch.proposal.unit_need import need_of
from dispatch.proposal.units import ask_units
from dispatch.proposal.wards import ask_wards
from dispatch.propose import prices_of
from dispatch.recommend import UnitOption
from dispatch.room import Room
from dispatch.routing.witness import Witness
from dispatch.store import rows
from dispatch.store.engine import reading
from dispatch.subject import CALL, CASE, MISSION, WARD
from fleet.status import MissionStatus
from fleet.ward import Ward
from geo.place import Place
from geo.travel import PassedOver, TravelMethod, TravelTime, Trip
from regulation.call import Call
from regulation.case import Case
from regulation.statement import place_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """What was found out beforehand; empty where the command needs nothing."""

    units: tuple[UnitOption, ...] = ()
    wards: tuple[WardOption, ...] = ()
    asked_units: UnitQuestion | None = None
    asked_wards: WardQuestion | None = None
    to_ward_s: float | None = None
    """Seconds from where the unit is to the ward it was told, when it leaves the scene."""
    leg: Leg | None = None
    """The drive that the crew's next state ends."""
    router: TravelMethod | None = None
    passed_over: tuple[PassedOver, ...] = ()
    prices: Mapping[str, Price] = field(default_factory=dict)


_RANKS_UNITS = (
    commands.AssessCase,
    commands.LocateCase,
    commands.PutLocationInForce,
    commands.AnswerLink,
    commands.HearPhone,
    commands.ConfirmScene,
    commands.JoinCall,
    commands.OrderMission,
)


async def look_ahead(engine: AsyncEngine, room: Room, command: Command, *, now: datetime) -> Ahead:
    """Find out what the command may need; a case or mission that is not there needs nothing."""
    if isinstance(command, commands.MoveMission):
        return await _moved(engine, room, command, now)
    if not isinstance(command, (*_RANKS_UNITS, commands.SendNotice)):
        return Ahead()
    witness = Witness(room.router)
    ahead = await _ranked(engine, replace(room, router=witness), command, now)
    return replace(ahead, router=witness.method, passed_over=witness.passed_over)


async def _moved(
    engine: AsyncEngine, room: Room, command: commands.MoveMission, now: datetime
) -> Ahead:
    if command.status is not MissionStatus.TRANSP and command.status not in ENDS:
        return Ahead()
    async with reading(engine) as connection:
        if command.status in ENDS:
            return Ahead(leg=await ended_leg(connection, room, command, now))
        return Ahead(to_ward_s=await _drive_to_ward(connection, room, command.mission_id, now))


async def _ranked(engine: AsyncEngine, room: Room, command: Command, now: datetime) -> Ahead:
    async with reading(engine) as connection:
        case = await _case_meant(connection, command, now)
        if case is None:
            return Ahead()
        if isinstance(command, commands.SendNotice):
            asked = await ask_wards(connection, room, case, now=now)
            return Ahead(wards=tuple(asked.ranked(at_most=None)), asked_wards=asked)
        # An order is held against what the physician was shown; a reflex departure is a SMUR's.
        ordered = isinstance(command, commands.OrderMission)
        need, place = need_of(case), await _place_then(connection, command, case)
        asked_units = await ask_units(
            connection,
            room,
            need if ordered else replace(need, medicalised=True),
            position=place.position,
            centre_id=case.centre_id,
            now=now,
            exactly=command.unit_id if isinstance(command, commands.OrderMission) else None,
        )
        units = asked_units.ranked(at_most=None)
        prices = await prices_of(room, place.position, units, asked_units) if ordered else {}
        # Which ward it will be is not asked again here, so neither is how long the unit is away.
        prices = {id_: replace(price, away_s=None) for id_, price in prices.items()}
        return Ahead(units=tuple(units), asked_units=asked_units, prices=prices)


async def _case_meant(connection: AsyncConnection, command: Command, now: datetime) -> Case | None:
    case_id: str | None = getattr(command, "case_id", None)
    if isinstance(command, commands.AnswerLink):
        case_id = await case_of_link(connection, command.link_id)
    if isinstance(command, commands.HearPhone):
        call = await newest_call(connection, command.number, now)
        case_id = call.case_id if call else None
    if isinstance(command, commands.ConfirmScene):
        mission: Mission | None = await rows.find(connection, MISSION, command.mission_id)
        case_id = mission.case_id if mission else None
    return None if case_id is None else await rows.find(connection, CASE, case_id)


async def _place_then(connection: AsyncConnection, command: Command, case: Case) -> Place:
    """Return where the case will be once the command is done."""
    if isinstance(command, commands.LocateCase):
        return command.place
    if isinstance(command, commands.PutLocationInForce):
        return place_by(case.said_where, command.number)
    if isinstance(command, commands.AnswerLink | commands.HearPhone | commands.ConfirmScene):
        return Place(said="", position=command.position)
    if isinstance(command, commands.JoinCall) and case.place.position is None:
        call: Call | None = await rows.find(connection, CALL, command.call_id)
        return call.statements[-1].place if call and call.statements else case.place
    return case.place


async def _drive_to_ward(
    connection: AsyncConnection, room: Room, mission_id: str, now: datetime
) -> float | None:
    mission: Mission | None = await rows.find(connection, MISSION, mission_id)
    if mission is None or mission.destination_ward_id is None:
        return None
    ward: Ward | None = await rows.find(connection, WARD, mission.destination_ward_id)
    case: Case | None = await rows.find(connection, CASE, mission.case_id)
    fix = room.tracker.latest.get(mission.unit_id)
    start = fix.position if fix else (case.place.position if case else None)
    if ward is None or start is None:
        return None
    on_board = Trip(at=now, urgent=False)
    (drive,) = (await room.router.one_to_many(start, [ward.position], on_board)).times
    return drive.duration_s if isinstance(drive, TravelTime) else None
