"""Gathers what the ranking of units needs: rows, positions, travel times. Reads only."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.mission import Mission
from dispatch.proposal.question import UnitQuestion
from dispatch.recommend import UnitCandidate
from dispatch.room import Room
from dispatch.store import rows, tables
from dispatch.subject import MISSION, UNIT
from fleet.track import age_s
from fleet.unit import Unit
from geo.position import Position
from geo.travel import NotReached, TravelTime, Trip
from regulation.case import Case
from regulation.priority import Priority


def needs_medicalised(case: Case) -> bool:
    """Say whether a physician must be aboard: in P0 and P1 always, else if a protocol asks."""
    if case.priority in {Priority.P0, Priority.P1}:
        return True
    asked = {name for assessment in case.assessments for name in assessment.result.resources}
    return any(name.startswith("smur") for name in asked)


async def ask_units(
    connection: AsyncConnection,
    room: Room,
    *,
    position: Position | None,
    centre_id: str,
    medicalised: bool,
    adult: bool,
    now: datetime,
) -> UnitQuestion:
    """Gather all units of the country for a place; with no place known, none can be timed."""
    units: list[Unit] = await rows.where(connection, UNIT)
    active: list[Mission] = await rows.where(connection, MISSION, tables.mission.c.active)
    engaged = {mission.unit_id: mission.ordered.case_number for mission in active}
    fixes = room.tracker.latest
    origins = [fixes[u.id].position if u.id in fixes else u.home for u in units]
    travel: Sequence[TravelTime | NotReached | None] = [None] * len(units)
    if position is not None:
        travel = (await room.router.many_to_one(origins, position, Trip(at=now))).times
    candidates = tuple(
        UnitCandidate(
            unit=unit,
            position_age_s=age_s(fixes[unit.id], now) if unit.id in fixes else None,
            travel=drive if isinstance(drive, TravelTime) else None,
            engaged_on=engaged.get(unit.id),
        )
        for unit, drive in zip(units, travel, strict=True)
    )
    return UnitQuestion(
        candidates=candidates, centre_id=centre_id, medicalised=medicalised, adult=adult
    )
