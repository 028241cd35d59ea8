"""Opens the routers that the settings name, in their order: server, road graph, straight line."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import combinations
from typing import Final, Protocol
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from dispatch.routing.candidate import Candidate, Standing
from dispatch.routing.chain import RouterChain
from dispatch.routing.http import HttpAsk
from dispatch.routing.learnt_file import LearntFile
from dispatch.routing.worker import RoadGraphWorker
from dispatch.settings import Settings
from geo.country import Country
from geo.crossing import Crossing
from geo.position import Position, great_circle_m
from geo.roads.border import BorderPolicy
from geo.servers.osrm import OsrmRouter
from geo.servers.valhalla import ValhallaRouter
from geo.straight_line import StraightLineRouter
from geo.travel import Router, RouterFailed, TravelMethod, TravelTimes, Trip

GRAPH: Final = "road graph"
GRAPH_WAIT_S: Final = 10.0

LOOK_EVERY_S: Final = 5.0
"""Whoever asks how the routers stand more often gets the last answer: they have other work."""

ABOUT_LIMIT_S: Final = 1.0


class Telling(Protocol):
    """A router that can tell how old its map is."""

    async def about(self, near: Position) -> str | None:
        """Return the date of the map, None when it does not know."""
        ...


@dataclass(slots=True, kw_only=True)
class Routing:
    """The routers of one process, joined; close it with the service."""

    chain: RouterChain
    pair: tuple[Position, Position]
    """Two towns of the country that are near each other, to ask about when nobody else does."""
    telling: dict[str, Telling] = field(default_factory=dict)
    closers: list[Callable[[], Awaitable[None]]] = field(default_factory=list)
    _looked_at_s: float | None = None

    async def look(self, at: datetime) -> tuple[Standing, ...]:
        """Ask every router one short question, and return how each stands."""
        now_s = time.monotonic()
        if self._looked_at_s is None or now_s - self._looked_at_s >= LOOK_EVERY_S:
            self._looked_at_s = now_s
            start, end = self.pair
            asked = [self._ask(each, start, end, at) for each in self.chain.candidates]
            await asyncio.gather(*asked)
        return self.chain.standings

    async def examine(self, at: datetime) -> tuple[Standing, ...]:
        """Look, and ask each router that answers for the date of its map."""
        return tuple([await self._dated(each) for each in await self.look(at)])

    async def _ask(
        self, candidate: Candidate, start: Position, end: Position, at: datetime
    ) -> None:
        async def question(router: Router) -> TravelTimes:
            return await router.many_to_one([start], end, Trip(at=at))

        try:
            await candidate.answer(question, lambda _: None)
        except RouterFailed:
            return  # its standing says so

    async def _dated(self, standing: Standing) -> Standing:
        telling = self.telling.get(standing.name)
        if telling is None or standing.fault is not None:
            return standing
        try:
            async with asyncio.timeout(ABOUT_LIMIT_S):
                return replace(standing, data=await telling.about(self.pair[0]))
        except (RouterFailed, TimeoutError):
            return standing

    async def close(self) -> None:
        """End every question under way and let go of servers and processes."""
        await self.chain.close()
        for close in self.closers:
            await close()


class Now(Protocol):
    """The country as it is at this moment: crossings are opened and shut in the day."""

    @property
    def country(self) -> Country:
        """The country with its crossings as decided."""
        ...

    @property
    def policy(self) -> BorderPolicy:
        """What holds at each border of a road graph."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AsShipped:
    """A country whose crossings are as its own table has them."""

    country: Country

    @property
    def policy(self) -> BorderPolicy:
        """What holds at each border of a road graph."""
        return BorderPolicy.of(self.country.crossings)


async def open_routing(settings: Settings, now: Now) -> Routing:
    """Start the routers that the settings name, and wait until the road graph is loaded.

    A graph that takes longer than `GRAPH_WAIT_S` or cannot be read holds up nothing: the straight
    line answers until it is there.
    """
    limit_s = settings.router_limit_ms / 1000
    telling: dict[str, Telling] = {}
    closers: list[Callable[[], Awaitable[None]]] = []
    candidates = list(_servers(settings, now, telling, closers))
    learnt = LearntFile(path=settings.factors_path(), zone=ZoneInfo(now.country.timezone))
    worker = RoadGraphWorker(
        settings.roads_path(), borders=lambda: now.policy, factors=learnt.speeds
    )
    telling[GRAPH] = worker
    closers.append(worker.close)
    candidates.append(
        Candidate(
            GRAPH,
            worker,
            TravelMethod.ROAD_GRAPH,
            limit_s=limit_s,
            stands=lambda: worker.stands,
        )
    )
    await worker.start(GRAPH_WAIT_S)
    return Routing(
        chain=RouterChain(candidates, _straight_line(now, learnt)),
        pair=_near_pair(now.country),
        telling=telling,
        closers=closers,
    )


def _servers(
    settings: Settings,
    now: Now,
    telling: dict[str, Telling],
    closers: list[Callable[[], Awaitable[None]]],
) -> Iterator[Candidate]:
    def gates() -> Sequence[Crossing]:
        return _gates(now.country)

    for kind, url in (("OSRM", settings.osrm_url), ("Valhalla", settings.valhalla_url)):
        if url is None:
            continue
        name, ask = _named(kind, url), HttpAsk(url)
        router = (
            OsrmRouter(ask, gates, profile=settings.osrm_profile)
            if kind == "OSRM"
            else ValhallaRouter(ask, gates)
        )
        closers.append(ask.close)
        telling[name] = router
        limit_s = settings.router_limit_ms / 1000
        yield Candidate(name, router, TravelMethod.SERVER, limit_s=limit_s)


def _straight_line(now: Now, learnt: LearntFile) -> Callable[[], StraightLineRouter]:
    """Return what gives the straight line, made anew only when the crossings have changed."""
    made = [(now.country, StraightLineRouter(now.country, learnt.now))]

    def straight_line() -> StraightLineRouter:
        country = now.country
        if made[0][0] is not country:
            made[0] = country, StraightLineRouter(country, learnt.now)
        return made[0][1]

    return straight_line


def _gates(country: Country) -> Sequence[Crossing]:
    """Return the crossings that servers must be told of: the others are roads like any."""
    hindered = [bridge for bridge in country.bridges if not bridge.open or bridge.delay_s > 0]
    return (*country.crossings, *hindered)


def _named(kind: str, url: str) -> str:
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    return f"{kind} {parts.hostname}{port}"


def _near_pair(country: Country) -> tuple[Position, Position]:
    towns = [centre.position for centre in country.centres]
    pairs = combinations(towns, 2)
    return min(pairs, key=lambda pair: great_circle_m(*pair), default=(towns[0], towns[0]))
