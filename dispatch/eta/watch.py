"""Reckons arrivals while units move: beside the requests, in bounded rounds.

Every process looks; the first to reckon an arrival tells the others over the feed, and theirs is
then not due. With the feed cut each reckons for its own boards, which costs work and no truth.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dispatch.actor import Actor, Duty
from dispatch.board import Board
from dispatch.command import CorrectEta
from dispatch.desk import Desk
from dispatch.eta.bound import Bound, Toward, bounds
from dispatch.eta.expected import AGAIN_S, Eta, Start, expected, is_due, start_of, to_tell
from dispatch.feed.port import Feed
from dispatch.proposal.leaving import leaving
from dispatch.refusal import Refused
from fleet.track import STALE_S
from geo.position import Position
from geo.travel import RouterFailed, Trip, Vehicle
from regulation.person import THE_SERVICE

LOOK_S = 2.0
"""A unit that came far is seen within two seconds."""

UNITS_PER_ROUND = 60
"""At most thirty arrivals a second: six hundred units under way are all served in 20 s."""

ROUTER_S_MAX = 5.0
"""A router that has not answered by then is asked again next time; the arrival shows its age."""

_log = logging.getLogger(__name__)

_SERVICE = Actor(id=THE_SERVICE.id, name=THE_SERVICE.name, duties=(Duty(role=THE_SERVICE.role),))

_Asked = tuple[Bound, Start]
_Group = tuple[Position, Vehicle, Toward]


@dataclass(frozen=True, slots=True, kw_only=True)
class EtaWatch:
    """Looks at the boards and reckons what is due."""

    desk: Desk
    feed: Feed
    boards: Callable[[], Mapping[str, Board]]
    """The centres' pictures, kept true by somebody else."""
    _tried: dict[str, datetime] = field(default_factory=dict)
    """When a mission's arrival was last asked for, answered or not."""

    async def run(self) -> None:
        """Look until cancelled; one failed round is logged and the next one tried."""
        while True:
            await asyncio.sleep(LOOK_S)
            try:
                await self.once(self.desk.clock.now())
            except Exception:  # noqa: BLE001 - the watch must outlive any one failure
                _log.exception("arrivals were not reckoned; next try in %s s", LOOK_S)

    async def once(self, now: datetime) -> list[Eta]:
        """Reckon what is due at `now`, tell the boards, and correct notices; returns the news."""
        under_way = self._under_way()
        self.desk.room.etas.keep_only(under_way)
        for gone in self._tried.keys() - under_way.keys():
            del self._tried[gone]
        etas = [
            eta
            for group, asked in self._due(under_way, now).items()
            for eta in await self._reckon(group, asked, now)
        ]
        news = self.desk.room.etas.take(etas)
        if news:
            await self.feed.expect(news)
        for eta in news:
            await self._tell_ward(under_way[eta.mission_id], eta, now)
        return news

    def _under_way(self) -> dict[str, Bound]:
        """Return every mission under way once, as the board that knows its unit shows it."""
        found: dict[str, Bound] = {}
        for board in self.boards().values():
            for bound in bounds(board):
                if bound.mission_id not in found or bound.home is not None:
                    found[bound.mission_id] = bound
        return found

    def _due(self, under_way: Mapping[str, Bound], now: datetime) -> dict[_Group, list[_Asked]]:
        """Gather what is due by destination, the longest untried first."""
        due: list[_Asked] = []
        for bound in under_way.values():
            start = self._start(bound)
            if start is not None and self._wants(bound, start, now):
                due.append((bound, start))
        due.sort(key=lambda asked: self._tried.get(asked[0].mission_id, asked[0].since))
        groups: defaultdict[_Group, list[_Asked]] = defaultdict(list)
        for bound, start in due[:UNITS_PER_ROUND]:
            self._tried[bound.mission_id] = now
            groups[bound.destination, bound.vehicle, bound.toward].append((bound, start))
        return groups

    def _start(self, bound: Bound) -> Start | None:
        room = self.desk.room
        fix = room.tracker.latest.get(bound.unit_id)
        start = start_of(bound, fix)
        if start is None or not bound.leaving or bound.home is None:
            return start
        hour = bound.since.astimezone(ZoneInfo(room.country.timezone)).hour
        return replace(start, leave_s=leaving(bound.home, fix, now=bound.since, hour=hour).s)

    def _wants(self, bound: Bound, start: Start, now: datetime) -> bool:
        known = self.desk.room.etas.latest.get(bound.mission_id)
        tried = self._tried.get(bound.mission_id)
        failed = tried is not None and (known is None or known.computed_at < tried)
        if failed and tried is not None and now - tried < timedelta(seconds=AGAIN_S):
            return False
        return is_due(bound, known, start, now)

    async def _reckon(self, group: _Group, asked: Sequence[_Asked], now: datetime) -> list[Eta]:
        """Ask once for all units that drive to one place; a router that fails is asked later."""
        destination, vehicle, toward = group
        trip = Trip(at=now, vehicle=vehicle, urgent=toward is Toward.SCENE)
        origins = [start.position for _, start in asked]
        try:
            async with asyncio.timeout(ROUTER_S_MAX):
                answer = await self.desk.room.router.many_to_one(
                    origins, destination, trip, enough=len(origins)
                )
        except (RouterFailed, TimeoutError) as error:
            _log.warning("no arrival for %d units: %s", len(asked), error or "too slow")
            return []
        latest = self.desk.room.etas.latest
        return [
            expected(bound, start, drive, latest.get(bound.mission_id), now)
            for (bound, start), drive in zip(asked, answer.times, strict=True)
        ]

    async def _tell_ward(self, bound: Bound, eta: Eta, now: datetime) -> None:
        eta_at = to_tell(bound, eta)
        is_fresh = eta.fix_at is not None and (now - eta.fix_at).total_seconds() <= STALE_S
        if eta_at is None or bound.notice_id is None or not is_fresh:
            return
        told = "none" if bound.told_at is None else f"{bound.told_at:%H%M%S}"
        # The key names what is corrected and to what: two processes that see it correct it once.
        key = f"eta-{bound.notice_id}-{told}-{eta_at:%H%M}"
        try:
            command = CorrectEta(notice_id=bound.notice_id, eta_at=eta_at)
            await self.desk.do(command, actor=_SERVICE, key=key)
        except Refused as refused:
            _log.info("a ward's arrival was not corrected (%s)", refused.code)
