"""How long it takes to get there: what every router promises."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from geo.position import Position


class TravelMethod(StrEnum):
    """Says how a travel time was come by, so that a screen can show how far to trust it."""

    STRAIGHT_LINE = "straight_line"
    ROAD_GRAPH = "road_graph"
    SERVER = "server"


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelTime:
    """Holds a drive: seconds with all delays, metres by road, and how that was computed.

    ``via`` names the border crossing used, or the way round it, and is None otherwise.
    """

    duration_s: float
    distance_m: float
    method: TravelMethod
    via: str | None = None


class Router(Protocol):
    """Answers travel times; async because some routers ask a server."""

    async def many_to_one(
        self, origins: Sequence[Position], destination: Position
    ) -> list[TravelTime]:
        """Returns one travel time per origin, in their order."""
        ...

    async def one_to_many(
        self, origin: Position, destinations: Sequence[Position]
    ) -> list[TravelTime]:
        """Returns one travel time per destination, in their order."""
        ...
