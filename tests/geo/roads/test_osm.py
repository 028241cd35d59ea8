"""Which roads of a map an ambulance drives, which way, how fast, and where borders are."""

from pathlib import Path

import osmium
import pytest

from geo.country import Country
from geo.roads.border_finder import BorderFinder
from geo.roads.map_refused import MapFault, MapRefused
from geo.roads.osm import OsmNotes, data_date, read_osm
from geo.roads.speed import FERRY_WAIT_S, speed_kmh
from geo.roads.survey import Survey
from geo.roads.way import Direction, RoadClass, RoadWay, Surface
from tests.geo.roads.osm_files import Drawing, Place, in_a_row

KAOLACK: Place = (14.15, -16.08)


@pytest.fixture(scope="module")
def borders(senegal: Country) -> BorderFinder:
    return BorderFinder(senegal)


@pytest.fixture
def drawing() -> Drawing:
    return Drawing(places=in_a_row("abcdef", KAOLACK))


def read(path: Path, borders: BorderFinder, notes: OsmNotes | None = None) -> list[RoadWay]:
    return list(read_osm(path, borders, notes or OsmNotes()))


def only(drawing: Drawing, tmp_path: Path, borders: BorderFinder) -> RoadWay | None:
    ways = read(drawing.save(tmp_path / "map.osm.pbf"), borders)
    assert len(ways) <= 1
    return ways[0] if ways else None


@pytest.mark.parametrize(
    ("tags", "road_class"),
    [
        ({"highway": "trunk"}, RoadClass.TRUNK),
        ({"highway": "primary_link"}, RoadClass.PRIMARY),
        ({"highway": "living_street"}, RoadClass.LOCAL),
        ({"highway": "track", "access": "private"}, RoadClass.TRACK),
        ({"highway": "residential", "access": "private"}, RoadClass.SERVICE),
        ({"highway": "residential", "access": "destination"}, RoadClass.LOCAL),
        ({"highway": "residential", "motor_vehicle": "no"}, None),
        ({"highway": "residential", "access": "no", "emergency": "yes"}, RoadClass.LOCAL),
        ({"highway": "residential", "emergency": "no"}, None),
        ({"highway": "pedestrian"}, None),
        ({"highway": "pedestrian", "emergency": "yes"}, RoadClass.SERVICE),
        ({"highway": "footway", "emergency": "designated"}, RoadClass.SERVICE),
        ({"highway": "steps", "emergency": "yes"}, None),
        ({"highway": "path"}, None),
        ({"highway": "path", "motorcar": "yes"}, RoadClass.TRACK),
        ({"highway": "construction"}, None),
        ({"highway": "track", "smoothness": "impassable"}, None),
        ({"highway": "track", "ford": "boat"}, None),
        ({"highway": "service", "area": "yes"}, None),
        ({"route": "ferry", "motor_vehicle": "yes"}, RoadClass.FERRY),
        ({"route": "ferry"}, None),
        ({"route": "ferry", "motor_vehicle": "no", "foot": "yes"}, None),
    ],
)
def test_an_ambulance_drives_what_it_may_and_can(
    drawing: Drawing,
    tmp_path: Path,
    borders: BorderFinder,
    tags: dict[str, str],
    road_class: RoadClass | None,
) -> None:
    found = only(drawing.way("abc", **tags), tmp_path, borders)
    assert (found.road_class if found else None) == road_class


@pytest.mark.parametrize(
    ("tags", "direction"),
    [
        ({}, Direction.BOTH),
        ({"oneway": "yes"}, Direction.FORWARD),
        ({"oneway": "-1"}, Direction.BACKWARD),
        ({"oneway": "yes", "oneway__emergency": "no"}, Direction.BOTH),
        ({"highway": "motorway"}, Direction.FORWARD),
        ({"highway": "motorway", "oneway": "no"}, Direction.BOTH),
        ({"highway": "motorway_link"}, Direction.BOTH),
        ({"junction": "roundabout"}, Direction.FORWARD),
        ({"oneway": "perhaps"}, Direction.BOTH),
    ],
)
def test_one_way_roads_are_driven_one_way(
    drawing: Drawing,
    tmp_path: Path,
    borders: BorderFinder,
    tags: dict[str, str],
    direction: Direction,
) -> None:
    found = only(drawing.way("abc", **{"highway": "primary"} | tags), tmp_path, borders)
    assert found is not None
    assert found.direction == direction
    assert found.roundabout == ("junction" in tags)


