"""The way a crew is to drive: to the scene, then to the ward that accepted."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.actor import Actor
from dispatch.clock import Clock
from dispatch.eta.bound import LEAVING, TO_SCENE, TO_WARD, Toward, vehicle_of
from dispatch.mission import Mission
from dispatch.policy import Reading, Target
from dispatch.reader import permitted
from dispatch.refusal import Refused
from dispatch.room import Room
from dispatch.store import reads, rows
from dispatch.store.engine import reading
from dispatch.subject import CASE, MISSION, UNIT
from fleet.track import Fix
from fleet.unit import Unit
from geo.position import Position
from geo.travel import NotReached, Route, RouterFailed, Trip, Vehicle
from regulation.case import Case

FIX_S_MAX = 1800.0
"""An older position is not where the unit sets out from."""

ROUTER_S_MAX = 5.0
"""A crew waits no longer for a line; the place and the phone's own map are there already."""


class SetsOut(StrEnum):
    """Says what a way begins at."""

    POSITION = "position"
    BASE = "base"
    SCENE = "scene"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """One way of one mission; ``fix_at`` is when the unit was where the way begins, if it was."""

    mission_id: str
    toward: Toward
    sets_out: SetsOut
    fix_at: datetime | None
    goal: Position
    route: Route


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ends:
    start: Position
    sets_out: SetsOut
    fix_at: datetime | None
    goal: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """Answers crews and rooms which way to drive."""

    engine: AsyncEngine
    clock: Clock
    room: Room

    async def way(self, mission_id: str, toward: Toward | None, *, actor: Actor) -> Guidance:
        """Return the way to the scene or the ward; None asks for what the state drives to.

        The look is logged. Raises Refused `not_found`, `not_allowed`, `mission_over`,
        `route_no_goal`, `route_no_way`, `route_unavailable`.
        """
        async with reading(self.engine) as connection:
            mission: Mission | None = await rows.find(connection, MISSION, mission_id)
            if mission is None:
                raise Refused("not_found", kind="mission", id=mission_id)
            target = Target(centres=mission.centres, unit_id=mission.unit_id)
            permitted(actor, Reading.ROUTE, target)
            case: Case | None = await rows.find(connection, CASE, mission.case_id)
            unit: Unit | None = await rows.find(connection, UNIT, mission.unit_id)
        if not mission.active:
            raise Refused("mission_over", state=mission.status)
        goal = toward or _next_goal(mission)
        ends = self._ends(mission, case, unit, goal)
        vehicle = vehicle_of(unit.kind) if unit else Vehicle.AMBULANCE
        trip = Trip(at=self.clock.now(), vehicle=vehicle, urgent=goal is Toward.SCENE)
        route = await self._route(ends, trip)
        await reads.log(self.engine, self.clock, actor.id, [mission.case_id], "route")
        return Guidance(
            mission_id=mission.id,
            toward=goal,
            sets_out=ends.sets_out,
            fix_at=ends.fix_at,
            goal=ends.goal,
            route=route,
        )

    async def _route(self, ends: _Ends, trip: Trip) -> Route:
        try:
            async with asyncio.timeout(ROUTER_S_MAX):
                route = await self.room.router.route(ends.start, ends.goal, trip)
        except (RouterFailed, TimeoutError) as error:
            raise Refused("route_unavailable") from error
        if isinstance(route, NotReached):
            raise Refused("route_no_way")
        return route

    def _ends(
        self, mission: Mission, case: Case | None, unit: Unit | None, toward: Toward
    ) -> _Ends:
        scene = case.place.position if case else None
        ward = mission.destination.position if mission.destination else None
        goal = scene if toward is Toward.SCENE else ward
        if goal is None:
            raise Refused("route_no_goal", toward=toward)
        fix = self._fix(mission)
        drives_there = mission.status in (TO_SCENE if toward is Toward.SCENE else TO_WARD)
        if fix is not None and (drives_there or mission.status not in TO_SCENE):
            position = fix.position
            return _Ends(start=position, sets_out=SetsOut.POSITION, fix_at=fix.fix_at, goal=goal)
        if toward is Toward.WARD and scene is not None:
            return _Ends(start=scene, sets_out=SetsOut.SCENE, fix_at=None, goal=goal)
        if unit is None:
            raise Refused("route_no_goal", toward=toward)
        return _Ends(start=unit.home, sets_out=SetsOut.BASE, fix_at=None, goal=goal)

    def _fix(self, mission: Mission) -> Fix | None:
        fix = self.room.tracker.latest.get(mission.unit_id)
        if fix is None:
            return None
        old_s = (self.clock.now() - fix.fix_at).total_seconds()
        return fix if old_s <= FIX_S_MAX else None


def _next_goal(mission: Mission) -> Toward:
    return Toward.SCENE if mission.status in TO_SCENE | LEAVING else Toward.WARD
