"""How long it takes to get there: what is asked, what is answered, what every router promises.

The routers themselves: `geo/straight_line.py` (always there, and labelled), `geo/roads/` (a road
graph that was imported), `geo/servers/` (OSRM or Valhalla). Which of them answers is decided in
`dispatch/routing/`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from shapely.geometry.base import BaseGeometry

from geo.position import Position


class TravelMethod(StrEnum):
    """Says how a travel time was come by, so that a screen can show how far to trust it."""

    STRAIGHT_LINE = "straight_line"
    ROAD_GRAPH = "road_graph"
    SERVER = "server"


class Vehicle(StrEnum):
    """Says what drives, as far as that changes the time: the learnt factors are kept by it."""

    AMBULANCE = "ambulance"
    LIGHT = "light"
    """A car without stretcher: quicker in town, no better on a track."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """What every drive of one question has in common; ``at`` is aware, and gives the hour."""

    at: datetime
    vehicle: Vehicle = Vehicle.AMBULANCE
    urgent: bool = True
    """Whether it goes with siren; a patient on board is driven gently."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelTime:
    """Holds a drive: seconds with all delays, metres by road, and how that was computed.

    ``via`` names the border crossing or ferry used, or the way round it, and is None otherwise.
    ``off_road_m`` are the metres between the two points and the roads they were put on.
    """

    duration_s: float
    distance_m: float
    method: TravelMethod
    via: str | None = None
    off_road_m: float = 0.0


class NotReached(StrEnum):
    """Says why there is no travel time: never to be read as "near", nor as "does not exist"."""

    BEYOND = "beyond"
    """Farther than was searched: enough others are nearer, or the limit that was asked for."""
    NO_WAY = "no_way"
    """No road leads there, or the only crossing is closed."""
    OFF_NETWORK = "off_network"
    """The point is too far from every road known: in the sea, abroad, or not yet mapped."""


class RouterFault(StrEnum):
    """Says why a router that should have answered was passed over."""

    SLOW = "slow"
    FAILED = "failed"
    """It is not reachable, was killed, or answered with an error."""
    GARBAGE = "garbage"
    """Its answer cannot be read, or does not fit the question."""
    IMPLAUSIBLE = "implausible"
    """Its times cannot be true: faster than any vehicle, or many times slower than any road."""
    NOT_COVERED = "not_covered"
    """Its map does not hold the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """A router that was asked before the one that answered, and why it did not count."""

    method: TravelMethod
    fault: RouterFault


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelTimes:
    """The answer to many drives at once, in the order asked, and which routers were passed over.

    Each time names its own method: where the better router knows no road to one point, only that
    point's time comes from the next.
    """

    times: tuple[TravelTime | NotReached, ...]
    passed_over: tuple[PassedOver, ...] = ()


class Manoeuvre(StrEnum):
    """What the driver does at the beginning of a step."""

    DEPART = "depart"
    STRAIGHT = "straight"
    SLIGHT_LEFT = "slight_left"
    LEFT = "left"
    SHARP_LEFT = "sharp_left"
    SLIGHT_RIGHT = "slight_right"
    RIGHT = "right"
    SHARP_RIGHT = "sharp_right"
    TURN_ROUND = "turn_round"
    ROUNDABOUT = "roundabout"
    FERRY = "ferry"
    BORDER = "border"
    ARRIVE = "arrive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the turn list: what to do at ``position``, then how far it goes on.

    ``road`` is the road's number or name, empty where it has none.
    """

    manoeuvre: Manoeuvre
    road: str
    position: Position
    distance_m: float
    duration_s: float


WAIT = "wait"
"""The kind of a part that is waited and not driven: nothing that was learnt scales it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutePart:
    """The metres and seconds of one sort of road in a route, before anything was learnt.

    ``kind`` is a road class, the kind of an area for straight lines, or `WAIT`.
    """

    kind: str
    distance_m: float
    base_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One way from end to end: its line (at least two points) and its turns."""

    time: TravelTime
    line: tuple[Position, ...]
    steps: tuple[Step, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    parts: tuple[RoutePart, ...] = ()
    """What it is made of, for learning; empty where the router does not tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The ground reached from a point within ``limit_s`` seconds, in degrees WGS84."""

    limit_s: float
    area: BaseGeometry
    method: TravelMethod


class Router(Protocol):
    """Answers travel times; async because some routers ask a server or another process.

    A router answers or raises `RouterFailed`; it never guesses.
    """

    async def many_to_one(
        self,
        origins: Sequence[Position],
        destination: Position,
        trip: Trip,
        *,
        enough: int | None = None,
        within_s: float | None = None,
    ) -> TravelTimes:
        """Return one answer per origin, in their order.

        With ``enough`` the search may end once so many origins are reached, the nearest in time;
        with ``within_s`` nothing farther is looked for. What was not looked for is `BEYOND`.
        """
        ...

    async def one_to_many(
        self,
        origin: Position,
        destinations: Sequence[Position],
        trip: Trip,
        *,
        enough: int | None = None,
        within_s: float | None = None,
    ) -> TravelTimes:
        """Return one answer per destination, in their order; see `many_to_one`."""
        ...

    async def route(
        self, origin: Position, destination: Position, trip: Trip
    ) -> Route | NotReached:
        """Return the quickest way with its line and turns."""
        ...

    async def reachable(
        self, origin: Position, limits_s: Sequence[float], trip: Trip
    ) -> tuple[Reach, ...]:
        """Return the ground reached within each limit, in their order."""
        ...


class RouterFailed(Exception):  # noqa: N818 - a state, told to whoever asks next
    """Says that a router could not answer, and in which way."""

    def __init__(self, fault: RouterFault, detail: str = "") -> None:
        super().__init__(f"{fault}: {detail}" if detail else str(fault))
        self.fault = fault
