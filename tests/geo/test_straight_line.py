from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Point

from geo.country import Country, load_country
from geo.naming.gazetteer import GazetteerPlace
from geo.position import Position, distance_m
from geo.straight_line import StraightLineRouter
from geo.travel import NotReached, Router, TravelMethod, TravelTime, Trip

SENEGAL = load_country("senegal")
ROUTER = StraightLineRouter(SENEGAL)
TRIP = Trip(at=datetime(2026, 11, 22, 3, tzinfo=UTC))
PLACES = st.sampled_from(SENEGAL.gazetteer.places)


def town(name: str) -> Position:
    place = SENEGAL.gazetteer.named(name)
    assert place is not None
    return place.position


@pytest.fixture
def bridge_shut(senegal: Country) -> StraightLineRouter:
    return StraightLineRouter(senegal.with_crossing("farafenni", is_open=False))


def test_ziguinchor_to_kaolack_goes_by_the_bridge() -> None:
    gambia = SENEGAL.neighbours[0].outline
    ends = [(town(name).lon, town(name).lat) for name in ("Ziguinchor", "Kaolack")]
    assert LineString(ends).crosses(gambia)
    drive = ROUTER.estimate(town("Ziguinchor"), town("Kaolack"))
    assert drive.via is not None
    assert "Farafenni" in drive.via


def test_when_the_bridge_is_shut_the_way_is_round_by_the_east(
    bridge_shut: StraightLineRouter,
) -> None:
    by_bridge = ROUTER.estimate(town("Ziguinchor"), town("Kaolack"))
    round_it = bridge_shut.estimate(town("Ziguinchor"), town("Kaolack"))
    assert round_it.via is not None
    assert "Tambacounda" in round_it.via
    assert round_it.duration_s > 2 * by_bridge.duration_s
    assert round_it.distance_m > 700_000


def test_waiting_at_the_border_is_part_of_the_drive() -> None:
    (bridge, *_) = SENEGAL.crossings
    unhindered = replace(SENEGAL, crossings=(replace(bridge, delay_s=0),))
    drive = ROUTER.estimate(town("Ziguinchor"), town("Kaolack"))
    without = StraightLineRouter(unhindered).estimate(town("Ziguinchor"), town("Kaolack"))
    assert bridge.delay_s > 0
    assert drive.duration_s - without.duration_s == pytest.approx(bridge.delay_s)


def test_an_opened_ferry_is_used_where_it_is_quicker() -> None:
    by_ferry = StraightLineRouter(
        SENEGAL.with_crossing("farafenni", is_open=False).with_crossing("barra", is_open=True)
    )
    drive = by_ferry.estimate(town("Diouloulou"), town("Karang"))
    assert drive.via is not None
    assert "Barra" in drive.via


def test_kolda_to_tambacounda_keeps_to_the_national_road_east_of_the_gambia() -> None:
    drive = ROUTER.estimate(town("Kolda"), town("Tambacounda"))
    assert drive.via == "Manda"


def test_a_drive_within_the_country_names_no_crossing() -> None:
    drive = ROUTER.estimate(town("Dakar"), town("Thiès"))
    assert (drive.via, drive.method) == (None, TravelMethod.STRAIGHT_LINE)


def test_bignona_to_kaolack_is_near_the_measured_road() -> None:
    drive = ROUTER.estimate(town("Bignona"), town("Kaolack"))
    assert drive.distance_m == pytest.approx(226_000, rel=0.15)
    assert drive.duration_s == pytest.approx(211 * 60, rel=0.25)


def test_the_capital_is_slower_than_the_road() -> None:
    dakar, pikine = town("Dakar"), town("Pikine")
    in_dakar = ROUTER.estimate(dakar, pikine)
    assert in_dakar.distance_m == pytest.approx(distance_m(dakar, pikine) * 1.4, rel=0.006)
    assert in_dakar.distance_m / in_dakar.duration_s * 3.6 == pytest.approx(30)
    away = ROUTER.estimate(town("Louga"), town("Linguère"))
    assert away.distance_m / away.duration_s * 3.6 > 60


