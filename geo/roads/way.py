"""A stretch of road as the sources give it, before any graph is made of it."""

from dataclasses import dataclass
from enum import StrEnum

from geo.position import Position


class RoadClass(StrEnum):
    """Says what sort of road it is, in OpenStreetMap's ladder; links count with their road."""

    MOTORWAY = "motorway"
    TRUNK = "trunk"
    PRIMARY = "primary"
    SECONDARY = "secondary"
    TERTIARY = "tertiary"
    LOCAL = "local"
    """Unclassified and residential."""
    SERVICE = "service"
    TRACK = "track"
    FERRY = "ferry"


class Surface(StrEnum):
    """Says what is driven on, as far as it changes the speed."""

    PAVED = "paved"
    LATERITE = "laterite"
    """Graded earth or gravel."""
    SAND = "sand"
    UNKNOWN = "unknown"


class Direction(StrEnum):
    """Says which way along its nodes a road may be driven."""

    BOTH = "both"
    FORWARD = "forward"
    BACKWARD = "backward"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadWay:
    """Holds one road or ferry from its first node to its last.

    ``nodes`` are the source's own ids, at least two, and ``positions`` their places: two ways
    that share an id meet there. ``max_speed_kmh`` is the posted limit, None when none is known.
    ``length_m`` is its length where the source states one, else it is that of its positions.
    ``delay_s`` is lost once on passing it (a ferry's waiting), and ``drive_s`` replaces the time
    by speed where the source states one (a ferry's crossing). ``border`` is the id of the border
    crossing that one passes on this way, None inside a country. ``roundabout`` tells the turn list.
    """

    nodes: tuple[int, ...]
    positions: tuple[Position, ...]
    road_class: RoadClass
    surface: Surface = Surface.UNKNOWN
    direction: Direction = Direction.BOTH
    name: str = ""
    ref: str = ""
    max_speed_kmh: float | None = None
    length_m: float | None = None
    delay_s: float = 0.0
    drive_s: float | None = None
    border: str | None = None
    roundabout: bool = False
