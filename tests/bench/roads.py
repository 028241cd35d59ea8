"""What a question to the road graph costs, beside OSRM's table and beside the bare search."""

import hashlib
import json
import os
import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from rich.console import Console
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geo.country import Country
from geo.position import Position
from geo.roads.border import BorderPolicy
from geo.roads.border_finder import BorderFinder
from geo.roads.builder import build_graph
from geo.roads.factors import SpeedFactors
from geo.roads.file import save_graph
from geo.roads.graph import GraphSource, RoadGraph
from geo.roads.osm import OsmNotes, read_osm
from geo.roads.router import RoadGraphRouter
from geo.roads.seconds import edge_seconds
from geo.roads.speed import speed_kmh
from geo.travel import Trip
from tests.bench.extract import SOUTH, STEP_DEG, WEST, write_extract
from tests.bench.figure import Figure, compare, median_ms

OSRM = "osrm-bindings==26.10.0"
"""Wants Python 3.12, so it gets an environment of its own."""

OSRM_FOLDER = Path(".venv/bench-osrm")
OSRM_SECONDS_MAX = 600

SIDES = (234, 470, 740)
"""Junctions along the edge: 55,000, 220,000 and 548,000 in all; the last is Senegal's order."""

UNITS = (10, 50, 500, 2000)
AIMS = {10: 4.0, 50: 1.0, 500: 1.0, 2000: 1.0}

TRIP = Trip(at=datetime(2026, 11, 22, 3, tzinfo=UTC))
ROUNDS = 30

NEAREST = 40
"""As many as the proposal asks for: three times what a screen lists."""


def figures(country: Country, folder: Path) -> Iterator[Figure]:
    """Measure on three sizes of network; OSRM on the smallest, where Python 3.12 is found."""
    for side in SIDES:
        extract = folder / f"grid{side}.osm.pbf"
        write_extract(extract, side)
        graph, built_s = _imported(extract, country)
        if side == SIDES[0]:
            yield from _beside_osrm(extract, graph, country, side)
        yield from _growth(graph, country, side, built_s)


def national(country: Country, folder: Path) -> Path:
    """Return the file of a road graph of national size, made in a folder."""
    extract, file = folder / "national.osm.pbf", folder / "national.samu-roads"
    write_extract(extract, SIDES[-1])
    graph, _ = _imported(extract, country)
    save_graph(graph, file)
    return file


def points(count: int, side: int, seed: int = 7) -> list[Position]:
    """Return positions anywhere on the network of one size."""
    dice = random.Random(seed)  # noqa: S311 - points, no secrets
    reach = side * STEP_DEG
    return [
        Position(lat=SOUTH + dice.random() * reach, lon=WEST + dice.random() * reach)
        for _ in range(count)
    ]


def _imported(extract: Path, country: Country) -> tuple[RoadGraph, float]:
    """Build the graph of an extract as the import does; returns it and the seconds it took."""
    begun = time.perf_counter()
    content = extract.read_bytes()
    source = GraphSource(
        name=extract.name,
        sha256=hashlib.sha256(content).hexdigest(),
        data_date=None,
        built_at=datetime.now(UTC),
        bounds=(WEST, SOUTH, WEST + 3, SOUTH + 3),
    )
    ways = read_osm(extract, BorderFinder(country), OsmNotes())
    graph = build_graph(ways, source=source, speed_kmh=speed_kmh)
    return graph, time.perf_counter() - begun


def _beside_osrm(extract: Path, graph: RoadGraph, country: Country, side: int) -> Iterator[Figure]:
    router = RoadGraphRouter(graph, borders=BorderPolicy.of(country.crossings))
    asked = {units: points(units + 1, side, seed=units) for units in UNITS}
    theirs_ms = _osrm_ms(extract, asked)
    for units, (incident, *origins) in asked.items():
        ours_ms = median_ms(partial(router.many_to_one, origins, incident, TRIP), ROUNDS)
        if str(units) in theirs_ms:
            yield compare(
                f"road graph, {units} units to one incident, {graph.nodes:,} nodes",
                ours_ms,
                "OSRM's table (MLD) on the same extract",
                theirs_ms[str(units)],
                AIMS[units],
            )


def _osrm_ms(extract: Path, asked: dict[int, list[Position]]) -> dict[str, float]:
    """Return OSRM's milliseconds by number of units; empty, and said so, where it cannot run."""
    python = _python_for_osrm()
    if python is None:
        Console().print("OSRM was NOT measured: it wants Python 3.12 and the package osrm-bindings")
        return {}
    question = {
        "extract": str(extract),
        "questions": {str(n): [[p.lon, p.lat] for p in each] for n, each in asked.items()},
    }
    script = Path(__file__).with_name("osrm_table.py")
    ran = subprocess.run(
        [python, script],
        input=json.dumps(question),
        capture_output=True,
        text=True,
        timeout=OSRM_SECONDS_MAX,
        check=False,
        env={key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
    )
    if ran.returncode != 0:
        Console().print(f"OSRM was NOT measured: {ran.stderr.strip().splitlines()[-1:]}")
        return {}
    found: dict[str, float] = json.loads(ran.stdout)
    return found


def _python_for_osrm() -> Path | None:
    python = OSRM_FOLDER.absolute() / "bin" / "python"
    if _runs(python, "import osrm"):
        return python
    is_312 = "import sys; assert sys.version_info[:2] == (3, 12)"
    with_312 = next((one for one in _pythons() if _runs(one, is_312)), None)
    if with_312 is None:
        return None
    made = subprocess.run([with_312, "-m", "venv", OSRM_FOLDER], capture_output=True, check=False)
    if made.returncode == 0:
        install = [str(python), "-m", "pip", "install", "--quiet", OSRM]
        subprocess.run(install, capture_output=True, check=False)
    return python if _runs(python, "import osrm") else None


def _pythons() -> Iterator[Path]:
    found = shutil.which("python3.12")
    if found:
        yield Path(found)
    yield from sorted(Path.home().glob(".pyenv/versions/3.12*/bin/python"))


def _runs(python: Path, words: str) -> bool:
    try:
        ran = subprocess.run([python, "-c", words], capture_output=True, check=False)
    except OSError:
        return False
    return ran.returncode == 0


def _growth(graph: RoadGraph, country: Country, side: int, built_s: float) -> Iterator[Figure]:
    """Measure how the cost grows, beside the bare search over the whole graph."""
    borders = BorderPolicy.of(country.crossings)
    router = RoadGraphRouter(graph, borders=borders)
    incident, *others = points(1001, side)
    seconds = edge_seconds(graph, TRIP, SpeedFactors(), borders)
    arcs = (seconds[graph.out_edge], graph.out_node, graph.out_start)
    matrix = csr_array(arcs, shape=(graph.nodes, graph.nodes))
    bare_ms = median_ms(lambda: dijkstra(matrix, indices=0), 5)
    baseline = "scipy's Dijkstra over all nodes, bare"
    nodes = f"{graph.nodes:,} nodes (built in {built_s:.0f} s)"
    for units in (50, 1000):
        near = others[:units]
        ask = partial(router.many_to_one, near, incident, TRIP, enough=NEAREST)
        asked_ms = median_ms(ask, ROUNDS)
        yield compare(
            f"{NEAREST} nearest of {units} units, {nodes}", asked_ms, baseline, bare_ms, 1.5
        )
    for hospitals in (20, 100):
        ends = others[-hospitals:]
        asked_ms = median_ms(partial(router.one_to_many, incident, ends, TRIP), ROUNDS)
        yield compare(f"all of {hospitals} hospitals, {nodes}", asked_ms, baseline, bare_ms, 1.5)
