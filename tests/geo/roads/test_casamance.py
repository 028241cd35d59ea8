"""The Gambia lies between Casamance and the north: only roads know what that costs."""

import math

import pytest

from geo.country import Country
from geo.position import Position, great_circle_m, moved
from geo.roads.border import BorderPolicy
from geo.roads.graph import RoadGraph
from geo.roads.router import RoadGraphRouter
from geo.roads.way import RoadClass, RoadWay
from geo.travel import NotReached, TravelTime
from tests.geo.roads.made import CALM, at, graph_of

TOWNS = {
    "Ziguinchor": at(12.5833, -16.2719),
    "Bignona": at(12.8103, -16.2264),
    "Bounkiling": at(13.0419, -15.6953),
    "Senoba": at(13.3667, -15.5167),
    "south bank": at(13.4800, -15.5700),
    "north bank": at(13.4960, -15.5700),
    "Keur Ayip": at(13.6000, -15.6167),
    "Kaolack": at(14.1407, -16.0756),
    "Kaffrine": at(14.1059, -15.5508),
    "Koungheul": at(13.9833, -14.8000),
    "Tambacounda": at(13.7707, -13.6673),
    "Vélingara": at(13.1500, -14.1167),
    "Kolda": at(12.8939, -14.9413),
}

ROADS_KM = (
    ("Ziguinchor", "Bignona", "N4", 30, None),
    ("Bignona", "Bounkiling", "N4", 75, None),
    ("Bounkiling", "Senoba", "N4", 47, None),
    ("Senoba", "south bank", "N4", 15, "senoba"),
    ("south bank", "north bank", "N4", 2, "farafenni"),
    ("north bank", "Keur Ayip", "N4", 13, "keur-ayip"),
    ("Keur Ayip", "Kaolack", "N4", 79, None),
    ("Kaolack", "Kaffrine", "N1", 61, None),
    ("Kaffrine", "Koungheul", "N1", 89, None),
    ("Koungheul", "Tambacounda", "N1", 128, None),
    ("Tambacounda", "Vélingara", "N6", 98, None),
    ("Vélingara", "Kolda", "N6", 129, None),
    ("Kolda", "Ziguinchor", "N6", 188, None),
)
"""National roads between towns and their lengths, as public road tables give them, rounded."""

SOUTH = ("Ziguinchor", "Bignona", "Bounkiling", "Kolda", "Vélingara")
NORTH = ("Kaolack", "Kaffrine", "Koungheul")


def bent(a: Position, b: Position, far_m: float) -> tuple[Position, ...]:
    """Return a line from a to b that is so long, by one bend in the middle."""
    straight_m = great_circle_m(a, b)
    if straight_m >= far_m:
        return (a, b)
    middle = at((a.lat + b.lat) / 2, (a.lon + b.lon) / 2)
    aside_m = math.sqrt((far_m / 2) ** 2 - (straight_m / 2) ** 2)
    side = 90.0 if abs(a.lat - b.lat) > abs(a.lon - b.lon) else 0.0
    return (a, moved(middle, side, aside_m), b)


@pytest.fixture(scope="module")
def graph() -> RoadGraph:
    names = list(TOWNS)
    ways = []
    for number, (a, b, ref, km, border) in enumerate(ROADS_KM):
        line = bent(TOWNS[a], TOWNS[b], km * 1000)
        inner = (100 + number,) if len(line) == 3 else ()
        ways.append(
            RoadWay(
                nodes=(names.index(a) + 1, *inner, names.index(b) + 1),
                positions=line,
                road_class=RoadClass.TRUNK,
                ref=ref,
                border=border,
            )
        )
    return graph_of(ways)


def policy(country: Country) -> BorderPolicy:
    return BorderPolicy.of(country.crossings, country.posts)


@pytest.fixture
def router(graph: RoadGraph, senegal: Country) -> RoadGraphRouter:
    return RoadGraphRouter(graph, borders=policy(senegal))