@pytest.mark.parametrize(
    ("tags", "surface"),
    [
        ({}, Surface.UNKNOWN),
        ({"surface": "asphalt"}, Surface.PAVED),
        ({"surface": "concrete:plates"}, Surface.PAVED),
        ({"surface": "laterite"}, Surface.LATERITE),
        ({"surface": "asphalt;sand"}, Surface.SAND),
        ({"surface": "Sand "}, Surface.SAND),
        ({"surface": "cheese"}, Surface.UNKNOWN),
        ({"tracktype": "grade2"}, Surface.LATERITE),
        ({"surface": "laterite", "tracktype": "grade5"}, Surface.LATERITE),
        ({"surface": "asphalt", "smoothness": "bad"}, Surface.LATERITE),
        ({"surface": "laterite", "smoothness": "horrible"}, Surface.SAND),
        ({"surface": "asphalt", "ford": "yes"}, Surface.SAND),
    ],
)
def test_a_surface_is_what_it_drives_like(
    drawing: Drawing,
    tmp_path: Path,
    borders: BorderFinder,
    tags: dict[str, str],
    surface: Surface,
) -> None:
    found = only(drawing.way("abc", highway="track", **tags), tmp_path, borders)
    assert found is not None
    assert found.surface == surface


@pytest.mark.parametrize(
    ("said", "kmh"),
    [
        ("50", 50.0),
        ("50 km/h", 50.0),
        ("30 mph", 48.28032),
        ("SN:urban", 50.0),
        ("FR:zone30", 30.0),
        ("SN:30", 30.0),
        ("90;50", 50.0),
        ("walk", 7.0),
        ("none", None),
        ("signals", None),
        ("fast", None),
        ("5000", None),
        ("-3", None),
        ("", None),
    ],
)
def test_a_posted_limit_is_read_in_the_forms_people_write(
    drawing: Drawing, tmp_path: Path, borders: BorderFinder, said: str, kmh: float | None
) -> None:
    found = only(drawing.way("abc", highway="trunk", maxspeed=said), tmp_path, borders)
    assert found is not None
    assert found.max_speed_kmh == pytest.approx(kmh)
    assert speed_kmh(found) <= (kmh or 75.0)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("00:20", 1200.0),
        ("1:30:00", 5400.0),
        ("20", 1200.0),
        ("PT25M", 1500.0),
        ("P0DT1H", 3600.0),
        ("soon", None),
        ("P", None),
        ("", None),
        ("PT30S", None),
    ],
)
def test_a_ferry_takes_its_stated_time_if_it_can_be_true(
    drawing: Drawing, tmp_path: Path, borders: BorderFinder, said: str, seconds: float | None
) -> None:
    drawn = drawing.way("abc", route="ferry", motor_vehicle="yes", duration=said, name="Bac")
    found = only(drawn, tmp_path, borders)
    assert found is not None
    assert found.drive_s == seconds
    assert found.delay_s == FERRY_WAIT_S


def test_a_bollard_parts_a_road_and_a_gate_does_not(
    drawing: Drawing, tmp_path: Path, borders: BorderFinder
) -> None:
    drawing.node_tags = {
        "b": {"barrier": "bollard"},
        "c": {"barrier": "bollard", "emergency": "yes"},
        "d": {"barrier": "gate"},
    }
    before, after = read(
        drawing.way("abcdef", highway="residential").save(tmp_path / "map.osm.pbf"), borders
    )
    assert before.nodes[0] == 1
    assert after.nodes[1:] == (3, 4, 5, 6)
    assert len({before.nodes[-1], after.nodes[0], 2}) == 3


def test_a_road_is_kept_up_to_where_the_extract_ends(
    drawing: Drawing, tmp_path: Path, borders: BorderFinder
) -> None:
    path = drawing.way("abcdef", highway="trunk", ref="N1", name="Route").save(
        tmp_path / "map.osm.pbf", without="d"
    )
    ways = read(path, borders)
    assert [way.nodes for way in ways] == [(1, 2, 3), (5, 6)]
    assert {(way.ref, way.name) for way in ways} == {("N1", "Route")}


