"""Where roads pass a border: which stretch, and under which id the service speaks of it.

Three things are told apart. A *crossing* of the country's table is the bridge or ferry through a
neighbour, and is marked on the water. A *post* of its table is where the road to it passes the
border line. Every other road over that line gets an id of its own, named after the nearest place,
so that it stays the same from one night's import to the next.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.country import Country
from geo.position import Position, great_circle_m
from geo.roads.cut_way import length_m, with_borders
from geo.roads.way import RoadClass, RoadWay
from geo.saying.coordinates import METRES_PER_DEGREE
from geo.territory import Neighbour

DRAWN_WITHIN_M: Final = 1_000.0
"""A road must lead this far into a neighbour to pass its border: outlines are simplified to 300 m
and sources differ, and a village track that follows the line must not pay at every bend."""

AT_CROSSING_M: Final = 3_000.0
"""A bridge or ferry this near to a crossing of the table is that crossing."""

AT_POST_M: Final = 5_000.0
"""A road over the line this near to a post of the table passes that post."""

BRIDGE_AT_LEAST_M: Final = 200.0
"""Shorter bridges near a crossing are culverts on the way to it."""

AT_OTHER_BORDER_M: Final = 5_000.0
"""A control post this near to the country's edge stands at a border; others stand in a port."""

CONTROL: Final = "post"


class BorderFinder:
    """Finds the stretches of ways that pass a border of one country."""

    def __init__(self, country: Country) -> None:
        self._country = country
        self._edge = shapely.union_all([region.outline for region in country.regions]).boundary
        self._neighbours = [(each, _drawn_in(each)) for each in country.neighbours]
        for _, outline in self._neighbours:
            shapely.prepare(outline)
        self._controls: dict[int, str] = {}
        self._places = country.gazetteer.places
        points = [shapely.Point(each.position.lon, each.position.lat) for each in self._places]
        self._near = shapely.STRtree(points)

    def note_control(self, node: int, position: Position) -> None:
        """Remember a border control post on a road, met before the roads themselves.

        One at a neighbour whose outline is known says nothing new and is left out.
        """
        point = shapely.Point(position.lon, position.lat)
        reach_deg = AT_OTHER_BORDER_M / METRES_PER_DEGREE
        known = any(each.outline.dwithin(point, reach_deg) for each in self._country.neighbours)
        if not known and self._edge.dwithin(point, reach_deg):
            self._controls[node] = f"{CONTROL}-{self._place(position)}"

    def mark(self, way: RoadWay, *, bridge: bool = False) -> Iterator[RoadWay]:
        """Yield the way, cut so that each border is passed on a stretch of its own."""
        borders = self._on_line(way)
        borders |= self._at_controls(way)
        if bridge or way.road_class is RoadClass.FERRY:
            borders |= self._at_crossing(way)
        yield from with_borders(way, borders)

    def _on_line(self, way: RoadWay) -> dict[int, str]:
        """Return the stretches that lead into a neighbour or out of it."""
        lon, lat = axes(way.positions)
        found: dict[int, str] = {}
        for neighbour, outline in self._neighbours:
            west, south, east, north = outline.bounds
            if lon.max() < west or lon.min() > east or lat.max() < south or lat.min() > north:
                continue
            inside = shapely.contains_xy(outline, lon, lat)
            for stretch in np.flatnonzero(inside[1:] != inside[:-1]).tolist():
                ends = shapely.LineString(list(zip(lon, lat, strict=True))[stretch : stretch + 2])
                at = shapely.intersection(ends, outline.boundary).representative_point()
                found[stretch] = self._line_id(neighbour, Position(lat=at.y, lon=at.x))
        return found

    def _line_id(self, neighbour: Neighbour, position: Position) -> str:
        near = [(great_circle_m(post.position, position), post) for post in self._country.posts]
        if near:
            far_m, post = min(near, key=lambda pair: pair[0])
            if far_m <= AT_POST_M:
                return post.id
        return f"{neighbour.code.lower()}-{self._place(position)}"

    def _at_controls(self, way: RoadWay) -> dict[int, str]:
        if not self._controls:
            return {}
        last = len(way.nodes) - 2
        at = [(n, self._controls.get(node)) for n, node in enumerate(way.nodes)]
        return {min(n, last): border for n, border in at if border is not None}

    def _at_crossing(self, way: RoadWay) -> dict[int, str]:
        """Return the stretch of a long bridge or a ferry that lies nearest to a crossing."""
        found: dict[int, str] = {}
        line = shapely.LineString([(at.lon, at.lat) for at in way.positions])
        for crossing in self._country.crossings:
            at = shapely.Point(crossing.position.lon, crossing.position.lat)
            if line.distance(at) * METRES_PER_DEGREE > AT_CROSSING_M or not _is_long(way):
                continue
            lon, lat = axes(way.positions)
            ends = np.stack((lon, lat), axis=1)
            stretches = shapely.linestrings(np.stack((ends[:-1], ends[1:]), axis=1))
            found[int(np.argmin(shapely.distance(stretches, at)))] = crossing.id
        return found

    def _place(self, position: Position) -> str:
        """Return the name of the nearest place that the country knows, as a part of an id."""
        nearest = self._near.nearest(shapely.Point(position.lon, position.lat))
        return "x" if nearest is None else slug(self._places[int(nearest)].name)


def axes(positions: Sequence[Position]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return longitudes and latitudes of positions, degrees."""
    pairs = np.array([(at.lon, at.lat) for at in positions], dtype=np.float64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def slug(name: str) -> str:
    """Return a name in small plain letters, as a part of an id: "Kër Ayib" gives "ker-ayib"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "x"


def _drawn_in(neighbour: Neighbour) -> BaseGeometry:
    return neighbour.outline.buffer(-DRAWN_WITHIN_M / METRES_PER_DEGREE)


def _is_long(way: RoadWay) -> bool:
    return way.road_class is RoadClass.FERRY or length_m(way) >= BRIDGE_AT_LEAST_M
