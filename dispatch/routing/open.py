"""Opens the routers that the settings name, in their order: server, road graph, straight line."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import combinations
from typing import Final, Protocol
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from dispatch.crossings import Crossings
from dispatch.routing.candidate import Candidate, Standing
from dispatch.routing.chain import RouterChain
from dispatch.routing.http import HttpAsk
from dispatch.routing.learnt_file import LearntFile
from dispatch.routing.worker import RoadGraphWorker
from dispatch.settings import Settings
from geo.country import Country
from geo.crossing import Crossing
from geo.position import Position, great_circle_m
from geo.servers.osrm import OsrmRouter
from geo.servers.valhalla import ValhallaRouter
from geo.straight_line import StraightLineRouter
from geo.travel import (
    NotReached,
    Router,
    RouterFailed,
    RouterFault,
    TravelMethod,
    TravelTimes,
    Trip,
)

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
    _elsewhere: set[str] = field(default_factory=set)

    async def look(self, at: datetime) -> tuple[Standing, ...]:
        """Ask every router one short question, and return how each stands."""
        now_s = time.monotonic()
        if self._looked_at_s is None or now_s - self._looked_at_s >= LOOK_EVERY_S:
            self._looked_at_s = now_s
            await asyncio.gather(*(self._ask(each, at) for each in self.chain.candidates))
        return tuple(
            replace(each, fault=RouterFault.NOT_COVERED, detail="its map does not hold the centres")
            if each.fault is None and each.name in self._elsewhere
            else each
            for each in self.chain.standings
        )

    async def examine(self, at: datetime) -> tuple[Standing, ...]:
        """Look, and ask each router that answers for the date of its map."""
        return tuple([await self._dated(each) for each in await self.look(at)])

    def best(self, standings: Sequence[Standing]) -> TravelMethod:
        """Return the router that the next question will most likely be answered by."""
        well = (each.method for each in standings if each.fault is None)
        return next(well, self.chain.last.method)

    async def _ask(self, candidate: Candidate, at: datetime) -> None:
        start, end = self.pair

        async def question(router: Router) -> TravelTimes:
            return await router.many_to_one([start], end, Trip(at=at))

        self._elsewhere.discard(candidate.name)
        with contextlib.suppress(RouterFailed):  # its standing says so
            answer = await candidate.answer(question, lambda _: None)
            if NotReached.OFF_NETWORK in answer.times:
                self._elsewhere.add(candidate.name)

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


async def open_routing(settings: Settings, crossings: Crossings) -> Routing:
    """Start the routers that the settings name, and wait until the road graph is loaded.

    A graph that takes longer than `GRAPH_WAIT_S` or cannot be read holds up nothing: the straight
    line answers until it is there.
    """
    limit_s = settings.router_limit_ms / 1000
    telling: dict[str, Telling] = {}
    closers: list[Callable[[], Awaitable[None]]] = []
    candidates = list(_servers(settings, crossings, telling, closers))
    learnt = LearntFile(path=settings.factors_path(), zone=ZoneInfo(crossings.country.timezone))
    worker = RoadGraphWorker(
        settings.roads_path(), borders=lambda: crossings.policy, factors=learnt.speeds
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
        chain=RouterChain(candidates, _straight_line(crossings, learnt)),
        pair=_near_pair(crossings.country),
        telling=telling,
        closers=closers,
    )


def _servers(
    settings: Settings,
    crossings: Crossings,
    telling: dict[str, Telling],
    closers: list[Callable[[], Awaitable[None]]],
) -> Iterator[Candidate]:
    def gates() -> Sequence[Crossing]:
        return _gates(crossings.country)

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


def _straight_line(crossings: Crossings, learnt: LearntFile) -> Callable[[], StraightLineRouter]:
    """Return what gives the straight line, made anew only when the crossings have changed."""
    made = [(crossings.country, StraightLineRouter(crossings.country, learnt.now))]

    def straight_line() -> StraightLineRouter:
        country = crossings.country
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
