"""`samu geo`, as an operator types it: a map comes in whole or not at all."""

import fcntl
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from geo.country import load_country
from geo.roads.file import load_graph, save_graph
from geo.roads.importing import import_map
from tests.geo.roads.osm_files import Drawing, Place, in_a_row

Geo = Callable[..., subprocess.CompletedProcess[str]]

NORTH_TO_SOUTH: dict[str, Place] = {
    "k": (14.15, -16.08),
    "n": (13.75, -15.79),
    "d": (13.62, -15.61),
    "e": (13.57, -15.60),
    "f": (13.498, -15.571),
    "g": (13.484, -15.569),
    "h": (13.40, -15.53),
    "i": (13.34, -15.51),
    "b": (12.81, -16.23),
    "z": (12.58, -16.27),
    "t": (13.77, -13.67),
    "o": (12.89, -14.94),
}
"""Kaolack, Nioro, over the bridge, Bignona, Ziguinchor; and round by Tambacounda and Kolda."""


def national(path: Path) -> Path:
    drawing = Drawing(places=NORTH_TO_SOUTH)
    drawing.way("knde", highway="trunk", ref="N4").way("ef", highway="trunk", ref="N4")
    drawing.way("fg", highway="trunk", bridge="yes").way("ghibz", highway="trunk", ref="N4")
    drawing.way("kt", highway="trunk", ref="N1").way("toz", highway="primary", ref="N6")
    return drawing.save(path)


@pytest.fixture
def roads(tmp_path: Path) -> Path:
    return tmp_path / "in" / "use" / "senegal.samu-roads"


@pytest.fixture
def in_use(tmp_path: Path, roads: Path) -> Path:
    """Return the graph that an earlier import put in its place."""
    extract = national(tmp_path / "sn.osm.pbf")
    import_map(extract, roads, load_country("senegal"), built_at=datetime.now(UTC))
    return roads


@pytest.fixture
def geo(tmp_path: Path, roads: Path) -> Geo:
    def run(
        *words: str | Path, before: Callable[[], None] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "web.cli", "geo", *map(str, words)],
            env=environment(tmp_path, roads),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=90,
            check=False,
            preexec_fn=before,
        )

    return run


def environment(tmp_path: Path, roads: Path) -> dict[str, str]:
    return {
        **os.environ,
        "SAMU_DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'absent.sqlite'}",
        "SAMU_ROADS_FILE": str(roads),
        "SAMU_CROSSINGS_FILE": str(tmp_path / "crossings.csv"),
        "LANG": "en_GB.UTF-8",
        "LC_ALL": "",
        "COLUMNS": "200",
    }


def test_a_map_is_imported_and_told_of(geo: Geo, roads: Path, tmp_path: Path) -> None:
    assert geo("info").returncode == 1
    done = geo("import", national(tmp_path / "sn.osm.pbf"))
    assert done.returncode == 0, done.stdout + done.stderr
    for said in ("km by class: ", "trunk", "keur-ayip: open, 15 min", "senoba: open, 15 min"):
        assert said in done.stdout
    assert "farafenni: open, 30 min" in done.stdout
    assert "the map does not hold: Bac Banjul-Barra" in done.stdout
    assert "no road in: " in done.stdout
    told = geo("info")
    assert told.returncode == 0
    assert "sn.osm.pbf" in told.stdout
    assert load_graph(roads).source.sha256 in told.stdout


def test_texts_are_french_too(geo: Geo, in_use: Path) -> None:
    assert "passages de frontière sur la carte" in geo("info", "--lang", "fr").stdout
    assert in_use.exists()


def truncated(path: Path) -> Path:
    whole = national(path).read_bytes()
    path.write_bytes(whole[:-60])
    return path


def abroad(path: Path) -> Path:
    return Drawing(places=in_a_row("abc", (48.85, 2.35))).way("abc", highway="trunk").save(path)


def without_roads(path: Path) -> Path:
    drawing = Drawing(places=in_a_row("abc", (14.1, -16.0)))
    return drawing.way("abc", waterway="river").save(path)


def web_page(path: Path) -> Path:
    path.write_text("<!DOCTYPE html><html>404</html>", encoding="utf-8")
    return path