@pytest.fixture
def bridge_shut(router: RoadGraphRouter, senegal: Country) -> RoadGraphRouter:
    return router.under(borders=policy(senegal.with_crossing("farafenni", is_open=False)))


def drive(router: RoadGraphRouter, a: str, b: str) -> TravelTime:
    (time,) = router.one_to_many(TOWNS[a], [TOWNS[b]], CALM).times
    assert isinstance(time, TravelTime)
    return time


def test_the_drive_over_the_bridge_has_its_length_its_border_and_its_name(
    router: RoadGraphRouter, senegal: Country
) -> None:
    time = drive(router, "Kaolack", "Ziguinchor")
    assert time.distance_m == pytest.approx(261_000, rel=0.02)
    waits_s = senegal.crossings[0].delay_s
    assert time.duration_s == pytest.approx(time.distance_m / 20 + waits_s, abs=2)
    assert time.via == senegal.crossings[0].name


def test_half_the_way_through_pays_the_post_on_that_side_only(
    router: RoadGraphRouter, senegal: Country
) -> None:
    time = drive(router, "Kaolack", "north bank")
    post = next(post for post in senegal.posts if post.id == "keur-ayip")
    assert time.duration_s == pytest.approx(time.distance_m / 20 + post.delay_s, abs=2)
    assert time.via == post.name


def test_a_bridge_that_is_shut_counts_from_the_next_question_on(
    router: RoadGraphRouter, bridge_shut: RoadGraphRouter
) -> None:
    round_it = drive(bridge_shut, "Kaolack", "Ziguinchor")
    assert round_it.via is None
    assert round_it.distance_m == pytest.approx(693_000, rel=0.02)
    assert drive(router, "Kaolack", "Ziguinchor").distance_m < 300_000


@pytest.mark.parametrize("place", SOUTH)
@pytest.mark.parametrize("shut", [False, True])
def test_no_northern_unit_comes_before_a_sooner_one_in_the_south(
    router: RoadGraphRouter, bridge_shut: RoadGraphRouter, place: str, *, shut: bool
) -> None:
    asked = bridge_shut if shut else router
    units = (*NORTH, *(town for town in SOUTH if town != place))
    origins = [TOWNS[town] for town in units]
    times = asked.many_to_one(origins, TOWNS[place], CALM, enough=1).times
    reached = {
        town: time.duration_s
        for town, time in zip(units, times, strict=True)
        if isinstance(time, TravelTime)
    }
    assert min(reached, key=lambda town: reached[town]) in SOUTH
    assert all(time in {NotReached.BEYOND, *times} for time in times)


def test_the_straight_line_would_send_the_wrong_unit_to_kolda(router: RoadGraphRouter) -> None:
    origins = [TOWNS["Koungheul"], TOWNS["Ziguinchor"]]
    straight_m = [great_circle_m(origin, TOWNS["Kolda"]) for origin in origins]
    assert straight_m[0] < straight_m[1]
    north, south = router.many_to_one(origins, TOWNS["Kolda"], CALM).times
    assert isinstance(north, TravelTime)
    assert isinstance(south, TravelTime)
    assert south.duration_s < north.duration_s


def test_a_border_that_nobody_decided_about_is_closed(graph: RoadGraph) -> None:
    nothing_said = RoadGraphRouter(graph, borders=BorderPolicy())
    assert drive(nothing_said, "Kaolack", "Ziguinchor").distance_m > 600_000


def test_with_every_way_shut_there_is_no_way(senegal: Country) -> None:
    names = ("Kaolack", "Ziguinchor")
    only_bridge = graph_of(
        [
            RoadWay(
                nodes=(1, 2),
                positions=(TOWNS[names[0]], TOWNS[names[1]]),
                road_class=RoadClass.TRUNK,
                border="farafenni",
            )
        ]
    )
    shut = RoadGraphRouter(
        only_bridge, borders=policy(senegal.with_crossing("farafenni", is_open=False))
    )
    assert shut.one_to_many(TOWNS[names[0]], [TOWNS[names[1]]], CALM).times == (NotReached.NO_WAY,)
