"""All that is known of one country, read from the files beside the code."""

import csv
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, Self

from shapely import LineString
from shapely.geometry import shape

from geo.centre import Centre
from geo.crossing import BorderPost, Crossing, River, Road, Waypoint
from geo.department import Department, load_departments
from geo.naming.gazetteer import Gazetteer, GazetteerPlace, PlaceKind
from geo.naming.place_table import PlaceTable
from geo.places.merge import merged
from geo.places.packed import ImportedPlaces
from geo.position import Position
from geo.territory import FindingKind, Neighbour, Region, Territories

BETWEEN_VALUES = "|"
PACKAGED_SOURCE = "GeoNames"
"""Who gives nearly all of the packaged places; the rest stands in the folder's SOURCES.md."""

AT_A_CROSSING = "@"
"""A road's town written ``@farafenni`` is the crossing of that id."""


class UnknownCountry(LookupError):  # noqa: N818  reads as the fact it states
    """Says that no data is shipped for a country of this name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """Holds a country's centres, regions, places, border crossings, rivers and main roads.

    ``code`` is ISO 3166-1 alpha-2, ``timezone`` an IANA name. ``bridges`` lead over the rivers
    inside the country, ``crossings`` through a neighbour. ``way_round`` lists the towns of
    the way that avoids every neighbour, from one end to the other; either direction is driven.
    ``towns`` are the packaged places alone, which the map is drawn from.
    """

    code: str
    name: str
    timezone: str
    centres: tuple[Centre, ...]
    regions: tuple[Region, ...]
    departments: tuple[Department, ...]
    neighbours: tuple[Neighbour, ...]
    territories: Territories
    gazetteer: Gazetteer
    towns: tuple[GazetteerPlace, ...]
    crossings: tuple[Crossing, ...]
    bridges: tuple[Crossing, ...]
    rivers: tuple[River, ...]
    way_round: tuple[Waypoint, ...]
    roads: tuple[Road, ...]
    posts: tuple[BorderPost, ...] = ()

    def centre(self, centre_id: str) -> Centre:
        """Return the centre of this id. Raises ``KeyError`` when there is none."""
        for centre in self.centres:
            if centre.id == centre_id:
                return centre
        raise KeyError(centre_id)

    def with_crossing(self, crossing_id: str, *, is_open: bool) -> Self:
        """Return the country with one crossing opened or shut; ``KeyError`` when unknown."""
        if crossing_id not in {crossing.id for crossing in self.crossings}:
            raise KeyError(crossing_id)
        changed = tuple(
            replace(crossing, open=is_open) if crossing.id == crossing_id else crossing
            for crossing in self.crossings
        )
        return replace(self, crossings=changed)


def load_country(name: str, imported: ImportedPlaces | None = None) -> Country:
    """Read the files of one country, such as "senegal"; the caller keeps the result.

    Imported places are merged with the packaged ones. Takes a fraction of a second, about one
    with a hundred thousand places. Raises ``UnknownCountry`` when no such country is shipped.
    """
    folder = resources.files("geo").joinpath(name)
    if not re.fullmatch(r"[a-z_]+", name) or not folder.joinpath("country.json").is_file():
        raise UnknownCountry(name)
    facts = json.loads(folder.joinpath("country.json").read_text("utf-8"))
    centres = tuple(_centre(row) for row in _rows(folder, "centres.csv"))
    regions = tuple(_region(feature) for feature in _features(folder, "regions.geojson"))
    departments = load_departments(name)
    neighbours = tuple(_neighbour(one) for one in _features(folder, "neighbours.geojson"))
    packaged = Gazetteer([_place(row) for row in _rows(folder, "places.csv")])
    crossings = tuple(_crossing(row) for row in _rows(folder, "crossings.csv"))
    return Country(
        code=facts["code"],
        name=facts["name"],
        timezone=facts["timezone"],
        centres=centres,
        regions=regions,
        departments=departments,
        neighbours=neighbours,
        territories=Territories(regions, neighbours, centres, departments),
        gazetteer=_with_imported(packaged, imported),
        towns=tuple(packaged.places),
        crossings=crossings,
        bridges=tuple(_crossing(row) for row in _rows(folder, "bridges.csv")),
        rivers=tuple(_river(row) for row in _rows(folder, "rivers.csv")),
        way_round=tuple(_waypoint(row) for row in _rows(folder, "way_round.csv")),
        roads=tuple(_road(row, packaged, crossings) for row in _rows(folder, "roads.csv")),
        posts=tuple(_post(row) for row in _rows(folder, "border_posts.csv")),
    )


def _with_imported(packaged: Gazetteer, imported: ImportedPlaces | None) -> Gazetteer:
    if imported is None or not imported.parts:
        return packaged
    return Gazetteer(merged(PlaceTable.of(packaged.places), imported))


def _rows(folder: Traversable, file: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(folder.joinpath(file).read_text("utf-8").splitlines())


def _features(folder: Traversable, file: str) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads(folder.joinpath(file).read_text("utf-8"))[
        "features"
    ]
    return features


def _position(row: dict[str, str]) -> Position:
    return Position(lat=float(row["lat"]), lon=float(row["lon"]))


def _centre(row: dict[str, str]) -> Centre:
    return Centre(
        id=row["id"],
        code=row["code"],
        name=row["name"],
        city=row["city"],
        position=_position(row),
        regions=tuple(row["regions"].split(BETWEEN_VALUES)),
        hub_owner=row["hub_owner"],
    )


def _region(feature: dict[str, Any]) -> Region:
    facts = feature["properties"]
    return Region(
        code=facts["code"],
        name=facts["name"],
        population=facts["pop_2023"],
        centre_id=facts["centre_id"],
        outline=shape(feature["geometry"]),
    )


def _neighbour(feature: dict[str, Any]) -> Neighbour:
    facts = feature["properties"]
    return Neighbour(
        code=facts["code"],
        name=facts["name"],
        kind=FindingKind(facts["kind"]),
        outline=shape(feature["geometry"]),
    )


def _place(row: dict[str, str]) -> GazetteerPlace:
    return GazetteerPlace(
        name=row["name"],
        kind=PlaceKind(row["kind"]),
        position=_position(row),
        region=row["region"] or None,
        population=int(row["population"]) if row["population"] else None,
        alt_names=tuple(name for name in row["alt_names"].split(BETWEEN_VALUES) if name),
        sources=(PACKAGED_SOURCE,),
    )


def _crossing(row: dict[str, str]) -> Crossing:
    return Crossing(
        id=row["id"],
        name=row["name"],
        position=_position(row),
        delay_s=float(row["delay_s"]),
        open=row["open"] == "yes",
    )


def _river(row: dict[str, str]) -> River:
    """Read a river whose course is written "lat lon|lat lon|..." from the sea upwards."""
    points = [point.split() for point in row["course"].split(BETWEEN_VALUES)]
    course = LineString([(float(lon), float(lat)) for lat, lon in points])
    return River(name=row["name"], course=course)


def _post(row: dict[str, str]) -> BorderPost:
    return BorderPost(
        id=row["id"],
        name=row["name"],
        position=_position(row),
        delay_s=float(row["delay_s"]),
        open=row["open"] == "yes",
        crossing=row["crossing"] or None,
    )


def _waypoint(row: dict[str, str]) -> Waypoint:
    return Waypoint(name=row["name"], position=_position(row))


def _road(row: dict[str, str], gazetteer: Gazetteer, crossings: Sequence[Crossing]) -> Road:
    towns = tuple(
        _road_town(name, gazetteer, crossings) for name in row["towns"].split(BETWEEN_VALUES)
    )
    return Road(number=row["number"], name=row["name"], towns=towns)


def _road_town(name: str, gazetteer: Gazetteer, crossings: Sequence[Crossing]) -> Waypoint:
    """Find a town of a road. Raises ``LookupError`` for one that the places do not hold."""
    if name.startswith(AT_A_CROSSING):
        crossing = next(one for one in crossings if one.id == name.removeprefix(AT_A_CROSSING))
        return Waypoint(name=crossing.name, position=crossing.position)
    place = gazetteer.named(name)
    if place is None:
        raise LookupError(f"no place is called {name!r}")
    return Waypoint(name=place.name, position=place.position)
