"""A crew without people: drives, reports where it is, and taps its states.

One simple rule keeps it out of a person's way: as soon as a mission shows a step that this driver
did not make itself, the mission belongs to people, and the driver only drives where they say.
And once a real phone sends positions for the unit, the driver stays silent for a while.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from fleet.status import MissionStatus
from fleet.unit import Unit
from geo.country import Country
from geo.position import Position, great_circle_m
from web.demo.chance import between
from web.demo.client import Client, Refusal, View
from web.demo.live_line import LiveLine
from web.demo.way import Way, find_way

TICK_S = 1.0
MOVING_REPORT_S = 3.0
STANDING_REPORT_S = 10.0
"""A standing unit reports seldom, but often enough to read as live on the boards (15 s)."""

ROAD_KMH = 60.0
APPARENT_KMH_MAX = 230.0
"""Time is shortened, but the server believes no ground vehicle beyond 250 km/h."""

THERE_M = 40.0
NOISE_DEG = 0.00006
"""A standing phone's position wanders by some seven metres."""

PHONE_SILENCE_S = 60.0
OWN_FIXES_KEPT = 20
"""Enough to know one's own positions again when the board shows them a second later."""

NO_PIN_DRIVE_S = 600.0
"""Without a pin nobody can draw the drive; it then takes ten minutes of the demonstration."""
DESTINATION_WAIT_S = 3600.0
"""A crew that no ward was found for in an hour of the demonstration treats on the spot."""

