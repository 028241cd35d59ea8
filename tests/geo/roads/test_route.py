"""The way a crew is shown: its line, its turns, and what they add up to."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from shapely import Point

from geo.position import Position, great_circle_m
from geo.roads.border import BorderPolicy, BorderRule, Passage
from geo.roads.factors import SpeedFactors, hour_band
from geo.roads.router import RoadGraphRouter
from geo.roads.way import RoadClass, RoadWay
from geo.travel import Manoeuvre, Route, Step
from tests.geo.roads.made import CALM, at, graph_of
from tests.geo.roads.test_equals_dijkstra import POLICY, Spot, position_of, questions

BRIDGE = BorderPolicy(rules={"bridge": BorderRule(passage=Passage.OPEN, name="Le pont")})


def road(
    *nodes: int, ref: str = "", kind: RoadClass = RoadClass.LOCAL, border: str | None = None
) -> RoadWay:
    """Return a road through nodes of a grid: 32 is 3 north and 2 east, 1.1 km a step."""
    return RoadWay(
        nodes=nodes,
        positions=tuple(spot(node) for node in nodes),
        road_class=kind,
        ref=ref,
        border=border,
    )


def spot(node: int) -> Position:
    return at(14.0 + 0.01 * (node // 10), -16.0 + 0.01 * (node % 10))


def driven(ways: list[RoadWay], origin: int, destination: int) -> Route:
    router = RoadGraphRouter(graph_of(ways), borders=BRIDGE)
    route = router.route(spot(origin), spot(destination), CALM)
    assert isinstance(route, Route)
    return route


def told(steps: tuple[Step, ...]) -> list[tuple[str, str]]:
    return [(step.manoeuvre.value, step.road) for step in steps]


def test_turns_are_told_at_junctions_and_one_road_is_one_step() -> None:
    ways = [road(1, 2, 3, 4, ref="N1"), road(3, 13, 23, ref="Rue A"), road(22, 23, 24, ref="Rue B")]
    assert told(driven(ways, 1, 22).steps) == [
        ("depart", "N1"),
        ("left", "Rue A"),
        ("left", "Rue B"),
        ("arrive", ""),
    ]


def test_a_road_that_bends_past_a_side_street_is_followed_without_a_word() -> None:
    bend = RoadWay(
        nodes=(1, 2, 99),
        positions=(spot(1), spot(2), at(14.007, -15.97)),
        road_class=RoadClass.LOCAL,
        ref="N1",
    )
    steps = driven(
        [
            bend,
            road(2, 3),
            road(2, 12),
            RoadWay(
                nodes=(99, 8),
                positions=(at(14.007, -15.97), spot(35)),
                road_class=RoadClass.LOCAL,
                ref="N1",
            ),
        ],
        1,
        35,
    ).steps
    assert told(steps) == [("depart", "N1"), ("arrive", "")]


def test_where_only_the_name_changes_there_is_nothing_to_choose() -> None:
    ways = [road(1, 2, ref="N1"), road(2, 12, ref="N2")]
    assert told(driven(ways, 1, 12).steps)[1] == ("straight", "N2")


def test_ferry_and_border_are_steps_of_their_own() -> None:
    ways = [
        road(1, 2, ref="N1"),
        road(2, 3, ref="Bac", kind=RoadClass.FERRY),
        road(3, 4, ref="N1"),
        road(4, 5, border="bridge"),
        road(5, 6, ref="N1"),
    ]
    route = driven(ways, 1, 6)
    assert told(route.steps) == [
        ("depart", "N1"),
        ("ferry", "Bac"),
        ("straight", "N1"),
        ("border", "Le pont"),
        ("straight", "N1"),
        ("arrive", ""),
    ]
    assert route.time.via == "Le pont"


def test_a_roundabout_is_one_step_with_the_road_it_is_left_by() -> None:
    ring = RoadWay(
        nodes=(3, 93, 94, 95, 3),
        positions=(
            spot(3),
            at(13.9998, -15.9698),
            at(14.0, -15.9696),
            at(14.0002, -15.9698),
            spot(3),
        ),
        road_class=RoadClass.LOCAL,
        roundabout=True,
    )
    away = RoadWay(
        nodes=(95, 13),
        positions=(at(14.0002, -15.9698), spot(13)),
        road_class=RoadClass.LOCAL,
        ref="B",
    )
    assert told(driven([road(1, 2, 3, ref="A"), ring, away], 1, 13).steps) == [
        ("depart", "A"),
        ("roundabout", "B"),
        ("arrive", ""),
    ]


def test_the_line_begins_and_ends_at_the_positions_asked_and_follows_the_road() -> None:
    ways = [road(1, 2, 12, 13)]
    route = driven(ways, 1, 13)
    assert (route.line[0], route.line[-1]) == (spot(1), spot(13))
    assert any(great_circle_m(point, spot(2)) < 1 for point in route.line)
    assert any(great_circle_m(point, spot(12)) < 1 for point in route.line)


@settings(suppress_health_check=list(HealthCheck))
@given(questions())
def test_the_steps_and_the_line_add_up_to_the_time(
    question: tuple[list[RoadWay], list[Spot]],
) -> None:
    ways, (one, *many) = question
    router = RoadGraphRouter(graph_of(ways), borders=POLICY)
    origin = position_of(ways, one)
    for end in (position_of(ways, spot) for spot in many):
        (time,) = router.one_to_many(origin, [end], CALM).times
        route = router.route(origin, end, CALM)
        if not isinstance(route, Route):
            assert route is time
            continue
        assert route.time == time
        steps = route.steps
        assert sum(step.duration_s for step in steps) == pytest.approx(time.duration_s, abs=0.5)
        assert sum(step.distance_m for step in steps) == pytest.approx(route.time.distance_m, abs=3)
        length_m = sum(
            great_circle_m(a, b) for a, b in zip(route.line, route.line[1:], strict=False)
        )
        assert length_m == pytest.approx(route.time.distance_m, rel=0.01, abs=10)
        assert (steps[0].manoeuvre, steps[-1].manoeuvre) == (Manoeuvre.DEPART, Manoeuvre.ARRIVE)


@settings(suppress_health_check=list(HealthCheck))
@given(questions())
def test_the_ground_reached_is_valid_nested_and_holds_what_is_reached(
    question: tuple[list[RoadWay], list[Spot]],
) -> None:
    ways, (one, *many) = question
    router = RoadGraphRouter(graph_of(ways), borders=POLICY)
    origin = position_of(ways, one)
    near, middle, far = router.reachable(origin, (300, 900, 2700), CALM)
    assume(not near.area.is_empty)  # within a closed border there is no way out
    assert all(reach.area.is_valid and not reach.area.is_empty for reach in (near, middle, far))
    rounding_deg = 1e-7
    assert middle.area.buffer(rounding_deg).covers(near.area)
    assert far.area.buffer(rounding_deg).covers(middle.area)
    assert near.area.covers(Point(origin.lon, origin.lat))
    ends = [position_of(ways, spot) for spot in many]
    (inside,) = router.reached([origin], ends, 2700, CALM)
    for index, end in enumerate(ends):
        if index in inside:
            assert far.area.buffer(0.005).covers(Point(end.lon, end.lat))


def test_a_route_tells_what_it_is_made_of_before_anything_was_learnt() -> None:
    ways = [road(0, 1, 2, kind=RoadClass.PRIMARY), road(2, 12, 22)]
    plain = driven(ways, 0, 22)
    learnt = SpeedFactors(
        learnt={
            (kind, hour_band(CALM.at), CALM.vehicle): 2.0
            for kind in (RoadClass.PRIMARY, RoadClass.LOCAL)
        }
    )
    slower = RoadGraphRouter(graph_of(ways), borders=BRIDGE, factors=learnt)
    taught = slower.route(spot(0), spot(22), CALM)
    assert isinstance(taught, Route)
    assert taught.time.duration_s == pytest.approx(2 * plain.time.duration_s, rel=0.01)
    for route in (plain, taught):
        parts = {part.kind: part for part in route.parts}
        assert {"primary", "local"} <= parts.keys()
        assert parts["primary"].distance_m == pytest.approx(2_160, rel=0.02)
        assert sum(part.base_s for part in route.parts) == pytest.approx(
            plain.time.duration_s, rel=0.01
        )
