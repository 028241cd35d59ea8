"""What each router promises, asked of each: straight line, road graph, OSRM, Valhalla."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from shapely import Point

from dispatch.routing.http import HttpAsk
from dispatch.routing.worker import RoadGraphWorker
from geo.country import Country
from geo.crossing import Crossing
from geo.position import Position, great_circle_m
from geo.roads.border import BorderPolicy
from geo.servers.osrm import OsrmRouter
from geo.servers.valhalla import ValhallaRouter
from geo.straight_line import StraightLineRouter
from geo.travel import (
    Manoeuvre,
    NotReached,
    Route,
    Router,
    RouterFailed,
    RouterFault,
    TravelMethod,
    TravelTime,
    Trip,
)
from tests.dispatch.routing.small_map import AT_SEA, ISLAND, senegal, town

TRIP = Trip(at=datetime(2026, 11, 22, 3, tzinfo=UTC))
STRAIGHT, GRAPH, OSRM, VALHALLA = "straight_line", "road_graph", "osrm", "valhalla"
ROADS = (GRAPH, OSRM, VALHALLA)
NORTH, SOUTH = "Kaolack", "Ziguinchor"

Opened = Callable[[str, Country], Awaitable[Router]]


@pytest.fixture
async def opened(request: pytest.FixtureRequest) -> AsyncIterator[Opened]:
    """Opens a router by name, on a country as it is; its server is started when first asked for."""
    async with AsyncExitStack() as stack:

        async def open_one(kind: str, country: Country) -> Router:
            if kind == STRAIGHT:
                return StraightLineRouter(country)
            if kind == GRAPH:
                path: Path = request.getfixturevalue("graph_file")
                policy = BorderPolicy.of(country.crossings)
                worker = RoadGraphWorker(path, borders=lambda: policy)
                stack.push_async_callback(worker.close)
                await worker.start(60)
                return worker
            ask = HttpAsk(request.getfixturevalue(f"{kind}_url"))
            stack.push_async_callback(ask.close)

            def crossings() -> Sequence[Crossing]:
                return country.crossings

            return OsrmRouter(ask, crossings) if kind == OSRM else ValhallaRouter(ask, crossings)

        yield open_one


@asynccontextmanager
async def failing_with(fault: RouterFault) -> AsyncIterator[None]:
    with pytest.raises(RouterFailed) as failed:
        yield
    assert failed.value.fault is fault


async def times_to_north(opened: Opened, kind: str) -> Sequence[TravelTime | NotReached]:
    router = await opened(kind, senegal())
    return (await router.many_to_one([town(SOUTH)], town(NORTH), TRIP)).times


def bridge_shut() -> Country:
    return senegal().with_crossing("farafenni", is_open=False)


every_router = pytest.mark.parametrize("kind", [STRAIGHT, *ROADS])
every_road_router = pytest.mark.parametrize("kind", ROADS)
every_server = pytest.mark.parametrize("kind", [OSRM, VALHALLA])


@every_router
async def test_each_origin_gets_its_time_in_the_order_asked(opened: Opened, kind: str) -> None:
    router = await opened(kind, senegal())
    origins = [town(name) for name in (SOUTH, "Kaffrine", "Nioro du Rip")]
    times = (await router.many_to_one(origins, town(NORTH), TRIP)).times
    far, near, nearest = (time for time in times if isinstance(time, TravelTime))
    assert far.duration_s > near.duration_s > 0
    assert far.distance_m > near.distance_m > nearest.distance_m * 0.9
    alone = [(await router.many_to_one([one], town(NORTH), TRIP)).times[0] for one in origins]
    assert [t.duration_s for t in alone if isinstance(t, TravelTime)] == pytest.approx(
        [t.duration_s for t in times if isinstance(t, TravelTime)], rel=0.02
    )
    assert (await router.many_to_one([], town(NORTH), TRIP)).times == ()


@every_router
async def test_the_way_out_takes_about_as_long_as_the_way_back(opened: Opened, kind: str) -> None:
    router = await opened(kind, senegal())
    ends = [town(name) for name in ("Kaffrine", SOUTH)]
    back = (await router.many_to_one(ends, town(NORTH), TRIP)).times
    out = (await router.one_to_many(town(NORTH), ends, TRIP)).times
    for there, here in zip(out, back, strict=True):
        assert isinstance(there, TravelTime)
        assert isinstance(here, TravelTime)
        assert there.duration_s == pytest.approx(here.duration_s, rel=0.05)
        assert there.via == here.via


@every_router
async def test_the_way_over_the_bridge_says_so_and_counts_the_waiting(
    opened: Opened, kind: str
) -> None:
    (time,) = (
        await (await opened(kind, senegal())).many_to_one([town(SOUTH)], town(NORTH), TRIP)
    ).times
    assert isinstance(time, TravelTime)
    assert time.via is not None
    assert "Farafenni" in time.via
    bridge = senegal().crossings[0]
    assert time.duration_s > bridge.delay_s + time.distance_m / 1000 * 36  # 100 km/h
    (near,) = (
        await (await opened(kind, senegal())).many_to_one([town("Kaffrine")], town(NORTH), TRIP)
    ).times
    assert isinstance(near, TravelTime)
    assert near.via is None


@every_router
async def test_no_way_leads_over_a_bridge_that_is_shut(opened: Opened, kind: str) -> None:
    router = await opened(kind, bridge_shut())
    far, near = (await router.many_to_one([town(SOUTH), town("Kaffrine")], town(NORTH), TRIP)).times
    assert isinstance(near, TravelTime)
    if kind == OSRM:  # it cannot leave a road out: the next router knows
        assert far is NotReached.OFF_NETWORK
        async with failing_with(RouterFault.NOT_COVERED):
            await router.route(town(SOUTH), town(NORTH), TRIP)
        return
    assert isinstance(far, TravelTime)
    assert far.distance_m > 580_000
    assert "Farafenni" not in (far.via or "")
    route = await router.route(town(SOUTH), town(NORTH), TRIP)
    assert isinstance(route, Route)
    assert route.time.distance_m > 580_000


@every_router
async def test_what_lies_beyond_the_limit_is_said_to_be_beyond(opened: Opened, kind: str) -> None:
    router = await opened(kind, senegal())
    ends = [town(SOUTH), town("Nioro du Rip")]
    far, near = (await router.one_to_many(town(NORTH), ends, TRIP, within_s=7200)).times
    assert far is NotReached.BEYOND
    assert isinstance(near, TravelTime)


@every_router
async def test_a_route_goes_from_door_to_door_with_its_turns(opened: Opened, kind: str) -> None:
    route = await (await opened(kind, senegal())).route(town(SOUTH), town(NORTH), TRIP)
    assert isinstance(route, Route)
    assert great_circle_m(route.line[0], town(SOUTH)) < 500
    assert great_circle_m(route.line[-1], town(NORTH)) < 500
    assert route.steps[0].manoeuvre is Manoeuvre.DEPART
    assert route.steps[-1].manoeuvre is Manoeuvre.ARRIVE
    assert sum(step.distance_m for step in route.steps) == pytest.approx(
        route.time.distance_m, rel=0.02
    )
    assert route.time.via is not None
    (time,) = (
        await (await opened(kind, senegal())).many_to_one([town(SOUTH)], town(NORTH), TRIP)
    ).times
    assert isinstance(time, TravelTime)
    assert route.time.duration_s == pytest.approx(time.duration_s, rel=0.05)


@every_road_router
async def test_a_point_at_sea_is_off_the_network_and_spoils_no_other(
    opened: Opened, kind: str
) -> None:
    router = await opened(kind, senegal())
    origins = [town("Kaffrine"), AT_SEA, town("Nioro du Rip")]
    one, sea, other = (await router.many_to_one(origins, town(NORTH), TRIP)).times
    assert sea is NotReached.OFF_NETWORK
    for time in (one, other):
        assert isinstance(time, TravelTime)
        assert time.method is not TravelMethod.STRAIGHT_LINE
    assert await router.route(AT_SEA, town(NORTH), TRIP) is NotReached.OFF_NETWORK


@every_road_router
async def test_an_island_without_a_ferry_has_no_time(opened: Opened, kind: str) -> None:
    router = await opened(kind, senegal())
    island, other = (await router.many_to_one([ISLAND, town("Kaffrine")], town(NORTH), TRIP)).times
    assert isinstance(island, NotReached)
    assert isinstance(other, TravelTime)


@every_road_router
async def test_more_points_than_the_server_takes_at_once_are_asked_in_pieces(
    opened: Opened, kind: str
) -> None:
    router = await opened(kind, senegal())
    some = [town(name) for name in ("Kaffrine", "Nioro du Rip", "Bignona")]
    count = 3 * 250
    times = (await router.many_to_one(some * 250, town(NORTH), TRIP)).times
    assert len(times) == count
    assert len(set(times)) == len(some)


@pytest.mark.parametrize("kind", [STRAIGHT, GRAPH, VALHALLA])
async def test_the_reach_grows_with_the_time(opened: Opened, kind: str) -> None:
    router = await opened(kind, senegal())
    limits_s = (300.0, 600.0, 900.0, 1200.0, 1800.0)
    reaches = await router.reachable(town(NORTH), limits_s, TRIP)
    areas = [reach.area.area for reach in reaches]
    assert [reach.limit_s for reach in reaches] == list(limits_s)
    assert areas == sorted(areas)
    here = Point(town(NORTH).lon, town(NORTH).lat)
    assert reaches[-1].area.distance(here) < 0.01


async def test_a_reach_longer_than_the_server_draws_is_left_to_the_next(opened: Opened) -> None:
    async with failing_with(RouterFault.NOT_COVERED):
        await (await opened(VALHALLA, senegal())).reachable(town(NORTH), (4 * 3600.0,), TRIP)
    async with failing_with(RouterFault.NOT_COVERED):
        await (await opened(OSRM, senegal())).reachable(town(NORTH), (600.0,), TRIP)


@every_road_router
async def test_a_router_tells_the_date_of_its_map(opened: Opened, kind: str) -> None:
    router = await opened(kind, senegal())
    assert isinstance(router, OsrmRouter | ValhallaRouter | RoadGraphWorker)
    date = await router.about(town(NORTH))
    assert date is not None
    assert datetime.fromisoformat(date)


async def test_points_farther_apart_than_valhalla_measures_are_beyond(opened: Opened) -> None:
    far = Position(lat=12.556, lon=-12.174)
    """Kédougou: 460 km from Kaolack, where its matrices end at 400."""
    router = await opened(VALHALLA, senegal())
    origins = [far, town("Kaffrine")]
    beyond, near = (await router.many_to_one(origins, town(NORTH), TRIP)).times
    assert beyond is NotReached.BEYOND
    assert isinstance(near, TravelTime)
