"""What stands in the way, and the ways past it: crossings that may be open or shut, rivers."""

from dataclasses import dataclass

from shapely import LineString

from geo.position import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """Holds a bridge or ferry over a river or through a neighbour, and what it costs to pass.

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


@dataclass(frozen=True, slots=True, kw_only=True)
class River:
    """Holds a river that is passed by bridge only, from the sea to where a track leads over it.

    ``course`` is in degrees WGS84; its last point can be passed.
    """

    name: str
    course: LineString
