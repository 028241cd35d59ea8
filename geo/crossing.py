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
