"""Small maps written by hand, for the tests of the road graph."""

from collections.abc import Iterable
from datetime import UTC, datetime

from geo.position import Position
from geo.roads.builder import build_graph
from geo.roads.graph import GraphSource, RoadGraph
from geo.roads.way import RoadClass, RoadWay
from geo.travel import Trip

SOURCE = GraphSource(
    name="made.csv",
    sha256="ab" * 32,
    data_date=datetime(2026, 11, 1, tzinfo=UTC),
    built_at=datetime(2026, 11, 22, tzinfo=UTC),
    bounds=(-18.0, 12.0, -11.0, 17.0),
)
CALM = Trip(at=datetime(2026, 11, 22, 12, tzinfo=UTC), urgent=False)
"""Noon, no siren: every factor is 1."""

SPEEDS_KMH = {RoadClass.TRUNK: 72.0, RoadClass.PRIMARY: 54.0, RoadClass.LOCAL: 36.0}


def speed_kmh(way: RoadWay) -> float:
    return SPEEDS_KMH.get(way.road_class, 18.0)


def at(lat: float, lon: float) -> Position:
    return Position(lat=lat, lon=lon)


def graph_of(ways: Iterable[RoadWay]) -> RoadGraph:
    return build_graph(ways, source=SOURCE, speed_kmh=speed_kmh)
