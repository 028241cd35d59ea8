"""The routers as a process opens them from its settings, with the service's own decisions."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile

from dispatch.crossings import Crossings, write_decision
from dispatch.routing.open import Routing, open_routing
from dispatch.settings import Settings
from geo.roads.border import Passage
from geo.roads.crossing_rules import CrossingDecision
from geo.travel import NotReached, TravelMethod, TravelTime, Trip
from tests.dispatch.routing.small_map import senegal, town

TRIP = Trip(at=datetime(2026, 11, 22, 3, tzinfo=UTC))


def settings_in(folder: Path, **more: object) -> Settings:
    files = {"roads_file": folder / "roads", "crossings_file": folder / "crossings.csv"}
    patient = {"router_limit_ms": 10_000.0}
    return Settings.model_validate(files | patient | more)


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Routing]:
    routing = await open_routing(settings, Crossings(senegal(), settings.crossings_path()))
    try:
        yield routing
    finally:
        await routing.close()


async def to_kaolack(routing: Routing) -> TravelTime:
    (time,) = (await routing.chain.many_to_one([town("Ziguinchor")], town("Kaolack"), TRIP)).times
    assert isinstance(time, TravelTime)
    return time


async def test_without_server_or_graph_the_straight_line_answers_and_nothing_is_passed_over(
    tmp_path: Path,
) -> None:
    async with opened(settings_in(tmp_path)) as routing:
        assert (await to_kaolack(routing)).method is TravelMethod.STRAIGHT_LINE
        assert await routing.look(TRIP.at) == ()


async def test_the_road_graph_answers_before_the_straight_line_and_a_server_before_it(
    tmp_path: Path, graph_file: Path, osrm_url: str
) -> None:
    copyfile(graph_file, tmp_path / "roads")
    async with opened(settings_in(tmp_path)) as routing:
        assert (await to_kaolack(routing)).method is TravelMethod.ROAD_GRAPH
        (graph,) = await routing.examine(TRIP.at)
        assert (graph.fault, graph.data) == (None, "2026-11-01")
    async with opened(settings_in(tmp_path, osrm_url=osrm_url)) as routing:
        assert (await to_kaolack(routing)).method is TravelMethod.SERVER
        server, graph = await routing.examine(TRIP.at)
        assert (server.method, server.fault, server.data) == ("server", None, "2026-11-22")


async def test_a_crossing_closed_in_the_file_is_closed_for_the_next_question(
    tmp_path: Path, graph_file: Path, osrm_url: str
) -> None:
    copyfile(graph_file, tmp_path / "roads")
    settings = settings_in(tmp_path, osrm_url=osrm_url)
    async with opened(settings) as routing:
        by_bridge = await to_kaolack(routing)
        shut = CrossingDecision(id="farafenni", passage=Passage.CLOSED)
        write_decision(settings.crossings_path(), shut)
        round_it = await to_kaolack(routing)
        (tmp_path / "roads").unlink()
    assert by_bridge.method is TravelMethod.SERVER
    assert by_bridge.via is not None
    assert round_it.method is TravelMethod.ROAD_GRAPH, "OSRM cannot leave the bridge out"
    assert round_it.distance_m > 2 * by_bridge.distance_m


async def test_who_reaches_what_is_asked_of_the_graph_at_once(
    tmp_path: Path, graph_file: Path
) -> None:
    copyfile(graph_file, tmp_path / "roads")
    places = [town("Kaffrine"), town("Ziguinchor")]
    async with opened(settings_in(tmp_path)) as routing:
        reached = await routing.chain.reached([town("Kaolack")], places, 7200.0, TRIP)
        far = await routing.chain.many_to_one(places[1:], town("Kaolack"), TRIP, within_s=7200)
    assert reached == [frozenset({0})]
    assert far.times == (NotReached.BEYOND,)
