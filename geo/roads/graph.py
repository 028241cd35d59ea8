"""The road graph itself: nodes, edges and their attributes as flat arrays.

Held in columns because a country has half a million nodes: as Python objects they would take
gigabytes and half a minute to load. As arrays 500,000 nodes, 850,000 edges and 2.6 million points
of shape take 153 MB, mapped from the file and shared between processes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from enum import IntFlag
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from geo.position import Position
from geo.roads.way import RoadClass, Surface

ROAD_CLASSES: Final = tuple(RoadClass)
"""The number of a class in the arrays is its place here; a change is another file version."""

SURFACES: Final = tuple(Surface)

DEGREES_PER_UNIT: Final = 1e-7
"""Shapes keep whole ten-millionths of a degree, 11 mm, as OpenStreetMap itself does."""

NONE: Final = -1
"""In ``border``: this edge passes no border."""

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]


class Trait(IntFlag):
    """Says in one byte what else an edge is."""

    FORWARD = 1
    """It may be driven from its tail to its head."""
    BACKWARD = 2
    ROUNDABOUT = 4
    MAIN = 8
    """From both its ends one can drive to the main network and back: it is no island."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphSource:
    """Says which map a graph was made of.

    ``name`` is the file's, ``sha256`` its digest in hexadecimal. ``data_date`` is the day the map
    shows, as the file itself states it, None where it does not. ``bounds`` are west, south, east
    and north of what was imported, in degrees WGS84. Both times are aware.
    """

    name: str
    sha256: str
    data_date: datetime | None
    built_at: datetime
    bounds: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphReport:
    """Tells what became of the ways.

    ``skipped_ways`` could not be used (under two different nodes, no speed). ``islands`` are the
    pieces that no road joins to the main network, ``island_m`` their metres of road: they are
    kept, but a position near a road of the main network may be put on that instead.
    """

    ways: int
    skipped_ways: int
    nodes: int
    edges: int
    road_m: float
    islands: int
    island_m: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RoadGraph:
    """Holds a country's roads in columns; immutable, may be mapped from a file.

    An *edge* is a stretch of road between two nodes where something else meets it, whichever way
    it may be driven (``traits``); an *arc* is an edge driven in one of its directions. Columns of
    edges run from 0 to ``edges``:

    * ``tail``, ``head``: its two nodes, which may be the same;
    * ``length_m``, ``drive_s``: metres, and seconds without any factor or waiting;
    * ``delay_s``: seconds lost on passing the whole edge (a ferry's waiting);
    * ``road_class``, ``surface``: places in `ROAD_CLASSES` and `SURFACES`;
    * ``border``: place in ``borders`` of the crossing passed, or `NONE`; ``border_share``: which
      part of that crossing this edge is, so that one way cut in three is paid for once;
    * ``name``: place in ``names`` of its number or name; the first is empty;
    * ``shape_start``: its points are ``shape[shape_start[e]:shape_start[e + 1]]``, latitude and
      longitude in units of `DEGREES_PER_UNIT`, from tail to head; ``shape_m`` are the metres to
      each of them from the tail.

    ``component`` of a node tells which nodes may be joined to it at all, whatever is open. Arcs
    that leave node n are ``out_start[n]:out_start[n + 1]`` of ``out_node`` and ``out_edge``; those
    that enter it, in the same way, of the ``in_`` columns. ``cell_*`` are the index of places, see
    `geo/roads/cells.py`.
    """

    source: GraphSource
    report: GraphReport
    names: tuple[str, ...]
    borders: tuple[str, ...]
    node_lat: NDArray[np.float64]
    node_lon: NDArray[np.float64]
    component: Ints
    tail: Ints
    head: Ints
    length_m: Floats
    drive_s: Floats
    delay_s: Floats
    road_class: Bytes
    surface: Bytes
    traits: Bytes
    border: Ints
    border_share: Floats
    name: Ints
    shape_start: Ints
    shape: Ints
    shape_m: Floats
    out_start: Ints
    out_node: Ints
    out_edge: Ints
    in_start: Ints
    in_node: Ints
    in_edge: Ints
    cell_key: NDArray[np.int64]
    cell_start: Ints
    cell_segment: Ints

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return len(self.node_lat)

    @property
    def edges(self) -> int:
        """How many edges there are; a road that is driven both ways counts once."""
        return len(self.tail)

    @property
    def memory_bytes(self) -> int:
        """What the arrays take, in bytes."""
        return sum(array.nbytes for _, array in self.columns())

    def columns(self) -> Sequence[tuple[str, NDArray[Any]]]:
        """List every array with its name, in the order of the fields."""
        values = [(field.name, getattr(self, field.name)) for field in fields(self)]
        return [(name, value) for name, value in values if isinstance(value, np.ndarray)]

    def has(self, edge: int, trait: Trait) -> bool:
        """Say whether an edge has this trait."""
        return bool(self.traits[edge] & trait)

    def class_of(self, edge: int) -> RoadClass:
        """Return the class of an edge."""
        return ROAD_CLASSES[int(self.road_class[edge])]

    def surface_of(self, edge: int) -> Surface:
        """Return what an edge is covered with."""
        return SURFACES[int(self.surface[edge])]

    def name_of(self, edge: int) -> str:
        """Return an edge's number or name, empty where it has none."""
        return self.names[int(self.name[edge])]

    def border_of(self, edge: int) -> str | None:
        """Return the id of the crossing that an edge passes, None where it passes none."""
        border = int(self.border[edge])
        return None if border == NONE else self.borders[border]

    def line_of(self, edge: int) -> NDArray[np.float64]:
        """Return an edge's points from tail to head, rows of latitude and longitude in degrees."""
        points = self.shape[self.shape_start[edge] : self.shape_start[edge + 1]]
        return points.astype(np.float64) * DEGREES_PER_UNIT

    def position_of(self, node: int) -> Position:
        """Return where a node is."""
        return Position(lat=float(self.node_lat[node]), lon=float(self.node_lon[node]))
