"""A graph in a file comes back as it was, and anything else is refused with its reason."""

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from geo.roads.border import BorderPolicy
from geo.roads.builder import BadRoads, BadRoadsCode
from geo.roads.file import VERSION, GraphFault, GraphUnreadable, load_graph, save_graph
from geo.roads.graph import RoadGraph
from geo.roads.router import RoadGraphRouter
from geo.roads.way import RoadClass, RoadWay
from tests.geo.roads.made import CALM, at, graph_of


@pytest.fixture
def graph() -> RoadGraph:
    return graph_of(
        [
            RoadWay(
                nodes=(1, 2, 3),
                positions=(at(14, -16), at(14, -15.99), at(14.01, -15.98)),
                road_class=RoadClass.PRIMARY,
                ref="N1",
            ),
            RoadWay(
                nodes=(3, 4),
                positions=(at(14.01, -15.98), at(14.02, -15.98)),
                road_class=RoadClass.LOCAL,
                name="Rue de l'Évêché",
                border="farafenni",
            ),
        ]
    )


@pytest.fixture
def path(graph: RoadGraph, tmp_path: Path) -> Path:
    path = tmp_path / "senegal.graph"
    save_graph(graph, path)
    return path


def test_what_was_saved_is_loaded(graph: RoadGraph, path: Path) -> None:
    loaded = load_graph(path)
    for field in fields(graph):
        here, there = getattr(graph, field.name), getattr(loaded, field.name)
        if isinstance(here, np.ndarray):
            assert here.dtype == there.dtype, field.name
            assert np.array_equal(here, there), field.name
        else:
            assert here == there, field.name
    ends = at(14, -16), at(14.01, -15.98)
    drives = [
        RoadGraphRouter(one, borders=BorderPolicy()).route(*ends, CALM) for one in (graph, loaded)
    ]
    assert drives[0] == drives[1]


def test_a_new_graph_takes_the_old_ones_place_while_that_is_read(
    graph: RoadGraph, path: Path
) -> None:
    held = load_graph(path)
    save_graph(graph, path)
    assert held.names == load_graph(path).names
    assert float(held.length_m.sum()) == float(graph.length_m.sum())
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_no_part_is_left_where_a_graph_cannot_be_written(graph: RoadGraph, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError, match="taken"):
        save_graph(graph, tmp_path / "taken")
    assert [entry.name for entry in tmp_path.iterdir()] == ["taken"]


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(GraphUnreadable) as refused:
        load_graph(tmp_path / "none.graph")
    assert refused.value.code is GraphFault.MISSING


@pytest.mark.parametrize("content", [b"", b"short", b"\x00\x00\x00\x0d\x0a\x09OSMHeader" * 9])
def test_a_file_of_another_kind_is_foreign(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(GraphUnreadable) as refused:
        load_graph(tmp_path / "x")
    assert refused.value.code is GraphFault.FOREIGN


@pytest.mark.parametrize("part", [0.2, 0.6, 0.999])
def test_a_half_written_graph_is_damaged(path: Path, part: float) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: max(60, int(len(whole) * part))])
    with pytest.raises(GraphUnreadable) as refused:
        load_graph(path)
    assert refused.value.code is GraphFault.DAMAGED


def test_one_flipped_bit_is_seen(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[-200] ^= 1
    path.write_bytes(whole)
    with pytest.raises(GraphUnreadable) as refused:
        load_graph(path)
    assert refused.value.code is GraphFault.DAMAGED


def test_a_graph_of_another_version_is_said_to_be_one(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[8] = VERSION + 1
    path.write_bytes(whole)
    with pytest.raises(GraphUnreadable) as refused:
        load_graph(path)
    assert refused.value.code is GraphFault.OTHER_VERSION


def test_no_usable_road_makes_no_graph() -> None:
    nowhere = RoadWay(nodes=(1, 1), positions=(at(14, -16),) * 2, road_class=RoadClass.LOCAL)
    for ways in ([], [nowhere]):
        with pytest.raises(BadRoads) as refused:
            graph_of(ways)
        assert refused.value.code is BadRoadsCode.NO_ROADS


def test_ways_that_cannot_be_used_are_counted_and_left_out(graph: RoadGraph) -> None:
    good = RoadWay(
        nodes=(1, 2), positions=(at(14, -16), at(14, -15.99)), road_class=RoadClass.LOCAL
    )
    bad = [
        RoadWay(nodes=(1, 2, 3), positions=good.positions, road_class=RoadClass.LOCAL),
        RoadWay(nodes=(1,), positions=good.positions[:1], road_class=RoadClass.LOCAL),
        RoadWay(
            nodes=(1, 2), positions=good.positions, road_class=RoadClass.FERRY, drive_s=float("nan")
        ),
        RoadWay(nodes=(1, 2), positions=good.positions, road_class=RoadClass.LOCAL, delay_s=-1),
    ]
    report = graph_of([good, *bad]).report
    assert (report.ways, report.skipped_ways, report.edges) == (1, 4, 1)
    assert graph.report.skipped_ways == 0
