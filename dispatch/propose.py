"""Gathers what the rankings need: rows, positions, travel times. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.mission import Mission
from dispatch.needs import needs_of
from dispatch.notice import Notice
from dispatch.orient import WardCandidate, WardOption, rank_wards
from dispatch.recommend import RANKED_MAX, UnitCandidate, UnitOption, rank_units
from dispatch.room import Room
from dispatch.store import rows, tables
from dispatch.subject import MISSION, NOTICE, UNIT, WARD
from fleet.track import age_s
from fleet.unit import Unit
from fleet.ward import Ward
from geo.position import Position
from geo.travel import NotReached, TravelTime, Trip
from regulation.case import Case
from regulation.priority import Priority


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the software proposes for one case; the physician decides."""

    case_id: str
    centre_id: str
    made_at: datetime
    place_known: bool
    units: list[UnitOption]
    wards: list[WardOption]


def needs_medicalised(case: Case) -> bool:
    """Say whether a physician must be aboard: in P0 and P1 always, else if a protocol asks."""
    if case.priority in {Priority.P0, Priority.P1}:
        return True
    asked = {name for assessment in case.assessments for name in assessment.result.resources}
    return any(name.startswith("smur") for name in asked)


async def propose(
    connection: AsyncConnection, room: Room, case: Case, *, now: datetime
) -> Proposal:
    """Rank units and wards for a case as it stands."""
    units = await propose_units(
        connection,
        room,
        position=case.place.position,
        centre_id=case.centre_id,
        medicalised=needs_medicalised(case),
        adult=case.patient.is_adult,
        now=now,
    )
    return Proposal(
        case_id=case.id,
        centre_id=case.centre_id,
        made_at=now,
        place_known=case.place.position is not None,
        units=units,
        wards=await propose_wards(connection, room, case, now=now),
    )


async def propose_units(
    connection: AsyncConnection,
    room: Room,
    *,
    position: Position | None,
    centre_id: str,
    medicalised: bool,
    adult: bool,
    now: datetime,
    at_most: int | None = RANKED_MAX,
) -> list[UnitOption]:
    """Rank all units of the country for a place; with no place known, none can be timed."""
    units: list[Unit] = await rows.where(connection, UNIT)
    active: list[Mission] = await rows.where(connection, MISSION, tables.mission.c.active)
    engaged = {mission.unit_id: mission.ordered.case_number for mission in active}
    fixes = room.tracker.latest
    origins = [fixes[u.id].position if u.id in fixes else u.home for u in units]
    travel: Sequence[TravelTime | NotReached | None] = [None] * len(units)
    if position is not None:
        travel = (await room.router.many_to_one(origins, position, Trip(at=now))).times
    candidates = [
        UnitCandidate(
            unit=unit,
            position_age_s=age_s(fixes[unit.id], now) if unit.id in fixes else None,
            travel=drive if isinstance(drive, TravelTime) else None,
            engaged_on=engaged.get(unit.id),
        )
        for unit, drive in zip(units, travel, strict=True)
    ]
    return rank_units(
        candidates,
        centre_id=centre_id,
        medicalised=medicalised,
        adult=adult,
        at_most=at_most,
    )


async def propose_wards(
    connection: AsyncConnection,
    room: Room,
    case: Case,
    *,
    now: datetime,
    at_most: int | None = RANKED_MAX,
) -> list[WardOption]:
    """Rank all wards of the country for a case, with what each has already answered in it."""
    wards: list[Ward] = await rows.where(connection, WARD)
    notices: list[Notice] = await rows.where(connection, NOTICE, tables.notice.c.case_id == case.id)
    latest = {notice.ward_id: notice for notice in notices}
    travel: Sequence[TravelTime | NotReached | None] = [None] * len(wards)
    if case.place.position is not None:
        places = [ward.position for ward in wards]
        on_board = Trip(at=now, urgent=False)
        travel = (await room.router.one_to_many(case.place.position, places, on_board)).times
    candidates = [
        WardCandidate(
            ward=ward,
            travel=drive if isinstance(drive, TravelTime) else None,
            answer=latest[ward.id].status if ward.id in latest else None,
            answer_reason=latest[ward.id].history[-1].reason if ward.id in latest else None,
        )
        for ward, drive in zip(wards, travel, strict=True)
    ]
    return rank_wards(
        candidates, needs_of(case), centre_id=case.centre_id, now=now, at_most=at_most
    )
