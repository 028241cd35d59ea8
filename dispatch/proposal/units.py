"""Gathers what the ranking of units needs: rows, positions, travel times. Reads only."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.mission import Mission
from dispatch.proposal.drives import ENOUGH, ENOUGH_ENGAGED, Start, drive_alone, time_drives
from dispatch.proposal.drives import vehicle_of as drives_as
from dispatch.proposal.freeing import can_be_told, drives_on, freeing
from dispatch.proposal.leaving import leaving
from dispatch.proposal.question import UnitQuestion
from dispatch.proposal.unit_need import UnitNeed
from dispatch.proposal.unit_option import UnitCandidate
from dispatch.proposal.whereabouts import Stand
from dispatch.room import Room
from dispatch.store import tables
from dispatch.subject import MISSION, UNIT
from fleet.track import Fix, age_s
from fleet.unit import Unit
from geo.position import Position
from geo.travel import NotReached, TravelTime, Trip

FREEING_ASKED: Final = 6
"""So many missions, the nearest to the patient, are asked when they end: each is a drive more."""


@dataclass(slots=True)
class _Seen:
    """One unit while its candidate is put together."""

    unit: Unit
    fix: Fix | None
    mission: Mission | None
    stand: Stand
    drive: TravelTime | NotReached | None = None

    @property
    def start(self) -> Start:
        """From where it would drive to this patient."""
        position = self.unit.home
        if self.stand is Stand.REPORTED and self.fix is not None:
            position = self.fix.position
        if self.stand is Stand.WARD and self.mission and self.mission.destination:
            position = self.mission.destination.position
        held = self.mission is not None and self.stand is not Stand.WARD
        sort = "medicalised" if self.unit.medicalised else "basic"
        return Start(
            position=position,
            vehicle=drives_as(self.unit.kind),
            group="engaged" if held else sort,
            enough=ENOUGH_ENGAGED if held else ENOUGH,
        )


async def ask_units(
    connection: AsyncConnection,
    room: Room,
    need: UnitNeed,
    *,
    position: Position | None,
    centre_id: str,
    now: datetime,
    exactly: str | None = None,
) -> UnitQuestion:
    """Gather all units of the country for a place; with no place known, none can be timed.

    The nearest of each sort are timed; the unit named by `exactly` is timed however far it is.
    """
    units: list[Unit] = await room.decoded.where(connection, UNIT)
    active: list[Mission] = await room.decoded.where(connection, MISSION, tables.mission.c.active)
    seen = _look(room, units, {mission.unit_id: mission for mission in active})
    frees_s: Mapping[str, float] = {}
    if position is not None:
        await _time(room, seen, position, now, exactly)
        frees_s = await _to_wards(room, seen, now)
    hour = now.astimezone(ZoneInfo(room.country.timezone)).hour
    return UnitQuestion(
        candidates=tuple(_candidate(one, frees_s, now=now, hour=hour) for one in seen),
        centre_id=centre_id,
        medicalised=need.medicalised,
        adult=need.adult,
        equipment=need.equipment,
        now=now,
        case_id=need.case_id,
    )


def _look(room: Room, units: Sequence[Unit], missions: Mapping[str, Mission]) -> list[_Seen]:
    fixes = room.tracker.latest
    known = [unit.id for unit in units if unit.id in fixes]
    wet = room.country.territories.shore.at_sea([fixes[id_].position for id_ in known])
    at_sea = {id_ for id_, is_wet in zip(known, wet.tolist(), strict=True) if is_wet}
    return [
        _Seen(
            unit=unit,
            fix=fixes.get(unit.id),
            mission=missions.get(unit.id),
            stand=_stand(unit, fixes.get(unit.id), missions.get(unit.id), at_sea),
        )
        for unit in units
    ]


def _stand(unit: Unit, fix: Fix | None, mission: Mission | None, at_sea: set[str]) -> Stand:
    if mission is not None and can_be_told(mission):
        return Stand.WARD
    if fix is None:
        return Stand.HOME
    return Stand.HOME_FOR_OFF_ROAD if unit.id in at_sea else Stand.REPORTED


async def _time(
    room: Room, seen: Sequence[_Seen], place: Position, now: datetime, exactly: str | None
) -> None:
    """Time the drives of all in service; a position off every road is replaced by the base."""
    asked = [one for one in seen if one.unit.in_service]
    await _ask(room, asked, place, now)
    lost = [
        one for one in asked if one.drive is NotReached.OFF_NETWORK and one.stand is Stand.REPORTED
    ]
    for one in lost:
        one.stand = Stand.HOME_FOR_OFF_ROAD
    await _ask(room, lost, place, now)
    for one in asked:
        if one.unit.id == exactly and one.drive is NotReached.BEYOND:
            one.drive = await drive_alone(room.router, one.start, place, now)


async def _ask(room: Room, asked: Sequence[_Seen], place: Position, now: datetime) -> None:
    drives = await time_drives(room.router, [one.start for one in asked], place, now)
    for one, drive in zip(asked, drives, strict=True):
        one.drive = drive


async def _to_wards(room: Room, seen: Sequence[_Seen], now: datetime) -> dict[str, float]:
    """Return the seconds to its ward of each unit that is worth waiting for."""
    due = [one for one in seen if one.stand is Stand.WARD and isinstance(one.drive, TravelTime)]
    due.sort(key=_drive_s)
    return dict(await asyncio.gather(*(_to_ward(room, one, now) for one in due[:FREEING_ASKED])))


def _drive_s(one: _Seen) -> float:
    return one.drive.duration_s if isinstance(one.drive, TravelTime) else float("inf")


async def _to_ward(room: Room, one: _Seen, now: datetime) -> tuple[str, float]:
    assert one.mission is not None and one.mission.destination is not None  # noqa: S101, PT018
    start = one.fix.position if one.fix else None
    if start is None or not drives_on(one.mission):
        return one.unit.id, 0.0
    ward = one.mission.destination.position
    on_board = Trip(at=now, vehicle=drives_as(one.unit.kind), urgent=False)
    (drive,) = (await room.router.one_to_many(start, [ward], on_board)).times
    return one.unit.id, drive.duration_s if isinstance(drive, TravelTime) else float("inf")


def _candidate(
    one: _Seen, frees_s: Mapping[str, float], *, now: datetime, hour: int
) -> UnitCandidate:
    unit, mission, drive = one.unit, one.mission, one.drive
    to_ward_s = frees_s.get(unit.id, float("inf"))
    told = mission if to_ward_s < float("inf") else None
    fix = one.fix if one.stand is Stand.REPORTED else None
    return UnitCandidate(
        unit=unit,
        position_age_s=age_s(one.fix, now) if one.fix else None,
        travel=drive if isinstance(drive, TravelTime) else None,
        engaged_on=mission.ordered.case_number if mission else None,
        not_reached=drive if isinstance(drive, NotReached) else None,
        leaving=None if mission else leaving(unit.home, fix, now=now, hour=hour),
        frees=freeing(told, to_ward_s, now) if told else None,
        stand=one.stand,
        position=one.start.position,
    )
