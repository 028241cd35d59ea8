"""One place that has a name, where that is known from, and how it answers a search."""

from dataclasses import dataclass
from datetime import date

from geo.naming.place_kind import PlaceKind
from geo.position import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerPlace:
    """Holds one named place; ``population`` is None when no source gives it.

    ``sources`` names who gives its coordinates, the one they were taken from first;
    ``verified_at`` is the day somebody checked them on the spot, None when nobody has said so.
    """

    name: str
    kind: PlaceKind
    position: Position
    region: str | None
    population: int | None = None
    alt_names: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    verified_at: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Holds a place that answers a search, why, and how well.

    ``score`` orders answers to one query and means nothing between queries. ``words`` is the
    part of the query that matched, folded. ``distance_m`` is the straight line from ``near``,
    None without it.
    """

    place: GazetteerPlace
    score: float
    words: str
    distance_m: float | None = None