def test_roads_without_any_node_are_no_map(
    drawing: Drawing, tmp_path: Path, borders: BorderFinder
) -> None:
    path = drawing.way("abc", highway="trunk").save(tmp_path / "map.osm.pbf", without="abcdef")
    with pytest.raises(MapRefused) as refused:
        read(path, borders)
    assert refused.value.fault is MapFault.NO_PLACES


N4_NORTH: dict[str, Place] = in_a_row("abcd", (13.63, -15.6), (-0.02, 0.0))
"""From Senegal over the line at Keur Ayip, which is at 13.59, towards Farafenni."""


def test_the_road_to_the_bridge_passes_its_post(tmp_path: Path, borders: BorderFinder) -> None:
    path = Drawing(places=N4_NORTH).way("abcd", highway="trunk").save(tmp_path / "map.osm.pbf")
    ways = read(path, borders)
    assert [way.border for way in ways if way.border] == ["keur-ayip"]
    assert [len(way.nodes) for way in ways if way.border] == [2]
    assert sum(len(way.nodes) - 1 for way in ways) == 3


def test_a_track_over_the_line_elsewhere_has_a_name_of_its_own(
    tmp_path: Path, borders: BorderFinder
) -> None:
    places = in_a_row("abcdefgh", (13.90, -14.9), (-0.02, 0.0))
    path = Drawing(places=places).way("abcdefgh", highway="track").save(tmp_path / "map.osm.pbf")
    (border,) = [way.border for way in read(path, borders) if way.border]
    assert border.startswith("gm-")


def test_a_road_along_the_line_passes_no_border(tmp_path: Path, borders: BorderFinder) -> None:
    """The outline is good to some hundred metres: a clip of it is no journey abroad."""
    places = in_a_row("abcdef", (13.5935, -15.75), (0.0, 0.02))
    path = Drawing(places=places).way("abcdef", highway="track").save(tmp_path / "map.osm.pbf")
    assert [way.border for way in read(path, borders)] == [None]


def test_the_bridge_and_the_ferry_are_the_crossings_of_the_table(
    tmp_path: Path, borders: BorderFinder
) -> None:
    bridge = in_a_row("abcd", (13.496, -15.57), (-0.004, 0.0))
    ferry = in_a_row("wxyz", (13.49, -16.55), (-0.012, -0.006))
    path = (
        Drawing(places=bridge | ferry)
        .way("abcd", highway="trunk", bridge="yes")
        .way("wxyz", route="ferry", motor_vehicle="yes", duration="00:45")
        .save(tmp_path / "map.osm.pbf")
    )
    ways = read(path, borders)
    marked = {way.border: way for way in ways if way.border}
    assert set(marked) == {"farafenni", "barra"}
    assert len(marked["farafenni"].nodes) == 2
    sailed = [way.drive_s or 0.0 for way in ways if way.road_class is RoadClass.FERRY]
    assert sum(sailed) == pytest.approx(2700.0)


def test_a_control_post_at_another_border_is_a_border_and_one_in_a_port_is_not(
    tmp_path: Path, borders: BorderFinder
) -> None:
    kidira = in_a_row("abc", (14.46, -12.23), (0.0, 0.01))
    dakar = in_a_row("xyz", (14.75, -17.30), (0.0, 0.001))
    tags = {"b": {"barrier": "border_control"}, "y": {"barrier": "border_control"}}
    path = (
        Drawing(places=kidira | dakar | {"m": (14.5, -14.5)}, node_tags=tags)
        .way("abc", highway="trunk")
        .save(tmp_path / "map.osm.pbf")
    )
    found = [way.border for way in read(path, borders) if way.border]
    assert found == ["post-kidira"]


def test_what_was_left_out_is_told(drawing: Drawing, tmp_path: Path, borders: BorderFinder) -> None:
    notes = OsmNotes()
    path = (
        drawing.way("ab", highway="steps")
        .way("bc", route="ferry", name="Chaloupe de Gorée")
        .way("cd", highway="residential", oneway="reversible")
        .way("de", highway="residential")
        .save(tmp_path / "map.osm.pbf")
    )
    read(path, borders, notes)
    assert notes.not_driven == {"steps": 1, "residential": 1}
    assert notes.ferries_left_out == ["Chaloupe de Gorée"]


