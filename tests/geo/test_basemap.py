import json
from itertools import pairwise
from typing import Any

import pytest
from shapely.geometry import shape

from geo.basemap import roads_geojson, territories_geojson, towns_geojson
from geo.country import Country, UnknownCountry, load_country
from geo.position import distance_m


def numbers(value: Any) -> list[float]:
    if isinstance(value, float | int):
        return [value]
    return [number for inner in value for number in numbers(inner)]


@pytest.fixture(scope="session")
def layers(senegal: Country) -> list[dict[str, Any]]:
    return [territories_geojson(senegal), towns_geojson(senegal), roads_geojson(senegal)]


def test_the_map_is_geojson_and_light_enough_for_a_slow_line(layers: list[dict[str, Any]]) -> None:
    encoded = [json.dumps(layer, ensure_ascii=False, separators=(",", ":")) for layer in layers]
    assert sum(len(layer.encode()) for layer in encoded) < 400_000
    for layer in layers:
        assert layer["type"] == "FeatureCollection"
        assert all(shape(feature["geometry"]).is_valid for feature in layer["features"])


def test_coordinates_are_rounded_and_lie_around_senegal(layers: list[dict[str, Any]]) -> None:
    for layer in layers:
        for feature in layer["features"]:
            found = numbers(feature["geometry"]["coordinates"])
            assert all(number == round(number, 4) for number in found)
            assert all(-18 < lon < -11 for lon in found[::2])
            assert all(12 < lat < 17 for lat in found[1::2])


def test_every_region_tells_the_centre_it_is_coloured_by(senegal: Country) -> None:
    features = territories_geojson(senegal)["features"]
    by_layer: dict[str, set[str]] = {}
    for feature in features:
        facts = feature["properties"]
        by_layer.setdefault(facts["layer"], set()).add(facts["code"])
        assert facts["layer"] != "region" or facts["centre_id"] in {"DK", "SL", "KL", "TB", "ZG"}
    assert {layer: len(codes) for layer, codes in by_layer.items()} == {
        "region": 14,
        "neighbour": 1,
        "centre": 5,
    }


def test_the_largest_towns_are_drawn_first_and_every_town_is_drawn(senegal: Country) -> None:
    facts = [feature["properties"] for feature in towns_geojson(senegal)["features"]]
    assert [one["size"] for one in facts] == sorted(one["size"] for one in facts)
    assert {"Dakar", "Touba"} <= {one["name"] for one in facts if one["size"] == 1}
    towns = {place.name for place in senegal.gazetteer.places if place.kind in ("city", "town")}
    assert towns <= {one["name"] for one in facts}


def test_the_main_roads_join_neighbouring_towns_and_are_marked_schematic(senegal: Country) -> None:
    assert {"A1", "N1", "N2", "N3", "N4", "N5", "N6", "N7"} <= {r.number for r in senegal.roads}
    for road in senegal.roads:
        for here, there in pairwise(road.towns):
            assert 2_000 < distance_m(here.position, there.position) < 150_000, (here, there)
    assert all(f["properties"]["schematic"] for f in roads_geojson(senegal)["features"])


@pytest.mark.parametrize("name", ["atlantis", "../geo", "", "senegal/regions"])
def test_a_country_that_is_not_shipped_is_refused_by_name(name: str) -> None:
    with pytest.raises(UnknownCountry):
        load_country(name)


def test_the_centres_are_the_five_published_ones(senegal: Country) -> None:
    assert [centre.id for centre in senegal.centres] == ["DK", "SL", "KL", "TB", "ZG"]
    assert senegal.centre("KL").hub_owner == "sn.health.samu.kaolack"
    assert senegal.centre("TB").regions == ("SN-DB",)
    with pytest.raises(KeyError):
        senegal.centre("XX")
