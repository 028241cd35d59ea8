"""The ways past a border: crossings that may be open or shut, and the way round."""

from dataclasses import dataclass

from geo.position import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """Holds a bridge or ferry through a neighbouring country and what it costs to pass.

    ``delay_s`` is the time lost to papers and waiting, in seconds, on top of driving.
    ``open`` is a decision of the service and changes in the day, so it is data.
    """

    id: str
    name: str
    position: Position
    delay_s: float
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BorderPost:
    """Holds where the road to a crossing passes the border line; on a straight line it is nothing.

    ``delay_s`` is the time lost to papers there, one way. ``crossing`` is the id of the crossing
    whose own ``delay_s``, told for the whole passage, already holds the time lost at this post.
    """

    id: str
    name: str
    position: Position
    delay_s: float
    open: bool
    crossing: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waypoint:
    """Holds one town on the way that stays inside the country."""

    name: str
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """Holds a main road as the towns it joins: a drawing for the map, never a route."""

    number: str
    name: str
    towns: tuple[Waypoint, ...]
