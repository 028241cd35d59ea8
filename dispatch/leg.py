"""A drive that ended, as it is kept to learn from: what it was said to take, and what it took.

It is written in the act that ends it. Where the unit was is not in it, only how far and on what.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.command import MoveMission
from dispatch.eta.bound import TO_SCENE, TO_WARD, Toward, vehicle_of
from dispatch.mission import Mission
from dispatch.room import Room
from dispatch.store import rows, tables
from dispatch.subject import CASE, MISSION, UNIT
from fleet.drive import Drive, DriveFault, DriveSource, TrackPoint, judge
from fleet.status import MissionStatus
from fleet.unit import Unit
from geo.position import Position
from geo.travel import Route, RoutePart, RouterFailed, TravelMethod, Trip, Vehicle
from regulation.case import Case

PREDICTED_S_MAX = 1.5
"""The crew's tap does not wait longer for a figure that only teaches."""

ON_SCENE = frozenset(
    {MissionStatus.ARRIVEE, MissionStatus.PEC, MissionStatus.BILAN, MissionStatus.ORIENTAT}
)
AT_WARD = frozenset({MissionStatus.DESTIN, MissionStatus.FINPEC})
ENDS = ON_SCENE | AT_WARD
"""The states that end a drive, when one was under way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One drive: seconds said and driven, metres by the route and by the track."""

    id: str
    mission_id: str
    unit_id: str
    toward: Toward
    vehicle: Vehicle
    urgent: bool
    begun_at: datetime
    ended_at: datetime
    driven_s: float
    driven_m: float
    source: DriveSource
    fault: DriveFault | None
    predicted_s: float | None
    predicted_m: float | None
    method: TravelMethod | None
    parts: tuple[RoutePart, ...]
    """What the predicted route is made of, before anything was learnt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Under:
    """A mission under way, as its end is judged."""

    mission: Mission
    toward: Toward
    goal: Position
    vehicle: Vehicle
    tapped_from: datetime
    earliest: datetime


async def ended_leg(
    connection: AsyncConnection, room: Room, command: MoveMission, now: datetime
) -> Leg | None:
    """Return the drive that the crew's next state ends, or None when it ends none."""
    under = await _under_way(connection, command)
    if under is None:
        return None
    tapped_to = min(now, max(under.tapped_from, command.at_device or now))
    track = await _track(connection, room, under, now)
    drive = judge(track, tapped_from=under.tapped_from, tapped_to=tapped_to, goal=under.goal)
    trip = Trip(at=drive.begun_at, vehicle=under.vehicle, urgent=under.toward is Toward.SCENE)
    return _leg(under, trip, drive, await _predicted(room, drive, trip))


def _leg(under: _Under, trip: Trip, drive: Drive, route: Route | None) -> Leg:
    mission, fault = under.mission, drive.fault
    if fault is None and (route is None or not route.parts):
        fault = DriveFault.NO_PREDICTION
    return Leg(
        id=f"{mission.id}-{under.toward}",
        mission_id=mission.id,
        unit_id=mission.unit_id,
        toward=under.toward,
        vehicle=trip.vehicle,
        urgent=trip.urgent,
        begun_at=drive.begun_at,
        ended_at=drive.ended_at,
        driven_s=drive.driven_s,
        driven_m=round(drive.driven_m, 1),
        source=drive.source,
        fault=fault,
        predicted_s=route.time.duration_s if route else None,
        predicted_m=route.time.distance_m if route else None,
        method=route.time.method if route else None,
        parts=route.parts if route else (),
    )


async def _under_way(connection: AsyncConnection, command: MoveMission) -> _Under | None:
    mission: Mission | None = await rows.find(connection, MISSION, command.mission_id)
    if mission is None:
        return None
    to_scene = mission.status in TO_SCENE and command.status in ON_SCENE
    to_ward = mission.status in TO_WARD and command.status in AT_WARD
    if not (to_scene or to_ward):
        return None
    case: Case | None = await rows.find(connection, CASE, mission.case_id)
    unit: Unit | None = await rows.find(connection, UNIT, mission.unit_id)
    scene = case.place.position if case else None
    ward = mission.destination.position if mission.destination else None
    goal = scene if to_scene else ward
    if goal is None:
        return None
    left = mission.history[-1]
    tapped_at = left.at if left.at_device is None else min(left.at, left.at_device)
    earliest = mission.ordered.at if to_scene else _on_scene_at(mission)
    return _Under(
        mission=mission,
        toward=Toward.SCENE if to_scene else Toward.WARD,
        goal=goal,
        vehicle=vehicle_of(unit.kind) if unit else Vehicle.AMBULANCE,
        tapped_from=max(earliest, tapped_at),
        earliest=earliest,
    )


def _on_scene_at(mission: Mission) -> datetime:
    reached = [step.at for step in mission.history if step.status in ON_SCENE]
    return max(reached, default=mission.ordered.at)


async def _track(
    connection: AsyncConnection, room: Room, under: _Under, now: datetime
) -> Sequence[TrackPoint]:
    """Return where the unit was since the drive may have begun; the newest may be unwritten yet."""
    table = tables.track_point
    query = (
        sa.select(table.c.fix_at, table.c.lat, table.c.lon)
        .where(
            table.c.unit_id == under.mission.unit_id,
            table.c.fix_at >= under.earliest,
            table.c.fix_at <= now,
        )
        .order_by(table.c.fix_at)
    )
    track = [
        TrackPoint(at=at, position=Position(lat=lat, lon=lon))
        for at, lat, lon in await connection.execute(query)
    ]
    fix = room.tracker.latest.get(under.mission.unit_id)
    if fix is not None and fix.fix_at >= (track[-1].at if track else under.earliest):
        track.append(TrackPoint(at=fix.fix_at, position=fix.position))
    return track


async def _predicted(room: Room, drive: Drive, trip: Trip) -> Route | None:
    if drive.fault is not None or drive.start is None or drive.end is None:
        return None
    try:
        async with asyncio.timeout(PREDICTED_S_MAX):
            route = await room.router.route(drive.start, drive.end, trip)
    except (RouterFailed, TimeoutError):
        return None
    return route if isinstance(route, Route) else None
