"""Reads Valhalla's isochrones: GeoJSON polygons, told apart by their minutes."""

from collections.abc import Mapping, Sequence
from typing import Final

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.servers.reading import a_list, a_mapping, a_number, garbage
from geo.travel import Reach, TravelMethod

CONTOURS_MAX: Final = 4
"""Contours in one request, by Valhalla's own default (service_limits.isochrone)."""

SAME_MINUTES: Final = 0.01


def read_reach(document: Mapping[str, object], limits_s: Sequence[float]) -> dict[float, Reach]:
    """Return the reach of each limit. Raises `RouterFailed` (GARBAGE) where one is missing."""
    features = [
        a_mapping(feature, "feature") for feature in a_list(document.get("features"), "features")
    ]
    minutes = [
        a_number(a_mapping(feature.get("properties"), "properties").get("contour"), "contour")
        for feature in features
    ]
    return {limit_s: _reach(limit_s, features, minutes) for limit_s in limits_s}


def _reach(
    limit_s: float, features: Sequence[Mapping[str, object]], minutes: Sequence[float]
) -> Reach:
    mine = [
        _area(feature)
        for feature, minute in zip(features, minutes, strict=True)
        if abs(minute - limit_s / 60) <= SAME_MINUTES
    ]
    if not mine:
        raise garbage(f"no contour of {limit_s / 60:g} min")
    return Reach(limit_s=limit_s, area=shapely.union_all(mine), method=TravelMethod.SERVER)


def _area(feature: Mapping[str, object]) -> BaseGeometry:
    try:
        drawn = shape(dict(a_mapping(feature.get("geometry"), "geometry")))
    except (ShapelyError, ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise garbage("a contour that is no polygon") from error
    if drawn.is_empty or drawn.geom_type not in {"Polygon", "MultiPolygon"}:
        raise garbage("a contour that is no polygon")
    return shapely.make_valid(drawn)