def swapped(path: Path) -> Path:
    path.write_text(
        "from_id,from_lat,from_lon,to_id,to_lat,to_lon,class\na,-16,14,b,14.1,-16,trunk\n",
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize(
    ("make", "code", "said"),
    [
        (truncated, "truncated", "download it again"),
        (abroad, "other_country", "0.0% of its roads"),
        (without_roads, "no_roads", "no road"),
        (web_page, "not_a_map", "html"),
        (swapped, "swapped_axes", "map.osm.pbf:2: -16, 14 is not in the country, 14, -16 is"),
    ],
)
def test_a_map_that_cannot_be_used_changes_nothing(
    geo: Geo,
    in_use: Path,
    tmp_path: Path,
    make: Callable[[Path], Path],
    code: str,
    said: str,
) -> None:
    before = in_use.read_bytes()
    refused = geo("import", make(tmp_path / "map.osm.pbf"))
    assert refused.returncode == 1
    assert f"[{code}]" in refused.stdout
    assert said in refused.stdout
    assert "nothing was changed" in refused.stdout
    assert in_use.read_bytes() == before
    assert only_graph_in(in_use.parent)


def test_a_full_disk_changes_nothing(geo: Geo, in_use: Path, tmp_path: Path) -> None:
    before = in_use.read_bytes()
    full = geo("import", tmp_path / "sn.osm.pbf", before=at_most_20_kb)
    assert full.returncode == 1
    assert "[target_unwritable]" in full.stdout
    assert in_use.read_bytes() == before
    assert only_graph_in(in_use.parent)


def at_most_20_kb() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def test_a_target_that_is_no_file_is_told_before_reading(geo: Geo, tmp_path: Path) -> None:
    refused = geo("import", national(tmp_path / "sn.osm.pbf"), "--out", tmp_path)
    assert refused.returncode == 1
    assert "[target_unwritable]" in refused.stdout


def _hear_interrupts() -> None:
    """Let a child hear Ctrl+C also where the tests run in the background, which is deaf to it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_import_that_is_interrupted_leaves_the_old_graph(
    in_use: Path, tmp_path: Path, number: signal.Signals
) -> None:
    before = in_use.read_bytes()
    pipe = tmp_path / "slow.csv"
    os.mkfifo(pipe)
    running = subprocess.Popen(
        [sys.executable, "-m", "web.cli", "geo", "import", str(pipe)],
        env=environment(tmp_path, in_use),
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=_hear_interrupts,  # noqa: PLW1509 - nothing but a signal is touched
    )
    with pipe.open("w", encoding="utf-8"):  # opens once the import reads from it
        running.send_signal(number)
        said, _ = running.communicate(timeout=60)
    if number is not signal.SIGKILL:
        assert "[interrupted]" in said
        assert running.returncode == 1
    assert in_use.read_bytes() == before
    assert only_graph_in(in_use.parent)


def test_an_import_clears_up_after_one_that_was_killed_and_waits_for_none(
    geo: Geo, in_use: Path, tmp_path: Path
) -> None:
    (in_use.parent / f".{in_use.name}.left").touch()
    with (in_use.parent / f".{in_use.name}.lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "[import_running]" in geo("import", tmp_path / "sn.osm.pbf").stdout
    assert geo("import", tmp_path / "sn.osm.pbf").returncode == 0
    assert only_graph_in(in_use.parent)


def only_graph_in(folder: Path) -> bool:
    return {path.suffix for path in folder.iterdir()} == {".samu-roads", ".lock"}


def test_a_crossing_is_closed_and_opened_without_a_restart(geo: Geo) -> None:
    closed = geo("crossing", "farafenni", "closed", "--note", "frontière fermée")
    assert closed.stdout == "farafenni: CLOSED\n"
    listed = geo("crossings").stdout
    assert "farafenni: CLOSED - Pont de Farafenni" in listed
    assert "decided here - frontière fermée" in listed
    assert geo("crossing", "farafenni", "costly", "--delay", "90").returncode == 0
    assert "farafenni: open, 90 min lost" in geo("crossings").stdout
    assert geo("crossing", "farafenni", "open").returncode == 0
    assert "farafenni: open, 30 min lost - " in geo("crossings").stdout


def test_a_crossing_that_is_not_there_is_refused(geo: Geo) -> None:
    refused = geo("crossing", "no-such-bridge", "closed")
    assert refused.returncode == 1
    assert "[crossing_unknown]" in refused.stdout


def test_decisions_that_cannot_be_read_are_told_and_not_written_over(
    geo: Geo, tmp_path: Path
) -> None:
    kept = tmp_path / "crossings.csv"
    kept.write_text("id,passage\nfarafenni,perhaps\n", encoding="utf-8")
    refused = geo("crossing", "farafenni", "closed")
    assert refused.returncode == 1
    assert "crossings.csv:2: passage 'perhaps'" in refused.stdout
    assert "perhaps" in kept.read_text(encoding="utf-8")


def doctor(tmp_path: Path, roads: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "web.cli", "doctor"],
        env=environment(tmp_path, roads),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.stdout


def test_the_doctor_says_which_graph_is_in_use_and_when_it_is_old(
    geo: Geo, in_use: Path, tmp_path: Path
) -> None:
    roads = in_use
    assert "ok   roads: no graph at" in doctor(tmp_path, tmp_path / "absent.samu-roads")
    old = datetime.now(UTC) - timedelta(days=200)
    assert "ok   roads: sn.osm.pbf" in doctor(tmp_path, roads)
    graph = load_graph(roads)
    save_graph(replace(graph, source=replace(graph.source, data_date=old)), roads)
    assert "BAD  roads: sn.osm.pbf" in doctor(tmp_path, roads)
    assert "more than 180 days old" in geo("info").stdout
    roads.write_bytes(roads.read_bytes()[:-100])
    assert "BAD  roads" in doctor(tmp_path, roads)
    assert "[graph_damaged]" in geo("info").stdout


def test_a_drive_is_shown_turn_by_turn_beside_the_straight_line(geo: Geo, in_use: Path) -> None:
    shown = geo("route", "Kaolack", "12.58,-16.27")
    assert shown.returncode == 0, shown.stderr
    lines = shown.stdout.splitlines()
    assert lines[0].startswith("from Kaolack (14.15")
    assert any("border" in line for line in lines)
    assert any(line.startswith("by road: ") and "Farafenni" in line for line in lines)
    assert lines[-1].startswith("straight-line estimate: ")
    assert in_use.exists()


@pytest.mark.parametrize(
    ("ends", "code", "said"),
    [
        (("Kaolack", "Qwxyzzy"), 1, "[place_unknown]"),
        (("Kaolack", "15.0,-19.5"), 1, "too far from every known road"),
    ],
)
def test_a_drive_that_is_none_says_why(
    geo: Geo, in_use: Path, ends: tuple[str, str], code: int, said: str
) -> None:
    shown = geo("route", *ends)
    assert shown.returncode == code
    assert said in shown.stdout
    assert in_use.exists()
