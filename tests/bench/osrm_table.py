"""Times OSRM's table on an extract; run by a Python of its own that has osrm-bindings.

Reads one JSON object from standard input, ``{"extract": path, "questions": {name: [[lon, lat],
...]}}``, where the first point of a question is the incident and the others are the units; writes
``{name: median ms}``. The graph is prepared with the package's own car profile.
"""

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import osrm

ROUNDS = 30
SECONDS_MAX = 6.0
"""A question of thousands of units takes a second: some rounds of it tell enough."""

FIRST = 1


def main() -> None:
    """Prepare the graph, ask each question, say what it took."""
    asked = json.load(sys.stdin)
    extract = Path(asked["extract"])
    base = extract.with_name(extract.name.removesuffix(".osm.pbf"))
    profile = Path(osrm.__file__).parent / "share" / "profiles" / "car.lua"
    graph = f"{base}.osrm"
    # Multi-level Dijkstra: contracting a grid, which has no through roads, takes hours.
    for step in (["extract", "-p", profile, extract], ["partition", graph], ["customize", graph]):
        words = [sys.executable, "-m", "osrm", *map(str, step)]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    engine = osrm.OSRM(algorithm="MLD", storage_config=graph, use_shared_memory=False)
    questions = asked["questions"].items()
    json.dump({name: median_ms(engine, points) for name, points in questions}, sys.stdout)


def median_ms(engine: "osrm.OSRM", points: list[list[float]]) -> float:
    """Return the median time of one table from all units to the incident, in milliseconds."""
    parameters = osrm.TableParameters(
        coordinates=[tuple(point) for point in points],
        sources=list(range(FIRST, len(points))),
        destinations=[0],
        annotations=["duration"],
    )
    times: list[float] = []
    while len(times) < ROUNDS and sum(times) < SECONDS_MAX * 1000:
        begun = time.perf_counter()
        engine.Table(parameters)
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    main()
