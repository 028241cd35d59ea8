"""`samu geo places`: lists of places brought in from the command line, and what is refused."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import osmium
import pytest
from typer.testing import CliRunner, Result

from dispatch.imported_places import open_country
from dispatch.settings import Settings
from web.cli import app

Places = Callable[..., Result]

NDOFFANE = (13.91667, -15.93333)
CSV = "name,lat,lon,kind,population,alt_names\n"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's places are kept."""
    file = tmp_path / "kept" / "senegal.samu-places"
    monkeypatch.setenv("SAMU_PLACES_FILE", str(file))
    return file


@pytest.fixture
def places(store: Path) -> Places:
    def run(*words: object, lang: str = "en") -> Result:
        said = [str(word) for word in ("geo", "places", *words)]
        return CliRunner().invoke(app, said, env={"LC_ALL": lang, "SAMU_PLACES_FILE": str(store)})

    return run


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    def to_file(name: str, content: str | bytes) -> Path:
        file = tmp_path / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    return to_file


Write = Callable[[str, str | bytes], Path]


def geonames(number: int, name: str, lat: float, lon: float, **other: str) -> str:
    cells = [""] * 19
    cells[:6] = [str(number), name, name, other.get("alt", ""), str(lat), str(lon)]
    cells[6:9] = [other.get("cls", "P"), other.get("code", "PPL"), other.get("country", "SN")]
    cells[14], cells[18] = other.get("people", "0"), "2026-05-04"
    return "\t".join(cells) + "\n"


DUMP = (
    geonames(1, "Keur Xadim", 14.2, -16.1, alt="Kër Xaadim,\u041a\u0435\u0440,http://x.example")
    + geonames(2, "Ndoffane", 13.9170, -15.9330)
    + geonames(3, "Grande Mosquée de Ndoffane", 13.9175, -15.9340, cls="S", code="MSQE")
    + geonames(4, "Sine", 14.1, -16.2, cls="H", code="STM")
)


def extract(file: Path) -> Path:
    """Write an extract with a station, an unnamed mosque, a quarter and a school's outline."""
    lat, lon = NDOFFANE
    writer = osmium.SimpleWriter(str(file))
    things = [
        {"amenity": "fuel", "brand": "Total"},
        {"amenity": "place_of_worship", "religion": "muslim"},
        {"place": "neighbourhood", "name": "Ndorong Nord"},
        {"shop": "kiosk", "name": "Chez Awa"},
    ]
    corners = [(lon + 0.02, lat), (lon + 0.022, lat), (lon + 0.021, lat + 0.002)]
    for number, tags in enumerate(things, 1):
        at = (lon + number / 1000, lat)
        writer.add_node(osmium.osm.mutable.Node(id=number, location=at, tags=tags))
    for number, at in enumerate(corners, 10):
        writer.add_node(osmium.osm.mutable.Node(id=number, location=at))
    tags = {"amenity": "school", "name": "Lycée Waldiodio", "alt_name": "Lycée de Ndoffane"}
    writer.add_way(osmium.osm.mutable.Way(id=1, nodes=[10, 11, 12, 10], tags=tags))
    writer.close()
    return file


def test_a_geonames_dump_is_searched_beside_the_packaged_places(
    places: Places, write: Write
) -> None:
    done = places("import", write("SN.txt", DUMP))
    assert done.exit_code == 0, done.output
    assert "GeoNames: 3 places (1 landmarks)" in done.output
    assert "1 rows of no interest" in done.output
    assert "Keur Xadim" in places("search", "ker xadim").output
    assert "2026-05-04" in places("list").output
    gazetteer = open_country(Settings()).gazetteer
    (ndoffane,) = [one for one in gazetteer.all_named("Ndoffane") if one.region == "SN-KL"]
    assert ndoffane.sources == ("GeoNames",)
    assert ndoffane.population == 12_898


def test_the_published_archive_is_read_as_it_is(places: Places, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "SN.zip", "w") as archive:
        archive.writestr("readme.txt", "columns")
        archive.writestr("SN.txt", DUMP)
    assert "3 places" in places("import", tmp_path / "SN.zip").output


def test_an_openstreetmap_extract_gives_landmarks_with_their_signs(
    places: Places, tmp_path: Path
) -> None:
    done = places("import", extract(tmp_path / "x.osm.pbf"))
    assert "OpenStreetMap: 4 places (3 landmarks)" in done.output, done.output
    kinds = {one.name: one.kind for one in open_country(Settings()).gazetteer.places[-4:]}
    assert kinds == {
        "Total": "fuel",
        "Mosquée": "mosque",
        "Ndorong Nord": "quarter",
        "Lycée Waldiodio": "school",
    }
    assert places("search", "lycee waldiodjo").output.startswith("Lycée Waldiodio")