@pytest.mark.parametrize("name", ["map.osm", "map.osm.gz", "map.osm.bz2", "map.pbf", "map"])
def test_a_format_is_told_by_the_content_not_the_name(
    drawing: Drawing, tmp_path: Path, borders: BorderFinder, name: str
) -> None:
    suffix = name.removeprefix("map").removeprefix(".") or "osm.pbf"
    written = drawing.way("ab", highway="track").save(tmp_path / f"written.{suffix}")
    assert len(read(written.rename(tmp_path / name), borders)) == 1


def many_roads(path: Path) -> Path:
    places = {
        chr(0x4E00 + n): (14.0 + n * 1e-4, -16.0 - (n * 7919 % 1000) * 1e-4) for n in range(9000)
    }
    drawing = Drawing(places=places)
    names = "".join(places)
    for n in range(0, 8990, 10):
        drawing.way(names[n : n + 11], highway="residential", name=f"Rue {n * 7919 % 8999}")
    return drawing.save(path)


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("suffix", ["osm.pbf", "osm", "osm.gz", "osm.bz2"])
def test_a_half_downloaded_file_is_told_as_such(
    tmp_path: Path, borders: BorderFinder, kept: float, suffix: str
) -> None:
    whole = many_roads(tmp_path / f"map.{suffix}").read_bytes()
    half = tmp_path / f"half.{suffix}"
    half.write_bytes(whole[: int(len(whole) * kept)])
    with pytest.raises(MapRefused) as refused:
        read(half, borders)
    assert refused.value.fault is MapFault.TRUNCATED


@pytest.mark.parametrize(
    "content", [b"", b"<!DOCTYPE html><html><body>404", b"\x00\x01\x02\x03" * 100, b"PK\x03\x04zip"]
)
def test_what_is_no_map_is_refused_as_such(
    tmp_path: Path, borders: BorderFinder, content: bytes
) -> None:
    path = tmp_path / "senegal.osm.pbf"
    path.write_bytes(content)
    with pytest.raises(MapRefused) as refused:
        read(path, borders)
    assert refused.value.fault is MapFault.NOT_A_MAP


def test_a_damaged_file_is_refused(tmp_path: Path, borders: BorderFinder) -> None:
    path = many_roads(tmp_path / "map.osm.pbf")
    whole = bytearray(path.read_bytes())
    middle = len(whole) // 2
    whole[middle : middle + 200] = bytes(200)
    path.write_bytes(bytes(whole))
    with pytest.raises(MapRefused):
        read(path, borders)


def test_an_absent_file_is_told(tmp_path: Path, borders: BorderFinder) -> None:
    with pytest.raises(MapRefused) as refused:
        read(tmp_path / "absent.osm.pbf", borders)
    assert refused.value.fault is MapFault.FILE_MISSING


def test_a_map_of_elsewhere_is_refused_with_its_share(
    tmp_path: Path, borders: BorderFinder, senegal: Country
) -> None:
    abroad = in_a_row("abcdefghijklmnopqrst", (48.85, 2.35)) | {"z": KAOLACK, "y": (14.16, -16.08)}
    drawing = Drawing(places=abroad).way("zy", highway="track")
    for a, b in zip("abcdefghijklmnopqrs", "bcdefghijklmnopqrst", strict=True):
        drawing.way(a + b, highway="primary")
    ways = read(drawing.save(tmp_path / "map.osm.pbf"), borders)
    with pytest.raises(MapRefused) as refused:
        list(Survey().watch(ways, senegal, "map"))
    assert refused.value.fault is MapFault.OTHER_COUNTRY
    assert refused.value.facts["share"] == pytest.approx(0.05)


def test_a_map_without_roads_is_refused(
    drawing: Drawing, tmp_path: Path, borders: BorderFinder, senegal: Country
) -> None:
    ways = read(drawing.way("ab", waterway="river").save(tmp_path / "map.osm.pbf"), borders)
    with pytest.raises(MapRefused) as refused:
        list(Survey().watch(ways, senegal, "map"))
    assert refused.value.fault is MapFault.NO_ROADS


def test_the_date_of_the_data_is_the_one_the_file_states(tmp_path: Path) -> None:
    header = osmium.io.Header()
    header.set("osmosis_replication_timestamp", "2026-11-20T21:20:00Z")
    path = tmp_path / "map.osm.pbf"
    with osmium.SimpleWriter(str(path), header=header):
        pass
    dated = data_date(path)
    assert dated is not None
    assert dated.isoformat() == "2026-11-20T21:20:00+00:00"
