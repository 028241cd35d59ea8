"""Keeps which router answered the questions of one proposal, and which were passed over."""

from collections.abc import Sequence

from geo.position import Position
from geo.travel import (
    NotReached,
    PassedOver,
    Reach,
    Route,
    Router,
    TravelMethod,
    TravelTime,
    TravelTimes,
    Trip,
)

BEST_FIRST = (TravelMethod.SERVER, TravelMethod.ROAD_GRAPH, TravelMethod.STRAIGHT_LINE)


class Witness:
    """Hands every question on to a router, and can say afterwards what its answers rest on.

    Made for one proposal and thrown away with it: a proposal asks twice or more (units, wards),
    and the person who reads it must be told of the worst that happened in any of them.
    """

    def __init__(self, router: Router) -> None:
        self._router = router
        self._answers: list[TravelTimes] = []

    @property
    def method(self) -> TravelMethod | None:
        """The best router that gave any time; None when none was given."""
        used = {
            time.method
            for answer in self._answers
            for time in answer.times
            if isinstance(time, TravelTime)
        }
        return next((method for method in BEST_FIRST if method in used), None)

    @property
    def passed_over(self) -> tuple[PassedOver, ...]:
        """Each router that did not count in some question, with why, once."""
        faults = (fault for answer in self._answers for fault in answer.passed_over)
        return tuple(dict.fromkeys(faults))

    async def many_to_one(
        self,
        origins: Sequence[Position],
        destination: Position,
        trip: Trip,
        *,
        enough: int | None = None,
        within_s: float | None = None,
    ) -> TravelTimes:
        """Ask on; see `Router`."""
        answer = await self._router.many_to_one(
            origins, destination, trip, enough=enough, within_s=within_s
        )
        self._answers.append(answer)
        return answer

    async def one_to_many(
        self,
        origin: Position,
        destinations: Sequence[Position],
        trip: Trip,
        *,
        enough: int | None = None,
        within_s: float | None = None,
    ) -> TravelTimes:
        """Ask on; see `Router`."""
        answer = await self._router.one_to_many(
            origin, destinations, trip, enough=enough, within_s=within_s
        )
        self._answers.append(answer)
        return answer

    async def route(
        self, origin: Position, destination: Position, trip: Trip
    ) -> Route | NotReached:
        """Ask on; see `Router`."""
        return await self._router.route(origin, destination, trip)

    async def reachable(
        self, origin: Position, limits_s: Sequence[float], trip: Trip
    ) -> tuple[Reach, ...]:
        """Ask on; see `Router`."""
        return await self._router.reachable(origin, limits_s, trip)