def test_the_way_round_itself_never_leaves_the_country() -> None:
    gambia = SENEGAL.neighbours[0].outline
    for here, there in pairwise(SENEGAL.way_round):
        leg = LineString(
            [(here.position.lon, here.position.lat), (there.position.lon, there.position.lat)]
        )
        assert not leg.crosses(gambia), (here.name, there.name)
        assert SENEGAL.territories.find(here.position).kind == "inside"


def test_an_unknown_crossing_cannot_be_shut() -> None:
    with pytest.raises(KeyError):
        SENEGAL.with_crossing("no such bridge", is_open=False)


@given(PLACES, PLACES)
def test_a_drive_takes_as_long_back_and_is_never_shorter_than_the_line(
    a: GazetteerPlace, b: GazetteerPlace
) -> None:
    there, back = ROUTER.estimate(a.position, b.position), ROUTER.estimate(b.position, a.position)
    assert there.duration_s == pytest.approx(back.duration_s)
    assert there.distance_m >= distance_m(a.position, b.position)


@given(PLACES, PLACES)
def test_shutting_a_crossing_never_shortens_a_drive(a: GazetteerPlace, b: GazetteerPlace) -> None:
    shut = StraightLineRouter(SENEGAL.with_crossing("farafenni", is_open=False))
    with_bridge = ROUTER.estimate(a.position, b.position)
    without = shut.estimate(a.position, b.position)
    assert without.duration_s >= with_bridge.duration_s - 1e-6
    assert "Farafenni" not in (without.via or "")


async def test_many_to_one_answers_in_the_order_asked() -> None:
    router: Router = ROUTER
    origins = [town(name) for name in ("Ziguinchor", "Fatick", "Dakar")]
    drives = (await router.many_to_one(origins, town("Kaolack"), TRIP)).times
    assert drives == tuple(ROUTER.estimate(origin, town("Kaolack")) for origin in origins)
    back = (await router.one_to_many(town("Kaolack"), origins, TRIP)).times
    assert back == tuple(ROUTER.estimate(town("Kaolack"), origin) for origin in origins)
    assert (await router.many_to_one([], town("Kaolack"), TRIP)).times == ()


async def test_what_lies_beyond_the_limit_is_said_to_be_beyond() -> None:
    origins = [town(name) for name in ("Ziguinchor", "Fatick")]
    far, near = (await ROUTER.many_to_one(origins, town("Kaolack"), TRIP, within_s=5400)).times
    assert far is NotReached.BEYOND
    assert isinstance(near, TravelTime)


async def test_a_route_passes_the_crossing_that_its_time_names() -> None:
    route = await ROUTER.route(town("Ziguinchor"), town("Kaolack"), TRIP)
    assert route.time == ROUTER.estimate(town("Ziguinchor"), town("Kaolack"))
    assert SENEGAL.crossings[0].position in route.line


async def test_the_reach_grows_with_the_time_and_stops_at_the_gambia() -> None:
    near, far = await ROUTER.reachable(town("Kaolack"), (1200, 3600), TRIP)
    assert near.area.area < far.area.area
    assert far.area.covers(Point(town("Kaolack").lon, town("Kaolack").lat))
    assert not far.area.covers(Point(town("Bignona").lon, town("Bignona").lat))


def test_a_river_is_passed_at_its_bridge() -> None:
    over = ROUTER.estimate(town("Ziguinchor"), town("Sédhiou"))
    straight_m = distance_m(town("Ziguinchor"), town("Sédhiou"))
    assert over.distance_m > 1.1 * straight_m * 1.3
    assert over.via is None


async def test_a_shut_bridge_sends_the_drive_round_the_river() -> None:
    shut = StraightLineRouter(
        replace(SENEGAL, bridges=tuple(replace(one, open=False) for one in SENEGAL.bridges))
    )
    by_bridge = ROUTER.estimate(town("Sokone"), town("Fatick"))
    round_it = shut.estimate(town("Sokone"), town("Fatick"))
    assert round_it.duration_s > by_bridge.duration_s