def test_a_source_imported_again_replaces_only_itself(places: Places, write: Write) -> None:
    places("import", write("SN.txt", DUMP))
    places("import", write("postes.csv", CSV + "Poste A,14.0,-16.0,poste de santé,,\n"))
    again = places("import", write("postes.csv", CSV + "Poste B,14.0,-16.0,health_post,,\n"))
    assert "Replaces 1 places of this source" in again.output
    listed = places("list").output
    assert "GeoNames: 3 places" in listed
    names = {one.name for one in open_country(Settings()).gazetteer.places[-2:]}
    assert "Poste B" in names
    assert "Poste A" not in names
    assert places("remove", "postes").exit_code == 0
    assert "postes" not in places("list").output
    assert "places_no_source" in places("remove", "postes").output


def test_a_verified_point_goes_before_one_that_nobody_checked(places: Places, write: Write) -> None:
    row = "name;lat;lon;kind;verified_at\nNdoffane;13,9200;-15,9300;ville;2026-03-12\n"
    places("import", write("releve.csv", row), "--source", "Relevé SAMU", "--licence", "interne")
    told = places("info", "Ndoffane").output
    assert "13.92000, -15.93000" in told
    assert "Relevé SAMU + GeoNames, verified on 2026-03-12" in told


def test_places_over_the_border_and_in_the_sea_are_kept_and_counted(
    places: Places, write: Write
) -> None:
    rows = "Farafenni,13.5667,-15.6,town,,\nAu large,14.7,-17.6,other,,\nParis,48.8,2.3,city,,\n"
    done = places("import", write("a.csv", CSV + rows + "Ici,14.0,-16.0,village,,\n" * 2))
    assert "a: 3 places" in done.output, done.output
    for told in ("2 outside the country", "1 far from the country", "1 given twice"):
        assert told in done.output


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", "nom\nTouba\n", "places_no_header"),
        ("a.csv", b"name,lat,lon\nThi\xe8s,14.79,-16.93\n", "places_encoding: Line 2"),
        ("a.csv", "", "places_empty"),
        ("a.csv", CSV, "places_empty"),
        ("a.csv", CSV + "Ici,14.0,-16.0,village,,\nLà,14.1\n", "line 3: fewer cells"),
        ("a.csv", CSV + "Ici,14.0,-16.0,planète,,\n", "line 2: unknown kind of place planète"),
        ("a.csv", CSV + "Ici,quatorze,-16.0,,,\n", "line 2: no position on earth"),
        ("a.csv", CSV + "Ici,14.0,-16.0,,,\nLà,14.1,16.1,,,\n", "line 3: minus sign forgotten?"),
        ("a.csv", CSV + "Ici,-16.0,14.0,,,\nLà,-16.1,14.1,,,\n", "places_axes_swapped"),
        ("a.csv", CSV + "Lyon,45.7,4.8,city,,\n", "places_other_country"),
        ("SN.txt", geonames(1, "Dakar", 14.7, -17.4)[:-30], "places_not_geonames"),
        ("SN.txt", DUMP[:-40], "places_file_cut: Line 4"),
        ("ML.txt", geonames(1, "Kayes", 14.4, -11.4, country="ML"), "places_other_country"),
        ("SN.zip", b"PK\x03\x04half", "places_file_cut"),
        ("a.osm.pbf", b"\x00\x00\x00\x0d\x0a\x09OSMHeader", "places_osm_broken"),
        ("a.kml", "<kml/>", "places_unknown_format"),
    ],
)
def test_bad_input_is_told_and_changes_nothing(
    places: Places, write: Write, store: Path, name: str, content: str | bytes, code: str
) -> None:
    places("import", write("good.csv", CSV + "Ici,14.0,-16.0,village,,\n"))
    before = store.read_bytes()
    done = places("import", write(name, content))
    assert (done.exit_code, code in done.output) == (1, True), done.output
    assert store.read_bytes() == before


def test_half_an_extract_is_refused(places: Places, tmp_path: Path, store: Path) -> None:
    whole = extract(tmp_path / "x.osm.pbf").read_bytes()
    half = tmp_path / "half.osm.pbf"
    half.write_bytes(whole[: len(whole) // 2])
    assert "places_osm_broken" in places("import", half).output
    assert not store.exists()


def test_wrong_lines_are_left_out_when_that_is_asked_for(places: Places, write: Write) -> None:
    file = write("a.csv", CSV + "Ici,14.0,-16.0,village,,\nLà,14.1\n")
    assert "places_rows_wrong" in places("import", file).output
    assert "1 wrong lines: left out" in places("import", file, "--skip-wrong").output


def test_refusals_are_told_in_french_too(places: Places, write: Write) -> None:
    done = places("import", write("a.csv", "nom\nTouba\n"), lang="fr_SN.UTF-8")
    assert "Colonne manquante : lat, lon" in done.output


@pytest.mark.parametrize("harm", [lambda data: data[:-9], lambda data: b"x" + data])
def test_a_damaged_file_is_told_and_the_packaged_places_stand(
    places: Places, write: Write, store: Path, harm: Callable[[bytes], bytes]
) -> None:
    places("import", write("SN.txt", DUMP))
    store.write_bytes(harm(store.read_bytes()))
    assert "places_store_damaged" in places("list").output
    assert "places_store_damaged" in places("import", write("SN.txt", DUMP)).output
    assert len(open_country(Settings()).gazetteer.places) > 9_000
    told = CliRunner().invoke(app, ["doctor"]).output
    assert "BAD  places" in told
