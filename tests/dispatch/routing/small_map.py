"""A small map of Senegal for real router servers: a few towns with streets, and roads between them.

Drawn by hand between towns of the gazetteer: the national road over the bridge of Farafenni, the
way round The Gambia by the east, and an island that no road reaches.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path

import osmium
from osmium.osm import mutable

from geo.country import Country, load_country
from geo.position import Position
from geo.roads.builder import build_graph
from geo.roads.file import save_graph
from geo.roads.graph import GraphSource
from geo.roads.way import RoadClass, RoadWay

STREETS = 5
BLOCK_DEG = 0.002
STEP_DEG = 0.05
"""A node every five kilometres or so."""

ROADS = (
    ("N4", ("Kaolack", "Nioro du Rip", "@farafenni", "Bignona", "Ziguinchor")),
    ("N1", ("Kaolack", "Kaffrine", "Tambacounda")),
    ("N3", ("Kaolack", "Diourbel", "Touba")),
    ("N6", ("Tambacounda", "Manda", "Kolda", "Ziguinchor")),
)

ISLAND = Position(lat=13.30, lon=-17.40)
AT_SEA = Position(lat=14.20, lon=-18.60)
"""More than a hundred kilometres from every road."""


@cache
def senegal() -> Country:
    return load_country("senegal")


def town(name: str) -> Position:
    if name.startswith("@"):
        return next(c.position for c in senegal().crossings if c.id == name[1:])
    for known in senegal().way_round:
        if known.name == name:
            return known.position
    place = senegal().gazetteer.named(name)
    assert place is not None, name
    return place.position


@dataclass(frozen=True, slots=True, kw_only=True)
class MapWay:
    """A way with the ids of its nodes; ``border`` is the crossing it passes."""

    nodes: tuple[int, ...]
    positions: tuple[Position, ...]
    highway: str
    ref: str
    border: str | None = None


class _Nodes:
    def __init__(self) -> None:
        self._ids: dict[Position, int] = {}

    def __call__(self, position: Position) -> int:
        return self._ids.setdefault(position, len(self._ids) + 1)


def ways() -> Iterator[MapWay]:
    """Yield every way of the map."""
    nodes = _Nodes()

    def way(points: list[Position], highway: str, ref: str, border: str | None = None) -> MapWay:
        ids = tuple(nodes(point) for point in points)
        return MapWay(nodes=ids, positions=tuple(points), highway=highway, ref=ref, border=border)

    names = {name for _, stops in ROADS for name in stops if not name.startswith("@")}
    centres = [town(name) for name in sorted(names)]
    for centre in (*centres, ISLAND):
        for street in _streets(centre):
            yield way(street, "residential", "")
    for ref, stops in ROADS:
        for here, there in pairwise(stops):
            points = _between(town(here), town(there))
            if "@farafenni" not in (here, there):
                yield way(points, "trunk", ref)
            elif there == "@farafenni":
                yield way(points[:-1], "trunk", ref)
                yield way(points[-2:], "trunk", ref, "farafenni")
            else:
                yield way(points, "trunk", ref)


def _streets(centre: Position) -> Iterator[list[Position]]:
    def corner(row: int, column: int) -> Position:
        half = STREETS // 2
        return Position(
            lat=round(centre.lat + (row - half) * BLOCK_DEG, 6),
            lon=round(centre.lon + (column - half) * BLOCK_DEG, 6),
        )

    for line in range(STREETS):
        yield [corner(line, other) for other in range(STREETS)]
        yield [corner(other, line) for other in range(STREETS)]


def _between(a: Position, b: Position) -> list[Position]:
    a, b = (Position(lat=round(p.lat, 6), lon=round(p.lon, 6)) for p in (a, b))
    count = max(2, math.ceil(math.hypot(a.lat - b.lat, a.lon - b.lon) / STEP_DEG))
    inner = (
        Position(
            lat=round(a.lat + (b.lat - a.lat) * i / count, 6),
            lon=round(a.lon + (b.lon - a.lon) * i / count, 6),
        )
        for i in range(1, count)
    )
    return [a, *inner, b]


def write_map(path: Path) -> None:
    """Write the map as .osm.pbf."""
    drawn = list(ways())
    places = {i: at for way in drawn for i, at in zip(way.nodes, way.positions, strict=True)}
    with osmium.SimpleWriter(str(path), overwrite=True) as writer:
        for number, at in sorted(places.items()):
            writer.add_node(mutable.Node(id=number, location=(at.lon, at.lat), version=1))
        for number, way in enumerate(drawn, start=1):
            tags = {"highway": way.highway} | ({"ref": way.ref} if way.ref else {})
            writer.add_way(mutable.Way(id=number, nodes=way.nodes, tags=tags, version=1))


SPEEDS_KMH = {RoadClass.TRUNK: 80.0, RoadClass.LOCAL: 30.0}


def write_graph(path: Path, *, name: str = "small_map", slower: float = 1.0) -> None:
    """Write the map as a road graph; ``slower`` tells one from another by its times."""
    source = GraphSource(
        name=name,
        sha256="ab" * 32,
        data_date=datetime(2026, 11, 1, tzinfo=UTC),
        built_at=datetime(2026, 11, 22, tzinfo=UTC),
        bounds=(-18.0, 12.0, -11.0, 17.0),
    )
    roads = [
        RoadWay(
            nodes=way.nodes,
            positions=way.positions,
            road_class=RoadClass.TRUNK if way.highway == "trunk" else RoadClass.LOCAL,
            ref=way.ref,
            border=way.border,
        )
        for way in ways()
    ]
    graph = build_graph(
        roads, source=source, speed_kmh=lambda way: SPEEDS_KMH[way.road_class] / slower
    )
    save_graph(graph, path)
