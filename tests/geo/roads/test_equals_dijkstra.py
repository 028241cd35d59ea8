"""The road router answers what the textbook's search answers, on any map."""

import heapq
from dataclasses import dataclass, replace
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.position import Position, great_circle_m
from geo.roads.border import BorderPolicy, BorderRule, Passage
from geo.roads.router import RoadGraphRouter
from geo.roads.way import Direction, RoadClass, RoadWay
from geo.travel import NotReached, TravelTime
from tests.geo.roads.made import CALM, at, graph_of, speed_kmh

SIDE = 4
"""Nodes per side of the grid; 5.5 km apart, so that no road is near another."""

BORDERS = {
    "open": BorderRule(passage=Passage.OPEN, name="Open"),
    "costly": BorderRule(passage=Passage.COSTLY, extra_s=1800.0, name="Costly"),
    "shut": BorderRule(passage=Passage.CLOSED, name="Shut"),
}
POLICY = BorderPolicy(rules=BORDERS)
CLASSES = (RoadClass.TRUNK, RoadClass.PRIMARY, RoadClass.LOCAL, RoadClass.FERRY)


def place(node: int) -> Position:
    return at(14.0 + 0.05 * (node // SIDE), -16.0 + 0.05 * (node % SIDE))


@st.composite
def roads(draw: st.DrawFn) -> RoadWay:
    """Draw a straight road of one or two steps in the grid."""
    steps = draw(st.integers(1, 2))
    along = draw(st.sampled_from((1, SIDE)))
    start_free, start_held = draw(st.integers(0, SIDE - 1)), draw(st.integers(0, SIDE - 1 - steps))
    row, column = (start_free, start_held) if along == 1 else (start_held, start_free)
    nodes = tuple(row * SIDE + column + along * step for step in range(steps + 1))
    ferry = draw(st.integers(0, 9)) == 0
    return RoadWay(
        nodes=nodes,
        positions=tuple(place(node) for node in nodes),
        road_class=RoadClass.FERRY if ferry else draw(st.sampled_from(CLASSES[:3])),
        direction=draw(st.sampled_from(Direction)),
        delay_s=900.0 if ferry else 0.0,
        drive_s=600.0 if ferry else None,
        border=draw(st.sampled_from((None, None, None, *BORDERS))),
        name=draw(st.sampled_from(("", "A", "B"))),
    )


@st.composite
def maps(draw: st.DrawFn) -> list[RoadWay]:
    """Draw roads of which no two lie on each other."""
    taken: set[tuple[int, int]] = set()
    ways = []
    for way in draw(st.lists(roads(), min_size=1, max_size=20)):
        steps = set(pairwise(way.nodes))
        if not steps & taken:
            taken |= steps
            ways.append(way)
    return ways


@dataclass(frozen=True)
class Spot:
    """A place to drive from or to: ``part`` of the way along one step of a road."""

    way: int
    step: int
    part: float


def seconds(way: RoadWay, step: int) -> float:
    far_m = [great_circle_m(a, b) for a, b in pairwise(way.positions)]
    share = far_m[step] / sum(far_m)
    driven = far_m[step] * 3.6 / speed_kmh(way) if way.drive_s is None else way.drive_s * share
    rule = BORDERS["open"] if way.border is None else BORDERS[way.border]
    if rule.passage is Passage.CLOSED:
        return float("inf")
    return driven + (rule.extra_s or way.delay_s) * share


def position_of(ways: list[RoadWay], spot: Spot) -> Position:
    a, b = ways[spot.way].positions[spot.step : spot.step + 2]
    return at(a.lat + (b.lat - a.lat) * spot.part, a.lon + (b.lon - a.lon) * spot.part)


def textbook(ways: list[RoadWay], start: Spot, end: Spot) -> float:
    """Return the seconds of the quickest way, infinite where there is none."""
    arcs: dict[object, list[tuple[object, float]]] = {}
    for index, way in enumerate(ways):
        for step, (a, b) in enumerate(pairwise(way.nodes)):
            on_it = {spot for spot in (start, end) if (spot.way, spot.step) == (index, step)}
            marks = sorted({0.0, 1.0} | {spot.part for spot in on_it})
            for here, there in pairwise(marks):
                first = a if here == 0 else Spot(index, step, here)
                last = b if there == 1 else Spot(index, step, there)
                cost = seconds(way, step) * (there - here)
                if way.direction is not Direction.BACKWARD:
                    arcs.setdefault(first, []).append((last, cost))
                if way.direction is not Direction.FORWARD:
                    arcs.setdefault(last, []).append((first, cost))
    return shortest(arcs, vertex(ways, start), vertex(ways, end))


def vertex(ways: list[RoadWay], spot: Spot) -> object:
    return ways[spot.way].nodes[spot.step + int(spot.part)] if spot.part in (0, 1) else spot


def shortest(arcs: dict[object, list[tuple[object, float]]], start: object, end: object) -> float:
    queue: list[tuple[float, int, object]] = [(0.0, 0, start)]
    done: set[object] = set()
    pushed = 0
    while queue:
        far, _, node = heapq.heappop(queue)
        if node == end:
            return far
        if node in done:
            continue
        done.add(node)
        for other, cost in arcs.get(node, ()):
            pushed += 1
            heapq.heappush(queue, (far + cost, pushed, other))
    return float("inf")


@st.composite
def questions(draw: st.DrawFn) -> tuple[list[RoadWay], list[Spot]]:
    ways = draw(maps())
    steps = [
        (index, step)
        for index, way in enumerate(ways)
        if way.road_class is not RoadClass.FERRY
        for step in range(len(way.nodes) - 1)
    ]
    if not steps:
        ways = [replace(way, road_class=RoadClass.LOCAL) for way in ways]
        steps = [(index, 0) for index in range(len(ways))]
    parts = st.sampled_from((0.0, 1.0, 0.5, 0.3, 0.7))
    spots = st.builds(lambda on, part: Spot(on[0], on[1], part), st.sampled_from(steps), parts)
    return ways, draw(st.lists(spots, min_size=2, max_size=6))


def same(found: TravelTime | NotReached, true_s: float) -> bool:
    if true_s == float("inf"):
        return found is NotReached.NO_WAY
    return isinstance(found, TravelTime) and abs(found.duration_s - true_s) < 0.5


@settings(suppress_health_check=list(HealthCheck))
@given(questions())
def test_every_drive_takes_what_the_textbook_says(
    question: tuple[list[RoadWay], list[Spot]],
) -> None:
    ways, (one, *many) = question
    router = RoadGraphRouter(graph_of(ways), borders=POLICY)
    places = [position_of(ways, spot) for spot in many]
    there = router.one_to_many(position_of(ways, one), places, CALM).times
    back = router.many_to_one(places, position_of(ways, one), CALM).times
    for spot, out, home in zip(many, there, back, strict=True):
        assert same(out, textbook(ways, one, spot)), (one, spot)
        assert same(home, textbook(ways, spot, one)), (spot, one)


@settings(suppress_health_check=list(HealthCheck))
@given(questions(), st.integers(1, 4))
def test_enough_gives_the_nearest_and_says_of_the_rest_that_they_are_beyond(
    question: tuple[list[RoadWay], list[Spot]], enough: int
) -> None:
    ways, (one, *many) = question
    router = RoadGraphRouter(graph_of(ways), borders=POLICY)
    places = [position_of(ways, spot) for spot in many]
    found = router.many_to_one(places, position_of(ways, one), CALM, enough=enough).times
    true = [textbook(ways, spot, one) for spot in many]
    reached = [time.duration_s for time in found if isinstance(time, TravelTime)]
    reachable = [far for far in true if far < float("inf")]
    assert len(reached) >= min(enough, len(reachable))
    for time, far in zip(found, true, strict=True):
        if isinstance(time, TravelTime):
            assert abs(time.duration_s - far) < 0.5
        elif time is NotReached.BEYOND:
            assert far >= max(reached, default=0.0) - 0.5
        else:
            assert (time, far) == (NotReached.NO_WAY, float("inf"))


@settings(suppress_health_check=list(HealthCheck))
@given(questions(), st.sampled_from((300.0, 900.0, 3600.0)))
def test_within_a_limit_all_that_is_nearer_is_reached_and_nothing_farther(
    question: tuple[list[RoadWay], list[Spot]], within_s: float
) -> None:
    ways, (one, *many) = question
    router = RoadGraphRouter(graph_of(ways), borders=POLICY)
    places = [position_of(ways, spot) for spot in many]
    found = router.one_to_many(position_of(ways, one), places, CALM, within_s=within_s).times
    for time, spot in zip(found, many, strict=True):
        far = textbook(ways, one, spot)
        if isinstance(time, TravelTime):
            assert abs(time.duration_s - far) < 0.5
        else:
            assert far > within_s - 0.5
