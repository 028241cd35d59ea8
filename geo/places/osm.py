"""Reads places and landmarks from an OpenStreetMap extract (.osm.pbf, .osm).

Tags are those of https://wiki.openstreetmap.org/wiki/Map_features. Points and outlines are read,
an outline standing at the middle of its corners; relations of several outlines are not.
"""

from datetime import date
from pathlib import Path
from typing import Any, Final

import osmium

from geo.naming.names import fold
from geo.naming.place_kind import PlaceKind
from geo.places.geonames import CITY_PEOPLE
from geo.places.row import ALT_NAMES_MAX, NAME_LENGTH_MAX, PlacesRefused, Read, Row

_KINDS: Final = {
    "place": {
        "city": PlaceKind.CITY,
        "town": PlaceKind.TOWN,
        "village": PlaceKind.VILLAGE,
        "hamlet": PlaceKind.VILLAGE,
        "isolated_dwelling": PlaceKind.VILLAGE,
        "farm": PlaceKind.VILLAGE,
        "locality": PlaceKind.VILLAGE,
        "suburb": PlaceKind.QUARTER,
        "quarter": PlaceKind.QUARTER,
        "neighbourhood": PlaceKind.QUARTER,
    },
    "amenity": {
        "hospital": PlaceKind.HOSPITAL,
        "clinic": PlaceKind.CLINIC,
        "doctors": PlaceKind.CLINIC,
        "health_post": PlaceKind.HEALTH_POST,
        "pharmacy": PlaceKind.PHARMACY,
        "fuel": PlaceKind.FUEL,
        "school": PlaceKind.SCHOOL,
        "college": PlaceKind.SCHOOL,
        "university": PlaceKind.SCHOOL,
        "marketplace": PlaceKind.MARKET,
        "police": PlaceKind.POLICE,
        "fire_station": PlaceKind.FIRE_STATION,
        "bus_station": PlaceKind.BUS_STATION,
        "ferry_terminal": PlaceKind.FERRY,
        "townhall": PlaceKind.TOWN_HALL,
        "bank": PlaceKind.BANK,
    },
    "healthcare": {
        "hospital": PlaceKind.HOSPITAL,
        "clinic": PlaceKind.CLINIC,
        "centre": PlaceKind.HEALTH_POST,
        "health_post": PlaceKind.HEALTH_POST,
        "pharmacy": PlaceKind.PHARMACY,
    },
    "tourism": {
        "hotel": PlaceKind.HOTEL,
        "guest_house": PlaceKind.HOTEL,
        "motel": PlaceKind.HOTEL,
    },
    "leisure": {"stadium": PlaceKind.STADIUM},
    "railway": {"station": PlaceKind.RAILWAY_STATION, "halt": PlaceKind.RAILWAY_STATION},
    "aeroway": {"aerodrome": PlaceKind.AIRPORT},
    "junction": {"roundabout": PlaceKind.JUNCTION, "yes": PlaceKind.JUNCTION},
    "highway": {
        "motorway_junction": PlaceKind.JUNCTION,
        "mini_roundabout": PlaceKind.JUNCTION,
    },
    "man_made": {"bridge": PlaceKind.BRIDGE},
}
_WORSHIP: Final = {"muslim": PlaceKind.MOSQUE, "christian": PlaceKind.CHURCH}

_NAMES: Final = ("name", "name:fr", "name:wo", "name:en", "official_name", "alt_name")
_NAMES_BY_SIGN: Final = ("brand", "operator")
_MORE_NAMES: Final = (*_NAMES[1:], "loc_name", "old_name", "short_name", *_NAMES_BY_SIGN)

_UNNAMED: Final = {
    PlaceKind.MOSQUE: "Mosquée",
    PlaceKind.FUEL: "Station-service",
    PlaceKind.HOSPITAL: "Hôpital",
    PlaceKind.HEALTH_POST: "Poste de santé",
    PlaceKind.MARKET: "Marché",
    PlaceKind.BUS_STATION: "Gare routière",
    PlaceKind.POLICE: "Police",
}
"""What is told by its kind and town alone: "la mosquée de Ndoffane" needs no name."""


def read_osm(path: Path) -> Read:
    """Return the named places and landmarks of an extract, with the day it is of.

    Raises ``PlacesRefused`` when the file is cut or is no extract.
    """
    rows: list[Row] = []
    passed_over = 0
    try:
        with osmium.io.Reader(str(path)) as opened:
            dated = _day(opened.header().get("osmosis_replication_timestamp"))
        wanted = osmium.filter.KeyFilter(*_KINDS)
        for number, thing in enumerate(
            osmium.FileProcessor(str(path)).with_locations().with_filter(wanted), 1
        ):
            row = _row(thing, number)
            if row is None:
                passed_over += 1
            else:
                rows.append(row)
    except (RuntimeError, OSError) as error:
        raise PlacesRefused("places_osm_broken", reason=str(error)[:200]) from error
    return Read(rows=rows, passed_over=passed_over, dated=dated)


def _row(thing: Any, number: int) -> Row | None:  # noqa: ANN401  osmium has no common type
    kind = _kind(thing.tags)
    at = _middle(thing) if kind is not None else None
    if kind is None or at is None:
        return None
    name = _name(thing.tags, kind)
    if not name:
        return None
    people = (thing.tags.get("population") or "").replace(" ", "")
    counted = int(people) if people.isdigit() else None
    if kind is PlaceKind.TOWN and (counted or 0) >= CITY_PEOPLE:
        kind = PlaceKind.CITY
    return Row(
        line=number,
        name=name,
        lat=at[0],
        lon=at[1],
        kind=kind,
        population=counted,
        alt_names=_other_names(thing.tags, name),
    )


def _kind(tags: Any) -> PlaceKind | None:  # noqa: ANN401
    if tags.get("amenity") == "place_of_worship":
        return _WORSHIP.get(tags.get("religion") or "")
    for key, kinds in _KINDS.items():
        kind = kinds.get(tags.get(key) or "")
        if kind is not None:
            return kind
    return None


def _name(tags: Any, kind: PlaceKind) -> str:  # noqa: ANN401
    """Return the name, else the sign over the door, else the word for the kind."""
    signs = _NAMES_BY_SIGN if kind is PlaceKind.FUEL else ()
    for key in (*_NAMES, *signs):
        name = (tags.get(key) or "").strip()
        if fold(name) and len(name) <= NAME_LENGTH_MAX:
            return name
    return _UNNAMED.get(kind, "")


def _other_names(tags: Any, name: str) -> tuple[str, ...]:  # noqa: ANN401
    known = {fold(name)}
    names: list[str] = []
    for key in _MORE_NAMES:
        for other in (tags.get(key) or "").split(";"):
            folded = fold(other)
            if folded and folded not in known and len(other) <= NAME_LENGTH_MAX:
                known.add(folded)
                names.append(other.strip())
    return tuple(names[:ALT_NAMES_MAX])


def _middle(thing: Any) -> tuple[float, float] | None:  # noqa: ANN401
    if thing.is_node():
        return thing.lat, thing.lon
    if not thing.is_way():
        return None
    corners = [node.location for node in thing.nodes if node.location.valid()]
    if not corners:
        return None
    lats, lons = [one.lat for one in corners], [one.lon for one in corners]
    return sum(lats) / len(lats), sum(lons) / len(lons)


def _day(stamp: str) -> date | None:
    try:
        return date.fromisoformat(stamp[:10])
    except ValueError:
        return None
