"""Roads from a CSV edge list: every slip is told by file and line."""

import csv
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from geo.country import Country
from geo.position import Position
from geo.roads.crossing_rules import border_policy
from geo.roads.edge_list import is_edge_list, read_edge_list
from geo.roads.importing import import_map
from geo.roads.map_refused import MapFault, MapRefused
from geo.roads.router import RoadGraphRouter
from geo.roads.speed import FERRY_WAIT_S
from geo.roads.way import Direction, RoadClass, RoadWay, Surface
from geo.travel import TravelTime, Trip

NEEDED = "from_id,from_lat,from_lon,to_id,to_lat,to_lon,class"
ALL = f"{NEEDED},length_m,surface,oneway,speed_kmh,seconds,ferry_wait_s,border,name"
ENDS = "a,14.00,-16.00,b,14.10,-16.00"


@pytest.fixture
def is_here(senegal: Country) -> Callable[[Position], bool]:
    return lambda at: senegal.territories.region_at(at) is not None


def read(path: Path, is_here: Callable[[Position], bool], *lines: str) -> list[RoadWay]:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return list(read_edge_list(path, is_here))


def test_a_road_is_read_with_all_that_is_known(
    tmp_path: Path, is_here: Callable[[Position], bool]
) -> None:
    line = f"{ENDS},trunk,20000,laterite,-1,72,,,farafenni,N4"
    (way,) = read(tmp_path / "roads.csv", is_here, ALL, line)
    assert way == RoadWay(
        nodes=(0, 1),
        positions=(Position(lat=14.0, lon=-16.0), Position(lat=14.1, lon=-16.0)),
        road_class=RoadClass.TRUNK,
        surface=Surface.LATERITE,
        direction=Direction.BACKWARD,
        length_m=20_000.0,
        drive_s=1_000.0,
        border="farafenni",
        name="N4",
    )


def test_a_road_is_as_long_and_takes_as_long_as_stated(
    tmp_path: Path, senegal: Country, noon: Trip
) -> None:
    path = tmp_path / "roads.csv"
    path.write_text(f"{ALL}\n{ENDS},trunk,20000,,,72,,,,N4\n", encoding="utf-8")
    graph = import_map(path, tmp_path / "out", senegal, built_at=noon.at).graph
    router = RoadGraphRouter(graph, borders=border_policy(senegal))
    (time,) = router.many_to_one([graph.position_of(0)], graph.position_of(1), noon).times
    assert isinstance(time, TravelTime)
    assert time.distance_m == pytest.approx(20_000, abs=1)
    assert time.duration_s == pytest.approx(1_000, abs=1)


@pytest.fixture
def noon() -> Trip:
    return Trip(at=datetime(2026, 11, 22, 12, tzinfo=UTC), urgent=False)


def test_a_road_of_which_only_the_ends_are_known_has_the_speed_of_its_class(
    tmp_path: Path, is_here: Callable[[Position], bool]
) -> None:
    lines = (NEEDED.replace(",", ";"), f"{ENDS},ferry".replace(",", ";"))
    (ferry,) = read(tmp_path / "roads.csv", is_here, *lines)
    assert ferry.delay_s == FERRY_WAIT_S
    assert ferry.drive_s == pytest.approx(11_119 / 10 * 3.6, rel=0.01)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("a,14.00,-16.00,b,14.10,x,trunk", "to_lon 'x' is no number"),
        ("a,14.00,-16.00,b,14.10,,trunk", "no position of to_id b"),
        ("a,114.00,-16.00,b,14.10,-16,trunk", "latitude 114.0"),
        ("a,0,0,b,14.10,-16,trunk", "0, 0"),
        (",14.00,-16.00,b,14.10,-16,trunk", "no from_id"),
        ("a,14.00,-16.00,a,14.00,-16.00,trunk", "the same"),
        (f"{ENDS},boulevard", "class 'boulevard' is none of motorway"),
        (f"{ENDS},trunk,nan", "length_m 'nan' is out of range"),
        (f"{ENDS},trunk,-5", "length_m '-5' is out of range"),
        (f"{ENDS},trunk,5000", "less than the straight line"),
        (f"{ENDS},trunk,,cheese", "surface 'cheese'"),
        (f"{ENDS},trunk,,,maybe", "oneway 'maybe'"),
        (f"{ENDS},trunk,,,,0", "speed_kmh '0'"),
        (f"{ENDS},trunk,,,,,10", "faster than 160"),
        (f"{ENDS},trunk,,,,,,,,,too,many", "more cells"),
        ("a,14.50,-16.00,c,14.10,-16,trunk", "another position than before"),
    ],
)
def test_a_line_that_cannot_be_is_told_by_its_number(
    tmp_path: Path, is_here: Callable[[Position], bool], line: str, why: str
) -> None:
    with pytest.raises(MapRefused) as refused:
        read(tmp_path / "roads.csv", is_here, ALL, f"{ENDS},trunk", line)
    told = refused.value
    assert (told.fault, told.facts["file"], told.facts["line"]) == (
        MapFault.BAD_LINE,
        "roads.csv",
        3,
    )
    assert why in str(told.facts["why"])


@pytest.mark.parametrize("ends", ["a,-16.00,14.00", "a,14.00,16.00"])
def test_latitude_and_longitude_exchanged_are_told_as_that(
    tmp_path: Path, is_here: Callable[[Position], bool], ends: str
) -> None:
    with pytest.raises(MapRefused) as refused:
        read(tmp_path / "roads.csv", is_here, NEEDED, f"{ends},b,14.10,-16.00,trunk")
    assert refused.value.fault is MapFault.SWAPPED_AXES
    assert refused.value.facts["meant"] == "14, -16"


def test_a_missing_column_is_named(tmp_path: Path, is_here: Callable[[Position], bool]) -> None:
    with pytest.raises(MapRefused) as refused:
        read(tmp_path / "roads.csv", is_here, NEEDED.replace(",class", ""))
    assert (refused.value.fault, refused.value.facts["columns"]) == (MapFault.BAD_COLUMNS, "class")


def test_a_file_that_is_no_text_is_refused(
    tmp_path: Path, is_here: Callable[[Position], bool]
) -> None:
    path = tmp_path / "roads.csv"
    path.write_bytes(b"from_id\xff\xfe\x00")
    assert is_edge_list(path)
    with pytest.raises(MapRefused) as refused:
        list(read_edge_list(path, is_here))
    assert refused.value.fault is MapFault.NOT_A_MAP


def test_a_published_coarse_network_can_be_converted_and_read(
    shared_data: Path, tmp_path: Path, is_here: Callable[[Position], bool]
) -> None:
    folder = shared_data / "senegal"
    with (folder / "road_network_coarse_nodes.csv").open(encoding="utf-8") as file:
        at = {row["node"]: (row["lat"], row["lon"]) for row in csv.DictReader(file)}
    with (folder / "road_network_coarse_edges.csv").open(encoding="utf-8") as file:
        lines = [
            ",".join((row["from"], *at[row["from"]], row["to"], *at[row["to"]], "trunk"))
            + f",{row['distance']},,,{row['speed_kmh']},,,,"
            for row in csv.DictReader(file)
        ]
    ways = read(tmp_path / "roads.csv", is_here, ALL, *lines)
    assert len(ways) == len(lines) == 48
