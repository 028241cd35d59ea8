"""From a map file to the graph in its place: all of it, or nothing changed."""

import fcntl
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from geo.country import Country
from geo.position import Position
from geo.roads.border_finder import BorderFinder
from geo.roads.builder import BadRoads, build_graph
from geo.roads.edge_list import is_edge_list, read_edge_list
from geo.roads.file import save_graph
from geo.roads.graph import GraphSource, RoadGraph
from geo.roads.map_refused import MapFault, MapRefused
from geo.roads.osm import OsmNotes, data_date, file_format, read_osm
from geo.roads.speed import speed_kmh
from geo.roads.survey import Coverage, Survey
from geo.roads.way import RoadWay

TOLD_EVERY: Final = 2_000
_BLOCK: Final = 1 << 20


class Stage(StrEnum):
    """Says how far an import is."""

    CHECK = "check"
    READ = "read"
    BUILD = "build"
    WRITE = "write"


Tell = Callable[[Stage, int], None]
"""Is told the stage, and how many ways were read so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came of an import; ``size_bytes`` is that of the graph's file."""

    graph: RoadGraph
    survey: Survey
    coverage: Coverage
    notes: OsmNotes
    target: Path
    size_bytes: int


def import_map(
    path: Path,
    target: Path,
    country: Country,
    *,
    built_at: datetime,
    tell: Tell = lambda _stage, _ways: None,
) -> Imported:
    """Read a map file, make its graph and put it in ``target`` in place of what was there.

    Raises `MapRefused` for every trouble, and then, as when it is interrupted or killed, the graph
    in place stays as it is. A country of half a million nodes takes some 20 s and 0.6 GB.
    """
    tell(Stage.CHECK, 0)
    with _only_import(target):
        survey, notes = Survey(), OsmNotes()
        source = _source(path, built_at)
        ways = _told(_ways(path, country, notes), tell)
        try:
            graph = build_graph(
                survey.watch(ways, country, path.name), source=source, speed_kmh=speed_kmh
            )
        except BadRoads as bad:
            raise MapRefused(MapFault.NO_ROADS, file=path.name) from bad
        dated = replace(source, bounds=survey.bounds, data_date=source.data_date or notes.newest)
        graph = replace(graph, source=dated)
        tell(Stage.WRITE, survey.ways)
        with _writing(target):
            save_graph(graph, target)
            size_bytes = target.stat().st_size
    return Imported(
        graph=graph,
        survey=survey,
        coverage=survey.coverage(country),
        notes=notes,
        target=target,
        size_bytes=size_bytes,
    )


def _ways(path: Path, country: Country, notes: OsmNotes) -> Iterator[RoadWay]:
    if not is_edge_list(path):
        return read_osm(path, BorderFinder(country), notes)

    def is_here(position: Position) -> bool:
        territories = country.territories
        held = territories.region_at(position) or territories.neighbour_at(position)
        return held is not None

    return read_edge_list(path, is_here)


def _told(ways: Iterator[RoadWay], tell: Tell) -> Iterator[RoadWay]:
    count = 0
    for count, way in enumerate(ways, start=1):
        if count % TOLD_EVERY == 0:
            tell(Stage.READ, count)
        yield way
    tell(Stage.BUILD, count)


def _source(path: Path, built_at: datetime) -> GraphSource:
    dated = None
    if not is_edge_list(path):
        file_format(path)
        dated = data_date(path)
    return GraphSource(
        name=path.name,
        sha256=_sha256(path),
        data_date=dated,
        built_at=built_at,
        bounds=(0.0, 0.0, 0.0, 0.0),
    )


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except OSError as error:
        raise MapRefused(MapFault.FILE_MISSING, file=str(path), why=error.strerror) from error
    return digest.hexdigest()


@contextmanager
def _only_import(target: Path) -> Iterator[None]:
    """Keep a second import of the same graph away, and clear what a killed one left behind."""
    with _writing(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        lock = (target.parent / f".{target.name}.lock").open("w", encoding="utf-8")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise MapRefused(MapFault.IMPORT_RUNNING, target=str(target)) from error
        for left in target.parent.glob(f".{target.name}.*"):
            if left.name != f".{target.name}.lock":
                with suppress(OSError):
                    left.unlink()
        with _writing(target):
            _check_writable(target)
        yield


def _check_writable(target: Path) -> None:
    """Find out before minutes of reading that the end will fail."""
    if target.is_dir():
        raise IsADirectoryError(None, "is a folder")
    if not os.access(target.parent, os.W_OK):
        raise PermissionError(None, "may not be written")


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        raise MapRefused(MapFault.TARGET_UNWRITABLE, target=str(target), why=why) from error
