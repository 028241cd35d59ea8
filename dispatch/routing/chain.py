"""Which router answers: the best that stands, in time and in reason, and the next one if not.

A router that is slow, fails, answers garbage or what cannot be true, or whose map does not hold
the place, is passed over, and the answer says so. Where it knows no road near some points only
(OFF_NETWORK), those points alone are asked of the next, and each time names its own method.

NO_WAY is an answer and is kept. A bridge that is shut and an island without a ferry are facts that
a straight line would cover up with a figure; the board shows "no road" and the physician decides.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, Protocol, runtime_checkable

from shapely import Point

from dispatch.routing.candidate import Candidate, Standing
from geo.plausible import fault_of
from geo.position import Position, great_circle_m
from geo.straight_line import StraightLineRouter
from geo.travel import (
    NotReached,
    PassedOver,
    Reach,
    Route,
    Router,
    RouterFailed,
    RouterFault,
    TravelMethod,
    TravelTime,
    TravelTimes,
    Trip,
)

ROUTE_LIMIT_S: Final = 2.0
"""A line and its turns are drawn after the decision, so they may take longer than the times."""

REACH_LIMIT_S: Final = 5.0
"""Nor does anybody wait for the reach with a telephone in hand."""

STARTS_THERE_M: Final = 5_000.0
STARTS_THERE_DEG: Final = STARTS_THERE_M / 111_320.0
"""A line or a reach that is farther from the place than any road may be belongs to another."""

Asked = Callable[[Router, Sequence[int]], Awaitable[TravelTimes]]
Pairs = Sequence[tuple[Position, Position]]


@runtime_checkable
class Reaching(Protocol):
    """A router that says at once who reaches what within a time."""

    async def reached(
        self,
        origins: Sequence[Position],
        places: Sequence[Position],
        limit_s: float,
        trip: Trip,
    ) -> list[frozenset[int]]:
        """Return, per origin, which of the places are driven to within ``limit_s`` seconds."""
        ...


class RouterChain:
    """A `Router` over several, the best first; the straight line comes last and always answers."""

    def __init__(
        self, candidates: Sequence[Candidate], last: Callable[[], StraightLineRouter]
    ) -> None:
        self._candidates = tuple(candidates)
        self._last = last

    @property
    def last(self) -> StraightLineRouter:
        """The straight line, on the country's crossings as they are now."""
        return self._last()

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The routers that there are now, the best first, without the straight line."""
        return tuple(candidate for candidate in self._candidates if candidate.stands())

    async def many_to_one(
        self,
        origins: Sequence[Position],
        destination: Position,
        trip: Trip,
        *,
        enough: int | None = None,
        within_s: float | None = None,
    ) -> TravelTimes:
        """Return one answer per origin; see `Router`."""

        async def asked(router: Router, numbers: Sequence[int]) -> TravelTimes:
            some = [origins[number] for number in numbers]
            whole = enough if len(some) == len(origins) else None
            return await router.many_to_one(
                some, destination, trip, enough=whole, within_s=within_s
            )

        return await self._times([(origin, destination) for origin in origins], asked)

    async def one_to_many(
        self,
        origin: Position,
        destinations: Sequence[Position],
        trip: Trip,
        *,
        enough: int | None = None,
        within_s: float | None = None,
    ) -> TravelTimes:
        """Return one answer per destination; see `Router`."""

        async def asked(router: Router, numbers: Sequence[int]) -> TravelTimes:
            some = [destinations[number] for number in numbers]
            whole = enough if len(some) == len(destinations) else None
            return await router.one_to_many(origin, some, trip, enough=whole, within_s=within_s)

        return await self._times([(origin, end) for end in destinations], asked)

    async def _times(self, pairs: Pairs, asked: Asked) -> TravelTimes:
        found: dict[int, TravelTime | NotReached] = {}
        passed: list[PassedOver] = []
        left: Sequence[int] = range(len(pairs))
        for candidate in self.candidates:
            if not left:
                break
            try:
                times = await self._of(candidate, pairs, left, asked)
            except RouterFailed as failed:
                passed.append(PassedOver(method=candidate.method, fault=failed.fault))
                continue
            found.update(zip(left, times, strict=True))
            left = [number for number in left if found[number] is NotReached.OFF_NETWORK]
        if left:
            rest = (await asked(self.last, left)).times
            found.update(zip(left, rest, strict=True))
        return TravelTimes(
            times=tuple(found[number] for number in range(len(pairs))),
            passed_over=tuple(dict.fromkeys(passed)),
        )

    async def _of(
        self, candidate: Candidate, pairs: Pairs, left: Sequence[int], asked: Asked
    ) -> tuple[TravelTime | NotReached, ...]:
        some = [pairs[number] for number in left]

        def judge(answer: TravelTimes) -> RouterFault | None:
            fault = fault_of(some, answer.times, self.last.estimate)
            if fault is None and _off_network(answer.times) and len(left) == len(pairs):
                return RouterFault.NOT_COVERED
            return fault

        return (await candidate.answer(lambda router: asked(router, left), judge)).times

    async def route(
        self, origin: Position, destination: Position, trip: Trip
    ) -> Route | NotReached:
        """Return the quickest way of the best router that knows one."""
        passed: list[PassedOver] = []

        def judge(answer: Route | NotReached) -> RouterFault | None:
            return self._judge_route(answer, origin, destination)

        for candidate in self.candidates:
            try:
                found = await candidate.answer(
                    lambda router: router.route(origin, destination, trip),
                    judge,
                    limit_s=max(ROUTE_LIMIT_S, candidate.limit_s),
                )
            except RouterFailed as failed:
                passed.append(PassedOver(method=candidate.method, fault=failed.fault))
                continue
            if isinstance(found, Route):
                return replace(found, passed_over=tuple(passed))
            return found
        route = await self.last.route(origin, destination, trip)
        return replace(route, passed_over=tuple(passed))

    def _judge_route(
        self, answer: Route | NotReached, origin: Position, destination: Position
    ) -> RouterFault | None:
        if answer is NotReached.OFF_NETWORK:
            return RouterFault.NOT_COVERED
        if isinstance(answer, NotReached):
            return None
        ends = ((origin, answer.line[0]), (destination, answer.line[-1]))
        if any(great_circle_m(asked, drawn) > STARTS_THERE_M for asked, drawn in ends):
            return RouterFault.IMPLAUSIBLE
        return fault_of([(origin, destination)], [answer.time], self.last.estimate)

    async def reachable(
        self, origin: Position, limits_s: Sequence[float], trip: Trip
    ) -> tuple[Reach, ...]:
        """Return the ground reached within each limit, by the best router that draws it."""
        here = Point(origin.lon, origin.lat)

        def judge(reaches: tuple[Reach, ...]) -> RouterFault | None:
            if [reach.limit_s for reach in reaches] != list(limits_s):
                return RouterFault.GARBAGE
            away = any(reach.area.distance(here) > STARTS_THERE_DEG for reach in reaches)
            return RouterFault.IMPLAUSIBLE if away else None

        for candidate in self.candidates:
            try:
                return await candidate.answer(
                    lambda router: router.reachable(origin, limits_s, trip),
                    judge,
                    limit_s=max(REACH_LIMIT_S, candidate.limit_s),
                )
            except RouterFailed:
                continue
        return await self.last.reachable(origin, limits_s, trip)

    async def reached(
        self,
        origins: Sequence[Position],
        places: Sequence[Position],
        limit_s: float,
        trip: Trip,
    ) -> list[frozenset[int]]:
        """Return, per origin, which of the places are driven to within ``limit_s`` seconds.

        Asked of the road graph, which answers all of it at once; without one, of the straight
        line. Servers would need a table for each origin.
        """
        for candidate in self.candidates:
            router = candidate.router
            if not isinstance(router, Reaching):
                continue
            question = partial(_reached, origins=origins, places=places, limit_s=limit_s, trip=trip)
            try:
                return await candidate.answer(
                    question,
                    lambda found: None if len(found) == len(origins) else RouterFault.GARBAGE,
                    limit_s=max(ROUTE_LIMIT_S, candidate.limit_s),
                )
            except RouterFailed:
                continue
        return await self.last.reached(origins, places, limit_s, trip)

    @property
    def reach_method(self) -> TravelMethod:
        """The router that `reached` would be answered by, as far as is known."""
        able = (each for each in self.candidates if isinstance(each.router, Reaching))
        well = (each.method for each in able if each.standing.fault is None)
        return next(well, self.last.method)

    @property
    def standings(self) -> tuple[Standing, ...]:
        """How each router stands, the best first, without the straight line."""
        return tuple(candidate.standing for candidate in self.candidates)

    async def close(self) -> None:
        """End what is still being tried in the background."""
        for candidate in self._candidates:
            await candidate.close()


async def _reached(
    router: Router,
    *,
    origins: Sequence[Position],
    places: Sequence[Position],
    limit_s: float,
    trip: Trip,
) -> list[frozenset[int]]:
    if not isinstance(router, Reaching):
        raise RouterFailed(RouterFault.NOT_COVERED, "draws no such table")
    return await router.reached(origins, places, limit_s, trip)


def _off_network(times: Sequence[TravelTime | NotReached]) -> bool:
    return bool(times) and all(time is NotReached.OFF_NETWORK for time in times)
