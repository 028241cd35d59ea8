"""What an import read, counted while it passes, and whether it is this country at all."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import shapely

from geo.country import Country
from geo.roads.cut_way import length_m
from geo.roads.map_refused import MapFault, MapRefused
from geo.roads.way import RoadClass, RoadWay

INSIDE_AT_LEAST: Final = 0.1
"""Of a map of the country, most roads lie in it; of the extract that shares Senegal's file with
The Gambia about nine in ten. A map of all West Africa is refused as well: it would cost memory
and seconds on every search for roads that no ambulance of the country drives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Says where the roads lie: shares of their beginnings, and regions that have none."""

    inside: float
    neighbours: dict[str, float]
    regions_without: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Survey:
    """Counts roads on their way into a graph. ``km`` is by class, ``borders`` pieces by id."""

    ways: int = 0
    km: dict[RoadClass, float] = field(default_factory=dict)
    ferries: list[str] = field(default_factory=list)
    borders: Counter[str] = field(default_factory=Counter)
    _lon: "array[float]" = field(default_factory=lambda: array("d"))
    _lat: "array[float]" = field(default_factory=lambda: array("d"))

    def watch(self, ways: Iterable[RoadWay], country: Country, file: str) -> Iterator[RoadWay]:
        """Yield the roads as they come; at their end, refuse what is no map of the country.

        Raises `MapRefused`: ``no_roads``, ``other_country`` with the share that lies inside.
        """
        for way in ways:
            self._count(way)
            yield way
        if not self.ways:
            raise MapRefused(MapFault.NO_ROADS, file=file)
        found = self.coverage(country)
        if found.inside < INSIDE_AT_LEAST:
            west, south, east, north = self.bounds
            where = f"{south:.1f}..{north:.1f}, {west:.1f}..{east:.1f}"
            raise MapRefused(
                MapFault.OTHER_COUNTRY,
                file=file,
                share=found.inside,
                country=country.name,
                where=where,
            )

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north of where the roads begin, degrees."""
        return min(self._lon), min(self._lat), max(self._lon), max(self._lat)

    def coverage(self, country: Country) -> Coverage:
        """Return where the roads lie, as the country's own outlines have it."""
        lon, lat = np.array(self._lon), np.array(self._lat)
        regions = {
            region.name: float(np.mean(shapely.contains_xy(region.outline, lon, lat)))
            for region in country.regions
        }
        return Coverage(
            inside=sum(regions.values()),
            neighbours={
                each.name: float(np.mean(shapely.contains_xy(each.outline, lon, lat)))
                for each in country.neighbours
            },
            regions_without=tuple(name for name, share in regions.items() if not share),
        )

    def _count(self, way: RoadWay) -> None:
        self.ways += 1
        self.km[way.road_class] = self.km.get(way.road_class, 0.0) + length_m(way) / 1000
        if way.road_class is RoadClass.FERRY:
            self.ferries.append(way.name or way.ref or "?")
        if way.border is not None:
            self.borders[way.border] += 1
        self._lon.append(way.positions[0].lon)
        self._lat.append(way.positions[0].lat)
