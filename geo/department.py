"""The departments of a country: their outlines, and their people at the last census."""

import json
from dataclasses import dataclass
from importlib import resources

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """A department: its people at the last census, its region's code and its outline."""

    name: str
    region: str
    people: int
    outline: BaseGeometry


def load_departments(country: str) -> tuple[Department, ...]:
    """Read a country's departments; none for a country that ships no census."""
    file = resources.files("geo").joinpath(country, "departments.geojson")
    if not file.is_file():
        return ()
    features = json.loads(file.read_text("utf-8"))["features"]
    return tuple(
        Department(outline=shape(feature["geometry"]), **feature["properties"])
        for feature in features
    )
