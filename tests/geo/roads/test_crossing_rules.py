"""What a border costs: the table's figure adds up over its posts, and decisions hold at once."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dispatch.crossings import Crossings, write_decision
from geo.country import Country
from geo.position import Position
from geo.roads.border import Passage
from geo.roads.crossing_rules import UNLISTED_S, CrossingDecision, border_policy, decided
from geo.roads.importing import import_map
from geo.roads.router import RoadGraphRouter
from geo.straight_line import StraightLineRouter
from geo.travel import Route, TravelTime, Trip
from tests.geo.roads.osm_files import Drawing, Place

AT = Trip(at=datetime(2026, 11, 22, 12, tzinfo=UTC))
KAOLACK = Position(lat=14.15, lon=-16.08)
ZIGUINCHOR = Position(lat=12.58, lon=-16.27)

PLACES: dict[str, Place] = {
    "k": (14.15, -16.08),
    "d": (13.62, -15.61),
    "e": (13.57, -15.60),
    "f": (13.498, -15.571),
    "g": (13.484, -15.569),
    "h": (13.40, -15.53),
    "i": (13.34, -15.51),
    "z": (12.58, -16.27),
    "t": (13.77, -13.67),
    "o": (12.89, -14.94),
}


@pytest.fixture(scope="module")
def router(senegal: Country, tmp_path_factory: pytest.TempPathFactory) -> RoadGraphRouter:
    folder = tmp_path_factory.mktemp("roads")
    drawing = Drawing(places=PLACES).way("kdef", highway="trunk").way("ghiz", highway="trunk")
    drawing.way("fg", highway="trunk", bridge="yes").way("ktoz", highway="trunk")
    path = drawing.save(folder / "map.osm.pbf")
    graph = import_map(path, folder / "graph", senegal, built_at=AT.at).graph
    return RoadGraphRouter(graph, borders=border_policy(senegal))


def drive(router: RoadGraphRouter) -> TravelTime:
    found = router.route(KAOLACK, ZIGUINCHOR, AT)
    assert isinstance(found, Route)
    return found.time


def test_the_whole_passage_costs_what_the_table_says(
    router: RoadGraphRouter, senegal: Country
) -> None:
    free = [
        CrossingDecision(id=border, passage=Passage.COSTLY, delay_s=0)
        for border in ("farafenni", "keur-ayip", "senoba")
    ]
    usual, unhindered = drive(router), drive(router.under(borders=border_policy(senegal, free)))
    assert usual.duration_s - unhindered.duration_s == pytest.approx(1_800, abs=1)
    assert usual.distance_m == pytest.approx(unhindered.distance_m)


def test_a_closed_bridge_sends_everybody_round(router: RoadGraphRouter, senegal: Country) -> None:
    shut = [CrossingDecision(id="farafenni", passage=Passage.CLOSED)]
    around = drive(router.under(borders=border_policy(senegal, shut)))
    assert around.distance_m > 2 * drive(router).distance_m


def test_a_road_over_the_border_of_which_nobody_spoke_is_costly_and_not_closed(
    senegal: Country,
) -> None:
    rule = border_policy(senegal).at("gm-somewhere")
    assert (rule.passage, rule.extra_s) == (Passage.COSTLY, UNLISTED_S)
    shut = CrossingDecision(id="gm-somewhere", passage=Passage.CLOSED)
    assert border_policy(senegal, [shut]).at("gm-somewhere").passage is Passage.CLOSED


def test_what_is_decided_holds_for_straight_lines_too(senegal: Country) -> None:
    shut = decided(senegal, [CrossingDecision(id="farafenni", passage=Passage.CLOSED)])
    assert (
        StraightLineRouter(shut).estimate(KAOLACK, ZIGUINCHOR).duration_s
        > StraightLineRouter(senegal).estimate(KAOLACK, ZIGUINCHOR).duration_s
    )


def test_a_decision_holds_from_the_next_question_on(senegal: Country, tmp_path: Path) -> None:
    path = tmp_path / "crossings.csv"
    crossings = Crossings(senegal, path)
    assert crossings.policy.at("farafenni").passage is Passage.COSTLY
    write_decision(path, CrossingDecision(id="farafenni", passage=Passage.CLOSED))
    assert crossings.policy.at("farafenni").passage is Passage.CLOSED
    assert not next(one for one in crossings.country.crossings if one.id == "farafenni").open
    path.write_text("id,passage\nfarafenni,maybe\n", encoding="utf-8")
    assert crossings.policy.at("farafenni").passage is Passage.CLOSED
    assert "maybe" in crossings.trouble
    path.unlink()
    assert crossings.policy.at("farafenni").passage is Passage.COSTLY
    assert crossings.trouble == ""


def test_a_real_extract_shows_the_detour(senegal: Country, tmp_path: Path) -> None:
    """Casamance is reached over the bridge, and round by Tambacounda when that is shut."""
    extract = os.environ.get("SAMU_TEST_EXTRACT")
    if not extract:
        pytest.skip("SAMU_TEST_EXTRACT names no extract of Senegal and The Gambia")
    done = import_map(Path(extract), tmp_path / "graph", senegal, built_at=AT.at)
    assert done.coverage.regions_without == ()
    assert {"farafenni", "keur-ayip", "senoba"} <= set(done.graph.borders)
    router = RoadGraphRouter(done.graph, borders=border_policy(senegal))
    shut = [
        CrossingDecision(id=border, passage=Passage.CLOSED)
        for border in done.graph.borders
        if not border.startswith("post-")
    ]
    over, around = drive(router), drive(router.under(borders=border_policy(senegal, shut)))
    assert 230_000 < over.distance_m < 330_000
    assert 650_000 < around.distance_m < 1_000_000
    assert around.duration_s > over.duration_s + 3 * 3600
