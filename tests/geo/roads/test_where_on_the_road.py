"""A position is put on the road where a vehicle would reach it, or said to be off the network."""

import pytest

from geo.position import great_circle_m, moved
from geo.roads.border import BorderPolicy
from geo.roads.router import RoadGraphRouter
from geo.roads.snap import OFF_NETWORK_M, OFF_ROAD_KMH
from geo.roads.way import Direction, RoadClass, RoadWay
from geo.travel import NotReached, TravelTime
from tests.geo.roads.made import CALM, at, graph_of

WEST, MIDDLE, EAST = at(14.0, -16.02), at(14.0, -16.01), at(14.0, -16.0)
ROAD = RoadWay(nodes=(1, 2, 3), positions=(WEST, MIDDLE, EAST), road_class=RoadClass.LOCAL)
SPEED_MS = 10.0


def router_of(*ways: RoadWay) -> RoadGraphRouter:
    return RoadGraphRouter(graph_of(ways), borders=BorderPolicy())


def test_the_ground_between_a_position_and_its_road_takes_time_and_is_told() -> None:
    patient = moved(MIDDLE, 0, 300)
    (time,) = router_of(ROAD).one_to_many(WEST, [patient], CALM).times
    assert isinstance(time, TravelTime)
    assert time.off_road_m == pytest.approx(300, rel=0.01)
    assert time.distance_m == pytest.approx(great_circle_m(WEST, MIDDLE), rel=0.01)
    walked_s = 300 / (OFF_ROAD_KMH / 3.6)
    assert time.duration_s == pytest.approx(time.distance_m / SPEED_MS + walked_s, rel=0.01)


def test_a_position_far_from_every_road_is_off_the_network() -> None:
    at_sea = moved(WEST, 270, OFF_NETWORK_M * 1.05)
    hamlet = moved(WEST, 270, OFF_NETWORK_M * 0.95)
    router = router_of(ROAD)
    sea, reached = router.many_to_one([at_sea, hamlet], EAST, CALM, enough=2).times
    assert sea is NotReached.OFF_NETWORK
    assert isinstance(reached, TravelTime)
    assert router.one_to_many(at_sea, [WEST], CALM).times == (NotReached.OFF_NETWORK,)
    assert router.route(at_sea, WEST, CALM) is NotReached.OFF_NETWORK
    assert router.reachable(at_sea, (600,), CALM)[0].area.is_empty


def test_a_car_park_without_a_gate_is_left_for_the_road_beside_it() -> None:
    parked = moved(MIDDLE, 0, 40)
    car_park = RoadWay(
        nodes=(8, 9), positions=(parked, moved(parked, 90, 50)), road_class=RoadClass.SERVICE
    )
    router = router_of(ROAD, car_park)
    assert (router.graph.report.islands, router.graph.report.nodes) == (1, 4)
    (time,) = router.one_to_many(parked, [WEST], CALM).times
    assert isinstance(time, TravelTime)
    assert time.off_road_m == pytest.approx(40, rel=0.05)


def test_two_islands_have_no_way_between_them() -> None:
    far = moved(EAST, 90, 20_000)
    elsewhere = RoadWay(
        nodes=(8, 9), positions=(far, moved(far, 0, 900)), road_class=RoadClass.LOCAL
    )
    router = router_of(ROAD, elsewhere)
    assert router.one_to_many(WEST, [far, EAST], CALM, enough=1).times[0] is NotReached.NO_WAY
    assert router.route(WEST, far, CALM) is NotReached.NO_WAY


def test_a_one_way_street_is_not_driven_back() -> None:
    round_it = (EAST, at(14.02, -16.0), at(14.02, -16.02), WEST)
    router = router_of(
        RoadWay(
            nodes=(1, 2, 3),
            positions=(WEST, MIDDLE, EAST),
            road_class=RoadClass.LOCAL,
            direction=Direction.FORWARD,
        ),
        RoadWay(nodes=(3, 4, 5, 1), positions=round_it, road_class=RoadClass.LOCAL),
    )
    early, late = at(14.0, -16.015), at(14.0, -16.005)
    (there,) = router.one_to_many(early, [late], CALM).times
    (back,) = router.one_to_many(late, [early], CALM).times
    assert isinstance(there, TravelTime)
    assert isinstance(back, TravelTime)
    assert there.distance_m == pytest.approx(great_circle_m(early, late), rel=0.01)
    assert back.distance_m > 6 * there.distance_m


def test_a_length_that_the_source_states_is_the_length_of_the_drive() -> None:
    stated = RoadWay(
        nodes=(1, 2, 3),
        positions=(WEST, MIDDLE, EAST),
        road_class=RoadClass.LOCAL,
        length_m=4000.0,
        drive_s=300.0,
    )
    side = RoadWay(nodes=(2, 4), positions=(MIDDLE, at(14.01, -16.01)), road_class=RoadClass.LOCAL)
    half, whole = router_of(stated, side).one_to_many(WEST, [MIDDLE, EAST], CALM).times
    assert isinstance(half, TravelTime)
    assert isinstance(whole, TravelTime)
    assert (half.distance_m, half.duration_s) == pytest.approx((2000, 150), rel=0.01)
    assert (whole.distance_m, whole.duration_s) == pytest.approx((4000, 300), rel=0.01)
    quarter = at(14.0, -16.015)
    (time,) = router_of(stated).one_to_many(WEST, [quarter], CALM).times
    assert isinstance(time, TravelTime)
    assert time.distance_m == pytest.approx(1000, rel=0.01)


def test_a_road_mapped_in_many_ways_is_one_edge() -> None:
    ends = [at(14.0, -16.0 + 0.001 * step) for step in range(11)]
    ways = [
        RoadWay(
            nodes=(n + 1, n) if n % 2 else (n, n + 1),
            positions=(ends[n + 1], ends[n]) if n % 2 else (ends[n], ends[n + 1]),
            road_class=RoadClass.LOCAL,
        )
        for n in range(10)
    ]
    graph = graph_of(ways)
    assert (graph.nodes, graph.edges, len(graph.line_of(0))) == (2, 1, 11)
    assert graph.report.road_m == pytest.approx(great_circle_m(ends[0], ends[-1]), rel=1e-4)
