"""A bridge that is closed at the terminal is closed for the next question, whoever answers it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from dispatch.crossings import Crossings, write_decision
from dispatch.routing.open import Routing, open_routing
from dispatch.settings import Settings
from geo.roads.border import Passage
from geo.roads.crossing_rules import CrossingDecision
from geo.travel import TravelMethod, TravelTime, Trip
from tests.dispatch.routing.small_map import senegal, town

TRIP = Trip(at=datetime(2026, 11, 22, 3, tzinfo=UTC))
FAR_MS = 10_000
"""The machine may be busy: what is slow is another test's business."""


async def drive(routing: Routing) -> TravelTime:
    times = await routing.chain.many_to_one([town("Kaolack")], town("Ziguinchor"), TRIP)
    (time,) = times.times
    assert isinstance(time, TravelTime)
    return time


@pytest.mark.parametrize("method", [TravelMethod.ROAD_GRAPH, TravelMethod.STRAIGHT_LINE])
async def test_a_crossing_closed_at_the_terminal_is_closed_for_every_router(
    graph_file: Path, tmp_path: Path, method: TravelMethod
) -> None:
    has_graph = method is TravelMethod.ROAD_GRAPH
    settings = Settings(
        roads_file=graph_file if has_graph else tmp_path / "absent",
        crossings_file=tmp_path / "crossings.csv",
        router_limit_ms=FAR_MS,
    )
    now = Crossings(senegal(), settings.crossings_path())
    routing = await open_routing(settings, now)
    try:
        over = await drive(routing)
        shut = CrossingDecision(id="farafenni", passage=Passage.CLOSED)
        write_decision(settings.crossings_path(), shut)
        around = await drive(routing)
    finally:
        await routing.close()
    assert {over.method, around.method} == {method}
    assert "Farafenni" in (over.via or "")
    assert "Farafenni" not in (around.via or "")
    assert around.duration_s > over.duration_s + 3600
