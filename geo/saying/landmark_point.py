"""From a description beside a landmark to points with a radius: offered, never put in place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from geo.naming.named_place import Found
from geo.naming.place_kind import SETTLEMENTS, within_m
from geo.place import Relation
from geo.position import Position, bearing_deg, great_circle_m, moved
from geo.saying.landmark import Description, Way

ANSWERS_AT_MOST: Final = 3

CROOKED: Final = 0.25
"""Share of a distance by which a point on the straight line may be off: a road of some hundred
metres bends so far, and people round what they say."""

AROUND: Final = 1.1
"""A distance without a direction leaves all of a disc; who says 500 m may mean 550."""

SIDE_M: Final = 100.0
NEAR_M: Final = 300.0
"""What "behind" and "near" add to the reach of the landmark itself."""

STEP_M: Final = 300.0
STEP_FROM_SETTLEMENT_M: Final = 1_500.0
"""How far "after" is when nobody says how far: the next houses, or the end of the village."""

LEAST_HALF_M: Final = 200.0
APART_AT_MOST_M: Final = 150_000.0
"""Two places farther apart are on no stretch of road that anybody means by "between"."""

Search = Callable[[str, Position | None], Sequence[Found]]


class AlongRoad(Protocol):
    """Leads along a road where a road graph is known; the straight line serves where it is not."""

    def __call__(self, start: Position, towards: Position, far_m: float) -> Position | None:
        """Return the point so many metres from ``start`` on the way, None when unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """Says how a description was read: the point is ``far_m`` metres from the landmark.

    ``towards``, ``coming_from`` and ``second`` are names as the gazetteer writes them; ``unknown``
    is a direction that was said and that no gazetteer knows. ``road`` is the road's number for a
    kilometre post, whose landmark is the town that posts are counted from.
    """

    relation: Relation
    way: Way
    landmark: Found
    position: Position
    far_m: float | None = None
    towards: str = ""
    coming_from: str = ""
    second: str = ""
    unknown: str = ""
    road: str = ""


def locate_description(
    said: Description,
    search: Search,
    near: Position | None,
    along: AlongRoad | None = None,
) -> list[Understood]:
    """Return the points a description may mean, best landmark first; [] when none is known.

    The position's accuracy is the radius: it grows with the distance and with what was left
    unsaid.
    """
    if said.relation is Relation.BETWEEN:
        return _between(said, search, near)
    other = said.towards or said.coming_from
    goal = next(iter(search(other, near)), None) if other else None
    hint = goal.place.position if goal is not None and near is None else near
    landmarks = [one for one in search(said.landmark, hint) if not _is_same(one, goal)]
    return [_beside(said, one, goal, along) for one in landmarks[:ANSWERS_AT_MOST]]


def _is_same(one: Found, goal: Found | None) -> bool:
    return goal is not None and one.place == goal.place


def _beside(
    said: Description, landmark: Found, goal: Found | None, along: AlongRoad | None
) -> Understood:
    other = said.towards or said.coming_from
    step_m = STEP_FROM_SETTLEMENT_M if landmark.place.kind in SETTLEMENTS else STEP_M
    moves = said.relation in {Relation.AFTER, Relation.BEFORE}
    far_m = said.far_m if said.far_m is not None else (step_m if moves else 0.0)
    way = Way.LINE if goal is not None and far_m else Way.ROUND
    start = landmark.place.position
    if goal is not None and way is Way.LINE:
        backwards = (said.relation is Relation.BEFORE) != bool(said.coming_from)
        at = _ahead(start, goal.place.position, -far_m if backwards else far_m, along)
    else:
        at = start
    radius_m = _radius_m(said, landmark, way, far_m)
    return Understood(
        relation=said.relation,
        way=way,
        landmark=landmark,
        position=Position(lat=at.lat, lon=at.lon, accuracy_m=radius_m),
        far_m=said.far_m,
        towards=goal.place.name if goal is not None and said.towards else "",
        coming_from=goal.place.name if goal is not None and said.coming_from else "",
        unknown=other if goal is None else "",
    )


def _ahead(start: Position, goal: Position, far_m: float, along: AlongRoad | None) -> Position:
    """Return the point on the way to a goal; a negative distance leads away from it."""
    on_road = along(start, goal, far_m) if along is not None and far_m > 0 else None
    if on_road is not None:
        return on_road
    turned_deg = 0.0 if far_m >= 0 else 180.0
    return moved(start, (bearing_deg(start, goal) + turned_deg) % 360.0, abs(far_m))


def _radius_m(said: Description, landmark: Found, way: Way, far_m: float) -> float:
    reach_m = within_m(landmark.place.kind)
    if landmark.place.kind in SETTLEMENTS and said.far_m is not None:
        reach_m /= 2  # a distance is said from the houses or the middle, not from the far end
    vague_m = NEAR_M if said.relation is Relation.NEAR and said.far_m is None else SIDE_M
    grows_m = far_m * (CROOKED if way is Way.LINE else AROUND)
    return round(reach_m + vague_m + grows_m, -1)


def _between(said: Description, search: Search, near: Position | None) -> list[Understood]:
    first = next(iter(search(said.landmark, near)), None)
    if first is None:
        return []
    seconds = search(said.second, first.place.position)
    second = next((one for one in seconds if one.place != first.place), None)
    if second is None:
        return []
    a, b = first.place.position, second.place.position
    apart_m = great_circle_m(a, b)
    if apart_m > APART_AT_MOST_M:
        return []
    middle = moved(a, bearing_deg(a, b), apart_m / 2)
    radius_m = round(max(apart_m / 2, LEAST_HALF_M), -1)
    return [
        Understood(
            relation=Relation.BETWEEN,
            way=Way.MIDDLE,
            landmark=first,
            position=Position(lat=middle.lat, lon=middle.lon, accuracy_m=radius_m),
            second=second.place.name,
        )
    ]
