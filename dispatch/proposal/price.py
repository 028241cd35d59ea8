"""The price of each choice: which people nobody would reach in time while the unit is away.

Advice beside the ranking, never part of it. Which points a unit reaches is worked out in the
background, once for where it stands, and kept; a proposal reads what is there and says of the rest
that it is being worked out. A router that fails leaves the price unknown, and nothing else.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from dispatch.proposal.away import away_s
from dispatch.proposal.field import Field, cell_of
from dispatch.proposal.unit_option import UnitCandidate, UnitOption
from geo.coverage import Reached, Reacher, loss, overlap_m, row_of
from geo.population import DemandPoint
from geo.position import Position
from geo.travel import RouterFailed, TravelMethod, Trip

TARGET_S: Final = 20 * 60.0
"""Where the medicalised unit is farther than this, the service wants a nearer one to start; so it
is what "reached in time" means here. A draft, to be set by each centre."""

PRICED: Final = 6
"""The options a physician weighs: those a screen shows first."""

BUDGET_S: Final = 0.02
"""What a proposal waits for its prices; a fifth of what the whole of it may take."""

ROWS_MAX: Final = 4_000
"""A row takes 2.5 kB: ten megabytes, and four places for each of a thousand units."""

AT_ONCE: Final = 4
"""Rows asked of the router in one go; other work gets its turn between."""

PAUSE_S: Final = 30.0
"""After a router failed it is left alone this long."""

_log = logging.getLogger(__name__)


class PriceState(StrEnum):
    """Whether a price is there."""

    KNOWN = "known"
    PENDING = "pending"
    """Being worked out: the next look shows it."""
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What one choice costs others.

    ``people`` would be beyond ``target_s`` for some ``away_s``; ``points`` are where they live,
    most people first. All but the state are None or empty while it is not known. ``why`` says, by
    code, why there is none.
    """

    state: PriceState
    target_s: float
    people: int | None = None
    points: tuple[DemandPoint, ...] = ()
    away_s: float | None = None
    method: TravelMethod | None = None
    why: str | None = None


_Key = tuple[int, int, str, int, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """One option, and the rows its price is made of: its own, and those of who may stand in."""

    option: UnitOption
    target_s: float
    own: _Key
    rivals: frozenset[_Key]


@dataclass(slots=True, kw_only=True)
class Prices:
    """Works prices out and keeps what they are made of; one a process."""

    reacher: Reacher
    people: Callable[[], tuple[DemandPoint, ...]]
    """Where people live; asked once, in a thread, since it takes most of a second."""
    targets_s: Mapping[str, float] = field(default_factory=dict)
    """The target of a centre where it is not the usual one."""
    target_s: float = TARGET_S
    budget_s: float = BUDGET_S
    _points: tuple[DemandPoint, ...] | None = None
    _rows: OrderedDict[_Key, Reached] = field(default_factory=OrderedDict)
    _wanted: OrderedDict[_Key, tuple[Position, Trip]] = field(default_factory=OrderedDict)
    _working: asyncio.Task[None] | None = None
    _failed_at: float | None = None

    async def of(
        self,
        options: Sequence[UnitOption],
        candidates: Sequence[UnitCandidate],
        *,
        place: Position,
        ward: Position | None,
        now: datetime,
    ) -> dict[str, Price]:
        """Return the price of the first options that can go, by unit id, within the budget.

        ``candidates`` are all units of the country: those that stand ready cover for one another.
        """
        field_ = Field.of([one for one in candidates if one.free], now)
        first = [option for option in options if option.can_go][:PRICED]
        choices = [choice for option in first if (choice := self._choice(option, field_, now))]
        self._want(choices, field_, now)
        if self._wanted and not self._resting():
            await self._work_on()
        return {
            choice.option.candidate.unit.id: self._price(choice, place, ward) for choice in choices
        }

    async def close(self) -> None:
        """Stop working."""
        if self._working is not None:
            self._working.cancel()
            await asyncio.gather(self._working, return_exceptions=True)

    def _choice(self, option: UnitOption, field_: Field, now: datetime) -> _Choice | None:
        unit = option.candidate
        cell = cell_of(unit, now)
        if cell is None:
            return None
        target_s = self.targets_s.get(unit.unit.centre_id, self.target_s)
        rivals = frozenset((*one, target_s) for one in field_.rivals(unit, overlap_m(target_s)))
        return _Choice(option=option, target_s=target_s, own=(*cell, target_s), rivals=rivals)

    def _want(self, choices: Sequence[_Choice], field_: Field, now: datetime) -> None:
        for choice in choices:
            for key in (choice.own, *sorted(choice.rivals)):
                if key in self._rows:
                    self._rows.move_to_end(key)
                    continue
                position, vehicle = field_.stands[key[:-1]]
                self._wanted[key] = (position, Trip(at=now, vehicle=vehicle))
                self._wanted.move_to_end(key)
        while len(self._wanted) > ROWS_MAX:
            self._wanted.popitem(last=False)

    def _resting(self) -> bool:
        if self._failed_at is None:
            return False
        return asyncio.get_running_loop().time() - self._failed_at < PAUSE_S

    async def _work_on(self) -> None:
        if self._working is None or self._working.done():
            self._working = asyncio.create_task(self._work())
        await asyncio.wait({self._working}, timeout=self.budget_s)

    async def _work(self) -> None:
        try:
            if self._points is None:
                self._points = await asyncio.to_thread(self.people)
            places = [point.position for point in self._points]
            while self._wanted:
                await self._ask_some(places)
                await asyncio.sleep(0)
            self._failed_at = None
        except Exception as fault:  # noqa: BLE001 - a price is advice: its failure stays here
            self._failed_at = asyncio.get_running_loop().time()
            level = logging.WARNING if isinstance(fault, RouterFailed) else logging.ERROR
            _log.log(level, "prices could not be worked out (%s)", fault, exc_info=fault)

    async def _ask_some(self, places: Sequence[Position]) -> None:
        """Ask for a few rows of one kind, the newest wish first: same vehicle, hours, target."""
        newest = next(reversed(self._wanted))
        keys = [key for key in reversed(self._wanted) if key[2:] == newest[2:]][:AT_ONCE]
        asked = [self._wanted[key] for key in keys]
        starts, trip = [position for position, _ in asked], asked[0][1]
        found = await self.reacher.reached(starts, places, newest[-1], trip)
        for key, reached in zip(keys, found, strict=True):
            self._rows[key] = row_of(reached, len(places))
            self._wanted.pop(key, None)
        while len(self._rows) > ROWS_MAX:
            self._rows.popitem(last=False)

    def _price(self, choice: _Choice, place: Position, ward: Position | None) -> Price:
        target_s, points = choice.target_s, self._points
        own = self._rows.get(choice.own)
        others = [self._rows.get(key) for key in choice.rivals]
        known = [row for row in others if row is not None]
        if own is None or points is None or len(known) < len(others):
            if self._resting():
                return Price(state=PriceState.UNAVAILABLE, target_s=target_s, why="router_failed")
            return Price(state=PriceState.PENDING, target_s=target_s)
        if not points:
            return Price(state=PriceState.UNAVAILABLE, target_s=target_s, why="no_census")
        lost = loss(own, known, points)
        return Price(
            state=PriceState.KNOWN,
            target_s=target_s,
            people=lost.people,
            points=lost.points,
            away_s=away_s(choice.option, place, ward),
            method=self.reacher.reach_method,
        )