_S = MissionStatus
_END: Final = frozenset({_S.ANNULE, _S.REN_BASE})
_TOWARDS_HOME: Final = frozenset({_S.RETOUR, _S.RET_BASE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The next tap of an automatic crew, and how long after the last one, in demo seconds."""

    to: MissionStatus
    after_s: float


PLAN: Final = {
    _S.DECLENCHE: Step(to=_S.DEPART, after_s=40),
    _S.DEPART: Step(to=_S.ARRIVEE, after_s=30),
    _S.ARRIVEE: Step(to=_S.PEC, after_s=90),
    _S.PEC: Step(to=_S.BILAN, after_s=300),
    _S.BILAN: Step(to=_S.TRANSP, after_s=240),
    _S.TRANSP: Step(to=_S.DESTIN, after_s=30),
    _S.DESTIN: Step(to=_S.FINPEC, after_s=300),
    _S.FINPEC: Step(to=_S.RETOUR, after_s=120),
    _S.RETOUR: Step(to=_S.RET_BASE, after_s=30),
    _S.RET_BASE: Step(to=_S.REN_BASE, after_s=30),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What every driver knows: the country, where the wards are, how fast time runs."""

    country: Country
    wards: dict[str, Position]
    speed: float

    @property
    def apparent_m_s(self) -> float:
        """Metres driven in one real second."""
        return min(ROAD_KMH * self.speed, APPARENT_KMH_MAX) / 3.6


@dataclass(slots=True, kw_only=True)
class CrewDriver:
    """One unit's driver; `patience_s` is how long it leaves a new mission to people first."""

    client: Client
    line: LiveLine
    unit: Unit
    ground: Ground
    patience_s: float
    place: Position = field(init=False)
    _way: Way | None = None
    _goal: Position | None = None
    _left_at: float = 0.0
    _heading_deg: float | None = None
    _reported_at: float = float("-inf")
    _own_fixes: list[str] = field(default_factory=list)
    _silent_until: float = float("-inf")
    _own_steps: dict[str, int] = field(default_factory=dict)
    _since: tuple[tuple[str, str], float] = (("", ""), 0.0)

    async def play(self) -> None:
        """Drive and tap until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.line.run())
            tasks.create_task(self._drive())

    async def _drive(self) -> None:
        await self.line.until(lambda: self.line.ready or None, within_s=3600)
        self.place = self._last_known()
        while True:
            now = asyncio.get_running_loop().time()
            mission = self.mission()
            self._steer(mission, now)
            self._note_phone(now)
            await self._report(now)
            if mission is not None:
                await self._tap(mission, now)
            await asyncio.sleep(TICK_S)

    def _last_known(self) -> Position:
        fix = self.line.fixes.get(self.unit.id)
        return Position(lat=fix["lat"], lon=fix["lon"]) if fix else self.unit.home

    def mission(self) -> View | None:
        """Return the mission that is not over, the newest if there are two."""
        running = [m for m in self.line.all("mission") if m["status"] not in _END]
        return max(running, key=lambda m: str(m["ordered_at"]), default=None)

    # --- where it is --------------------------------------------------------------------------

    def goal(self, mission: View | None) -> Position | None:
        """Return where the unit drives in this state, or None when it stands."""
        status = mission["status"] if mission else None
        if mission is None or status in _TOWARDS_HOME:
            return self.unit.home
        if status == _S.DEPART:
            return self._scene(mission)
        if status == _S.TRANSP:
            return self.ground.wards.get((mission["destination"] or {}).get("ward_id", ""))
        return None

    def _scene(self, mission: View) -> Position | None:
        case = self.line.things["case"].get(mission["case_id"])
        pin = case["place"]["position"] if case else None
        return Position(lat=pin["lat"], lon=pin["lon"]) if pin else None

    def _steer(self, mission: View | None, now: float) -> None:
        if self._way is not None:
            driven_m = (now - self._left_at) * self.ground.apparent_m_s
            self.place, self._heading_deg = self._way.at(driven_m)
            if driven_m >= self._way.length_m:
                self._way = None
        goal = self.goal(mission)
        if goal == self._goal:
            return
        self._goal, self._way = goal, None
        if goal is not None and great_circle_m(self.place, goal) > THERE_M:
            self._way, self._left_at = find_way(self.ground.country, self.place, goal), now

    def _note_phone(self, now: float) -> None:
        """Stay silent while somebody else sends this unit's positions."""
        fix = self.line.fixes.get(self.unit.id)
        if fix is not None and self._own_fixes and _stamp(fix["fix_at"]) > self._own_fixes[-1]:
            self._silent_until = now + PHONE_SILENCE_S
            self.place = Position(lat=fix["lat"], lon=fix["lon"])
            self._goal = self._way = None

    async def _report(self, now: float) -> None:
        due_s = MOVING_REPORT_S if self._way else STANDING_REPORT_S
        if now - self._reported_at < due_s or now < self._silent_until:
            return
        self._reported_at = now
        fix_at = datetime.now(UTC)
        self._own_fixes = [*self._own_fixes, _stamp(fix_at.isoformat())][-OWN_FIXES_KEPT:]
        lat_off = 0.0 if self._way else between(-NOISE_DEG, NOISE_DEG, self.unit.id, fix_at)
        fix = {
            "unit_id": self.unit.id,
            "lat": round(self.place.lat + lat_off, 6),
            "lon": round(self.place.lon, 6),
            "accuracy_m": 12,
            "fix_at": fix_at.isoformat(),
            "speed_kmh": ROAD_KMH if self._way else 0,
            "heading_deg": round(self._heading_deg, 1) if self._way and self._heading_deg else None,
        }
        await self.client.do("/positions", {"fixes": [fix]})

    # --- what it taps -------------------------------------------------------------------------

    async def _tap(self, mission: View, now: float) -> None:
        to = self._due(mission, now)
        if to is None or self.left_to_people(mission):
            return
        # Counted before it is asked: the socket may show the step before the answer is back.
        self._own_steps[mission["id"]] += 1
        body = {"status": to, "at_device": datetime.now(UTC).isoformat()}
        try:
            await self.client.do(f"/missions/{mission['id']}/moves", body)
        except Refusal:
            self._own_steps[mission["id"]] = -1  # a person was faster: the mission is theirs

    def left_to_people(self, mission: View) -> bool:
        """Say whether somebody else made a step of this mission since the driver knows it."""
        taken = len(mission["history"])
        return taken > self._own_steps.setdefault(mission["id"], taken)

    def _due(self, mission: View, now: float) -> MissionStatus | None:
        self.left_to_people(mission)  # what was tapped before the driver came counts as its own
        step = PLAN.get(MissionStatus(mission["status"]))
        key = (mission["id"], mission["status"])
        if self._since[0] != key:
            self._since = (key, now)
        if step is None:
            return None
        waited_s = now - self._since[1]
        waits_s = step.after_s / self.ground.speed
        if mission["status"] == _S.DECLENCHE:
            waits_s = max(waits_s, self.patience_s)
        if waited_s < waits_s or self._way is not None:
            return None
        return self._next(mission, step.to, waited_s * self.ground.speed)

    def _next(self, mission: View, planned: MissionStatus, waited_s: float) -> MissionStatus | None:
        status = mission["status"]
        if status == _S.DEPART and self._scene(mission) is None and waited_s < NO_PIN_DRIVE_S:
            return None
        if status != _S.BILAN:
            return planned
        if not self.unit.kind.transports:
            return _S.FINPEC
        if mission["destination"] is not None:
            return planned
        return _S.FINPEC if waited_s > DESTINATION_WAIT_S else None


def _stamp(moment: str) -> str:
    """Return a moment as the service writes it, to the millisecond, so that two can be compared."""
    return datetime.fromisoformat(moment).astimezone(UTC).isoformat(timespec="milliseconds")
