"""Reads OpenStreetMap data (.osm.pbf, .osm, .osm.gz, .osm.bz2) into roads.

What a tag means is told in `geo/roads/osm_tags.py`, what a border is in
`geo/roads/border_finder.py`. One pass, in the order nodes, ways: the places of all nodes are held
meanwhile, 16 bytes each. Relations are not read, so a turn restriction is not known: an ambulance
may turn where others may not.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any, Final

import osmium

from geo.position import InvalidPosition, Position
from geo.roads import osm_tags
from geo.roads.border_finder import BorderFinder
from geo.roads.cut_way import length_m, without
from geo.roads.map_refused import MapFault, MapRefused
from geo.roads.speed import FERRY_WAIT_S
from geo.roads.way import Direction, RoadClass, RoadWay

READ_KEYS: Final = ("highway", "route", "barrier")

FASTEST_FERRY_KMH: Final = 70.0
"""A stated duration that would make a ferry faster than this is a slip, and is not used."""

_FIRST_BYTES: Final = 512
_NO_YEAR: Final = 1970
"""What osmium gives for an object without a date."""


@dataclass(slots=True, kw_only=True)
class OsmNotes:
    """What was met on reading and is not a road of the graph, for the operator to know.

    ``ferries_left_out`` are the names of ferries that do not say they carry cars.
    ``not_driven`` counts roads by their highway value; ``unplaced`` are ways of which the file
    lacks nodes. ``newest`` is the latest change in the file's roads, None when none is dated.
    """

    not_driven: Counter[str] = field(default_factory=Counter)
    ferries_left_out: list[str] = field(default_factory=list)
    blocked_nodes: int = 0
    unplaced: int = 0
    newest: datetime | None = None


def read_osm(path: Path, borders: BorderFinder, notes: OsmNotes) -> Iterator[RoadWay]:
    """Yield the roads and ferries of a file that an ambulance may drive.

    Raises `MapRefused`: ``file_missing``, ``not_a_map``, ``truncated``, ``no_places``. The error
    comes when the trouble is met, which for a half-downloaded file is at its end: whoever builds
    from this keeps nothing before it is exhausted.
    """
    source = osmium.io.File(str(path), file_format(path))
    reading = _Reading(borders=borders, notes=notes)
    try:
        entities = osmium.osm.NODE | osmium.osm.WAY
        found = osmium.FileProcessor(source, entities).with_locations()
        for entity in found.with_filter(osmium.filter.KeyFilter(*READ_KEYS)):
            if isinstance(entity, osmium.osm.Node):
                reading.node(entity)
            elif isinstance(entity, osmium.osm.Way):
                yield from reading.way(entity)
    except (RuntimeError, OSError) as error:
        raise _refused(path, error) from error
    if notes.unplaced and not reading.placed:
        raise MapRefused(MapFault.NO_PLACES, file=path.name, ways=notes.unplaced)


def data_date(path: Path) -> datetime | None:
    """Return the moment that the file says its data shows, None where it does not say.

    Raises `MapRefused` like `read_osm`.
    """
    source = osmium.io.File(str(path), file_format(path))
    try:
        with osmium.io.Reader(source, osmium.osm.NOTHING) as reader:
            header = reader.header()
    except (RuntimeError, OSError) as error:
        raise _refused(path, error) from error
    for key in ("osmosis_replication_timestamp", "timestamp"):
        try:
            return datetime.fromisoformat(header.get(key))
        except ValueError:
            continue
    return None


def file_format(path: Path) -> str:
    """Return the format by what the file begins with, whatever its name.

    Raises `MapRefused`: ``file_missing``, or ``not_a_map`` for what is no OpenStreetMap data.
    """
    try:
        with path.open("rb") as file:
            begins = file.read(_FIRST_BYTES)
    except OSError as error:
        raise MapRefused(MapFault.FILE_MISSING, file=str(path), why=error.strerror) from error
    if b"OSMHeader" in begins:
        return "pbf"
    if b"<osm" in begins:
        return "osm"
    if begins.startswith(b"\x1f\x8b"):
        return "osm.gz"
    if begins.startswith(b"BZh"):
        return "osm.bz2"
    raise MapRefused(MapFault.NOT_A_MAP, file=path.name, why=_looks_like(begins))


def _looks_like(begins: bytes) -> str:
    if not begins:
        return "empty"
    return "html" if b"<html" in begins.lower() else "?"


def _refused(path: Path, error: Exception) -> MapRefused:
    """Tell what began as a map and cannot be read to its end: half of one, or damaged."""
    size_mb = path.stat().st_size / 1e6
    return MapRefused(MapFault.TRUNCATED, file=path.name, why=str(error), size_mb=size_mb)


@dataclass(slots=True, kw_only=True)
class _Reading:
    """One pass over a file: what was met among the nodes is needed for the ways."""

    borders: BorderFinder
    notes: OsmNotes
    placed: int = 0
    blocked: set[int] = field(default_factory=set)
    fresh_ids: Iterator[int] = field(default_factory=lambda: count(-(2**62)))

    def node(self, node: Any) -> None:  # noqa: ANN401 - osmium's own, without types
        tags = _tags(node)
        if osm_tags.blocks_cars(tags):
            self.blocked.add(node.id)
        elif tags.get("barrier") == "border_control" and node.location.valid():
            self.borders.note_control(node.id, Position(lat=node.lat, lon=node.lon))

    def way(self, way: Any) -> Iterator[RoadWay]:  # noqa: ANN401 - osmium's own, without types
        tags = _tags(way)
        like = self._road(tags) if "highway" in tags else self._ferry(tags)
        if like is None:
            return
        stamp = way.timestamp
        if stamp.year > _NO_YEAR and (self.notes.newest is None or stamp > self.notes.newest):
            self.notes.newest = stamp
        runs = list(_placed_runs(way.nodes))
        self.placed += len(runs)
        self.notes.unplaced += len(runs) != 1
        for nodes, positions in runs:
            yield from self._marked(_shaped(like, nodes, positions), tags)

    def _marked(self, way: RoadWay, tags: dict[str, str]) -> Iterator[RoadWay]:
        stops = [n for n, node in enumerate(way.nodes) if node in self.blocked]
        self.notes.blocked_nodes += len(stops)
        pieces = without(way, stops, self.fresh_ids) if stops else (way,)
        bridge = tags.get("bridge", "no") != "no"
        for piece in pieces:
            yield from self.borders.mark(piece, bridge=bridge)

    def _road(self, tags: dict[str, str]) -> "_Like | None":
        road_class, direction = osm_tags.road_class(tags), osm_tags.direction(tags)
        if road_class is None or direction is None:
            self.notes.not_driven[tags["highway"]] += 1
            return None
        return _Like(tags=tags, road_class=road_class, direction=direction)

    def _ferry(self, tags: dict[str, str]) -> "_Like | None":
        if tags.get("route") != "ferry":
            return None
        direction = osm_tags.direction(tags)
        if direction is None or not osm_tags.ferry_carries_cars(tags):
            self.notes.ferries_left_out.append(tags.get("name", "?"))
            return None
        return _Like(tags=tags, road_class=RoadClass.FERRY, direction=direction)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Like:
    tags: dict[str, str]
    road_class: RoadClass
    direction: Direction


def _shaped(like: _Like, nodes: list[int], positions: list[Position]) -> RoadWay:
    tags, is_ferry = like.tags, like.road_class is RoadClass.FERRY
    way = RoadWay(
        nodes=tuple(nodes),
        positions=tuple(positions),
        road_class=like.road_class,
        surface=osm_tags.surface(tags),
        direction=like.direction,
        name=tags.get("name:fr", tags.get("name", "")),
        ref=tags.get("ref", ""),
        max_speed_kmh=None if is_ferry else osm_tags.max_speed_kmh(tags),
        delay_s=FERRY_WAIT_S if is_ferry else 0.0,
        roundabout=osm_tags.is_roundabout(tags),
    )
    return _timed(way, osm_tags.duration_s(tags.get("duration", ""))) if is_ferry else way


def _timed(ferry: RoadWay, stated_s: float | None) -> RoadWay:
    if stated_s is None or length_m(ferry) / stated_s * 3.6 > FASTEST_FERRY_KMH:
        return ferry
    return replace(ferry, drive_s=stated_s)


def _placed_runs(nodes: Any) -> Iterator[tuple[list[int], list[Position]]]:  # noqa: ANN401 - osmium
    """Yield the stretches of a way whose nodes are in the file: extracts cut ways at their edge."""
    ids: list[int] = []
    positions: list[Position] = []
    for node in nodes:
        place = _place(node)
        if place is not None and (not ids or ids[-1] != node.ref):
            ids.append(node.ref)
            positions.append(place)
        elif place is None:
            if len(ids) > 1:
                yield ids, positions
            ids, positions = [], []
    if len(ids) > 1:
        yield ids, positions


def _place(node: Any) -> Position | None:  # noqa: ANN401 - osmium's own, without types
    if not node.location.valid():
        return None
    try:
        return Position(lat=node.lat, lon=node.lon)
    except InvalidPosition:
        return None


def _tags(entity: Any) -> dict[str, str]:  # noqa: ANN401 - osmium's own, without types
    return {tag.k: tag.v for tag in entity.tags}
