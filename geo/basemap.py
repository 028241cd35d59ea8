"""The console's own map: regions by centre, towns and main roads, as GeoJSON."""

from collections.abc import Iterable
from typing import Any, Final

from shapely.geometry import mapping

from geo.country import Country
from geo.naming.named_place import GazetteerPlace
from geo.naming.place_kind import PlaceKind
from geo.position import Position

DECIMALS: Final = 4
"""Of a degree: 11 m, finer than a pixel at any zoom this map is drawn for."""

POPULATION_CLASSES: Final = ((500_000, 1), (100_000, 2), (30_000, 3), (10_000, 4), (0, 5))
"""Least population and class, 1 the largest: what a map label needs to know at five zooms."""

SMALLEST_CLASS: Final = 6
"""Villages and quarters without a counted population."""

VILLAGE_SPACING_DEG: Final = 0.15
"""About 16 km: one village name in such a square is as many as the national map can hold."""

Feature = dict[str, Any]
FeatureCollection = dict[str, Any]


def territories_geojson(country: Country) -> FeatureCollection:
    """Return regions (with their centre), neighbouring countries and the centres' points.

    ``properties.layer`` is ``region``, ``neighbour`` or ``centre``; a region's ``centre_id`` is
    what the console colours by. Lengths are degrees WGS84, longitude first.
    """
    regions = (
        _feature(
            mapping(region.outline),
            layer="region",
            code=region.code,
            name=region.name,
            centre_id=region.centre_id,
            population=region.population,
        )
        for region in country.regions
    )
    neighbours = (
        _feature(mapping(one.outline), layer="neighbour", code=one.code, name=one.name)
        for one in country.neighbours
    )
    centres = (
        _feature(_point(one.position), layer="centre", code=one.id, name=one.name, city=one.city)
        for one in country.centres
    )
    return _collection([*neighbours, *regions, *centres])


def towns_geojson(country: Country) -> FeatureCollection:
    """Return towns and quarters, and villages thinned, with ``size`` from 1 (largest) to 6."""
    squares: set[tuple[int, int]] = set()
    shown: list[Feature] = []
    for place in sorted(country.towns, key=lambda one: (size_class(one), one.name)):
        square = _square(place.position)
        if place.kind is PlaceKind.VILLAGE and square in squares:
            continue
        squares.add(square)
        shown.append(
            _feature(
                _point(place.position), name=place.name, kind=place.kind, size=size_class(place)
            )
        )
    return _collection(shown)


def roads_geojson(country: Country) -> FeatureCollection:
    """Return the main roads as straight lines between towns, marked ``schematic``."""
    return _collection(
        _feature(
            {
                "type": "LineString",
                "coordinates": [(town.position.lon, town.position.lat) for town in road.towns],
            },
            number=road.number,
            name=road.name,
            schematic=True,
        )
        for road in country.roads
    )


def size_class(place: GazetteerPlace) -> int:
    """Return 1 for half a million people and more, to 6 for a place without a count."""
    if place.population is None:
        return SMALLEST_CLASS
    return next(size for least, size in POPULATION_CLASSES if place.population >= least)


def _collection(features: Iterable[Feature]) -> FeatureCollection:
    return {"type": "FeatureCollection", "features": list(features)}


def _feature(geometry: dict[str, Any], **properties: object) -> Feature:
    rounded = {"type": geometry["type"], "coordinates": _rounded(geometry["coordinates"])}
    return {"type": "Feature", "properties": properties, "geometry": rounded}


def _point(position: Position) -> dict[str, Any]:
    return {"type": "Point", "coordinates": (position.lon, position.lat)}


def _rounded(coordinates: Any) -> Any:  # noqa: ANN401  GeoJSON nests to any depth
    if isinstance(coordinates, float | int):
        return round(coordinates, DECIMALS)
    return [_rounded(inner) for inner in coordinates]


def _square(position: Position) -> tuple[int, int]:
    return int(position.lat // VILLAGE_SPACING_DEG), int(position.lon // VILLAGE_SPACING_DEG)
