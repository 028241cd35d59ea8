import csv
from pathlib import Path

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point

from geo.centre import Centre
from geo.country import Country, load_country
from geo.naming.names import fold
from geo.position import Position, distance_m
from geo.territory import FindingKind, Region, Territories

SENEGAL = load_country("senegal")
OUTLINES = [region.outline for region in SENEGAL.regions]
OUTLINES += [neighbour.outline for neighbour in SENEGAL.neighbours]
AROUND_LAT, AROUND_LON = st.floats(11.5, 17.5), st.floats(-18.5, -10.5)

SPELLINGS = {"Kaokack": "Kaolack", "Sediou": "Sédhiou", "Saintlouis": "Saint-Louis"}


def town(country: Country, name: str) -> Position:
    place = country.gazetteer.named(name)
    assert place is not None
    return place.position


def region(code: str) -> Region:
    return next(one for one in SENEGAL.regions if one.code == code)


@given(AROUND_LAT, AROUND_LON)
def test_every_point_gets_one_finding_that_agrees_with_itself(lat: float, lon: float) -> None:
    position = Position(lat=lat, lon=lon)
    found = SENEGAL.territories.find(position)
    if found.kind is FindingKind.INSIDE:
        assert found.region is not None
        assert found.centre_id == found.region.centre_id
        assert found.region.code in SENEGAL.centre(found.centre_id).regions
        assert found.centre_id not in found.near_border_centre_ids
    else:
        assert (found.region, found.centre_id, found.snapped_m) == (None, None, None)
        assert found.near_border_centre_ids == ()


@given(AROUND_LAT, AROUND_LON)
def test_no_point_lies_within_two_territories(lat: float, lon: float) -> None:
    point = Point(lon, lat)
    assert sum(outline.contains_properly(point) for outline in OUTLINES) <= 1


def test_the_outlines_share_their_borders_without_gap_or_overlap() -> None:
    assert all(outline.is_valid for outline in OUTLINES)
    assert shapely.coverage_is_valid(OUTLINES)


def test_every_region_has_one_centre_and_the_people_of_the_last_census() -> None:
    answered = [code for centre in SENEGAL.centres for code in centre.regions]
    assert sorted(answered) == sorted(region.code for region in SENEGAL.regions)
    assert len(answered) == 14
    assert sum(region.population for region in SENEGAL.regions) == 18_126_388


@pytest.mark.parametrize("centre", SENEGAL.centres, ids=lambda centre: centre.id)
def test_each_centre_lies_in_its_own_territory(centre: Centre) -> None:
    assert SENEGAL.territories.find(centre.position).centre_id == centre.id


def test_matam_belongs_to_saint_louis_although_touba_is_nearer() -> None:
    matam = town(SENEGAL, "Matam")
    assert SENEGAL.territories.find(matam).centre_id == "SL"
    to_touba = distance_m(matam, SENEGAL.centre("TB").position)
    assert to_touba < distance_m(matam, SENEGAL.centre("SL").position)


@pytest.mark.parametrize(
    ("name", "region", "centre"),
    [
        ("Thiès", "SN-TH", "DK"), ("Tambacounda", "SN-TC", "DK"), ("Kédougou", "SN-KE", "DK"),
        ("Louga", "SN-LG", "SL"), ("Podor", "SN-SL", "SL"), ("Ndoffane", "SN-KL", "KL"),
        ("Fatick", "SN-FK", "KL"), ("Kaffrine", "SN-KA", "KL"), ("Diourbel", "SN-DB", "TB"),
        ("Mbacké", "SN-DB", "TB"), ("Kolda", "SN-KD", "ZG"), ("Sédhiou", "SN-SE", "ZG"),
        ("Bignona", "SN-ZG", "ZG"), ("Gorée", "SN-DK", "DK"),
    ],
)  # fmt: skip
def test_a_town_belongs_to_the_centre_of_its_region(name: str, region: str, centre: str) -> None:
    found = SENEGAL.territories.find(town(SENEGAL, name))
    assert found.region is not None
    assert (found.kind, found.region.code, found.centre_id) == ("inside", region, centre)


@pytest.mark.parametrize(
    ("lat", "lon"),
    [(13.4549, -16.579), (13.567, -15.6), (13.31, -14.21), (13.438, -16.678), (13.4905, -15.57)],
    ids=["Banjul", "Farafenni", "Basse", "Serrekunda", "the bridge"],
)
def test_a_point_in_the_gambia_is_said_so(lat: float, lon: float) -> None:
    found = SENEGAL.territories.find(Position(lat=lat, lon=lon))
    assert (found.kind, found.centre_id) == (FindingKind.GAMBIA, None)


@pytest.mark.parametrize(
    ("lat", "lon"),
    [(18.079, -15.965), (11.863, -15.598), (14.45, -11.43), (14.7, -17.7), (48.85, 2.35)],
    ids=["Nouakchott", "Bissau", "Kayes", "the sea", "Paris"],
)
def test_a_point_abroad_or_at_sea_is_outside(lat: float, lon: float) -> None:
    assert SENEGAL.territories.find(Position(lat=lat, lon=lon)).kind is FindingKind.OUTSIDE


def test_a_point_just_off_the_shore_is_given_to_the_shore_and_flagged() -> None:
    shore = SENEGAL.territories.find(Position(lat=14.42, lon=-17.0))
    assert shore.region is not None
    assert shore.region.code == "SN-TH"
    assert shore.snapped_m is not None
    assert 0 < shore.snapped_m <= 2_000


def test_a_point_in_its_region_is_not_flagged_as_moved() -> None:
    assert SENEGAL.territories.find(town(SENEGAL, "Kaolack")).snapped_m is None


def test_a_neighbouring_centre_within_five_kilometres_is_named() -> None:
    kaolack, diourbel = region("SN-KL"), region("SN-DB")
    fatick = region("SN-FK")
    shared = fatick.outline.boundary.intersection(diourbel.outline.boundary)
    middle = shared.interpolate(0.5, normalized=True)
    on_fatick_side = min(
        (Point(middle.x + dx, middle.y + dy) for dx in (-0.02, 0, 0.02) for dy in (-0.02, 0, 0.02)),
        key=fatick.outline.distance,
    )
    found = SENEGAL.territories.find(Position(lat=on_fatick_side.y, lon=on_fatick_side.x))
    assert (found.centre_id, found.near_border_centre_ids) == (kaolack.centre_id, ("TB",))


def test_far_from_every_border_no_other_centre_is_named() -> None:
    assert SENEGAL.territories.find(town(SENEGAL, "Linguère")).near_border_centre_ids == ()


def test_a_region_without_its_centre_is_refused() -> None:
    lost = Region(
        code="SN-XX", name="Lost", population=1, centre_id="XX", outline=Point(-16, 14).buffer(0.1)
    )
    with pytest.raises(ValueError, match="SN-XX"):
        Territories([lost], [], SENEGAL.centres)


def test_of_the_health_facilities_ninety_nine_in_a_hundred_fall_in_their_region(
    shared_data: Path,
) -> None:
    file = shared_data / "senegal" / "health_facilities_who_kwtrp_2019_sen_gmb_gnb.csv"
    with file.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["iso3c"] == "SEN" and row["Lat"]]
    assert len(rows) == 1_256
    agreeing = 0
    for row in rows:
        position = Position(lat=float(row["Lat"]), lon=float(row["Long"]))
        region = SENEGAL.territories.find(position).region
        agreeing += region is not None and same_name(row["Admin1"], region.name)
    assert agreeing / len(rows) >= 0.99


def test_every_gambian_health_facility_falls_in_the_gambia(shared_data: Path) -> None:
    file = shared_data / "senegal" / "health_facilities_who_kwtrp_2019_sen_gmb_gnb.csv"
    with file.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["iso3c"] == "GMB" and row["Lat"]]
    kinds = [
        SENEGAL.territories.find(Position(lat=float(row["Lat"]), lon=float(row["Long"]))).kind
        for row in rows
    ]
    assert kinds.count(FindingKind.GAMBIA) >= 0.98 * len(kinds)


def same_name(stated: str, name: str) -> bool:
    return fold(SPELLINGS.get(stated, stated)) == fold(name)


@pytest.mark.parametrize(
    ("name", "department"),
    [
        ("Kaolack", "Kaolack"),
        ("Nioro du Rip", "Nioro"),
        ("Touba", "Mbacké"),
        ("Bignona", "Bignona"),
    ],
)
def test_a_point_is_given_its_department(senegal: Country, name: str, department: str) -> None:
    place = senegal.gazetteer.named(name)
    assert place is not None
    found = senegal.territories.find(place.position).department
    assert found is not None
    assert found.name.startswith(department)
