"""What callers say beside a landmark, read from the words and put on the map with a radius."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.country import Country, load_country
from geo.naming.gazetteer import Gazetteer, GazetteerPlace, PlaceKind
from geo.place import Precision, Relation
from geo.position import Position, bearing_deg, distance_m
from geo.saying.landmark import Description, Way, read_landmark
from geo.saying.landmark_point import locate_description
from geo.saying.locate import Candidate, interpret

SENEGAL = load_country("senegal")
KAOLACK = SENEGAL.centre("KL").position


def place(name: str, kind: PlaceKind, near: str, north_m: float = 0) -> GazetteerPlace:
    town = SENEGAL.gazetteer.named(near)
    assert town is not None
    at = Position(lat=town.position.lat + north_m / 111_195, lon=town.position.lon)
    return GazetteerPlace(name=name, kind=kind, position=at, region=town.region)


TOTAL_MBOUR = place("Total", PlaceKind.FUEL, "Mbour", 900)
TOTAL_NDOFFANE = place("Station Total", PlaceKind.FUEL, "Ndoffane", -300)
SHELL_MBOUR = place("Shell", PlaceKind.FUEL, "Mbour", -700)
MOSQUE = place("Grande Mosquée", PlaceKind.MOSQUE, "Ndoffane", 200)
GUIGON = place("Pharmacie Guigon", PlaceKind.PHARMACY, "Dakar", 100)
POST = place("Poste de santé", PlaceKind.HEALTH_POST, "Ndoffane", 400)
LANDMARKS = (TOTAL_MBOUR, TOTAL_NDOFFANE, SHELL_MBOUR, MOSQUE, GUIGON, POST)
GAZETTEER = Gazetteer([*SENEGAL.gazetteer.places, *LANDMARKS])


def offered(said: str, near: Position | None = KAOLACK) -> list[Candidate]:
    return interpret(said, GAZETTEER, near=near, roads=SENEGAL.roads)


@pytest.mark.parametrize(
    ("said", "relation", "landmark", "far_m", "towards"),
    [
        ("500 m après la station Total vers Mbour", "after", "station total", 500, "mbour"),
        ("à 500 mètres après la station Total, en direction de Mbour",
         "after", "station total", 500, "mbour"),
        ("cinq cents mètres après le pont vers Fatick", "after", "pont", 500, "fatick"),
        ("derrière la grande mosquée de Ndoffane",
         "behind", "grande mosquee de ndoffane", None, ""),
        ("à 3 km de Bambey route de Diourbel", "after", "bambey", 3000, "diourbel"),
        ("1,5 km avant Gossas", "before", "gossas", 1500, ""),
        ("deux kilomètres de Ndoffane", "near", "ndoffane", 2000, ""),
        ("en face de la pharmacie Guigon", "opposite", "pharmacie guigon", None, ""),
        ("500 m after the Total station towards Mbour", "after", "total station", 500, "mbour"),
        ("behind the market of Tivaouane", "behind", "market of tivaouane", None, ""),
        ("3 km from Bambey on the road to Diourbel", "after", "bambey", 3000, "diourbel"),
        ("ci ginaaw jumaa ji ci Ndoffane", "behind", "jumaa ji ci ndoffane", None, ""),
        ("ci wetu marse bi", "beside", "marse", None, ""),
        ("accident près du croisement de Nioro", "near", "croisement de nioro", None, ""),
    ],
)  # fmt: skip
def test_relation_distance_and_direction_are_read(
    said: str, relation: str, landmark: str, far_m: float | None, towards: str
) -> None:
    assert read_landmark(said) == Description(
        relation=Relation(relation), landmark=landmark, far_m=far_m, towards=towards
    )


@pytest.mark.parametrize(
    "said", ["entre Fatick et Kaolack", "between Fatick and Kaolack", "diggante Fatick ak Kaolack"]
)
def test_between_two_places_has_two_ends(said: str) -> None:
    read = read_landmark(said)
    assert read is not None
    assert (read.relation, read.landmark, read.second) == ("between", "fatick", "kaolack")


@pytest.mark.parametrize(
    "said",
    ["", "Ndoffane", "accident sur la route de Mbour", "la mosquée de Ndoffane", "entre nous",
     "il a 40 ans", "après", "vers Touba", "500 m", "15 cm sous l'eau"],
)  # fmt: skip
def test_words_without_a_relation_describe_nothing(said: str) -> None:
    assert read_landmark(said) is None


@given(st.text(max_size=120))
def test_no_text_breaks_the_reading(text: str) -> None:
    read_landmark(text)


def test_a_distance_towards_a_place_is_a_point_on_the_way_with_a_radius() -> None:
    best = offered("500 m après la station Total de Ndoffane vers Kaolack")[0]
    start = TOTAL_NDOFFANE.position
    assert distance_m(start, best.position) == pytest.approx(500, rel=0.01)
    turned_deg = bearing_deg(start, best.position) - bearing_deg(start, KAOLACK)
    assert abs(turned_deg) < 3
    assert best.position.accuracy_m == 320
    assert (best.precision, best.kind) == (Precision.RUE, "described")
    assert best.name == "Station Total (Ndoffane) + 500 m → Kaolack"
    assert best.understood is not None
    assert best.understood.way is Way.LINE


def test_the_radius_grows_with_the_distance_and_with_what_is_not_known() -> None:
    sayings = (
        "500 m après la station Total de Ndoffane vers Kaolack",
        "2 km après la station Total de Ndoffane vers Kaolack",
        "2 km après la station Total de Ndoffane vers Xyzabc",
    )
    radii = [offered(said)[0].position.accuracy_m or 0 for said in sayings]
    assert radii == sorted(radii)
    round_about = offered(sayings[2])[0]
    assert round_about.position.lat == TOTAL_NDOFFANE.position.lat
    assert round_about.understood is not None
    assert (round_about.understood.way, round_about.understood.unknown) == ("round", "xyzabc")


def test_before_a_place_coming_from_another_lies_between_them() -> None:
    best = offered("2 km avant Ndoffane en venant de Kaolack")[0]
    ndoffane = GAZETTEER.named("Ndoffane")
    assert ndoffane is not None
    assert distance_m(best.position, KAOLACK) < distance_m(ndoffane.position, KAOLACK) - 1_500


def test_the_middle_of_two_towns_reaches_from_one_to_the_other() -> None:
    best = offered("accident entre Fatick et Kaolack")[0]
    towns = [GAZETTEER.named(name) for name in ("Fatick", "Kaolack")]
    assert best.position.accuracy_m is not None
    for town in towns:
        assert town is not None
        assert distance_m(best.position, town.position) <= best.position.accuracy_m * 1.02
    assert best.name == "Fatick ↔ Kaolack"
    assert best.precision is Precision.INCONNUE, "over ten kilometres it is no town's middle"


def test_a_landmark_is_found_by_kind_sign_and_town() -> None:
    assert offered("la station Total de Mbour")[0].name == "Total (Mbour)"
    assert offered("Shell Mbour")[0].name == "Shell (Mbour)"
    assert offered("derrière la grande mosquée de Ndoffane")[0].name == "Grande Mosquée (Ndoffane)"
    assert offered("pharmacie guigon")[0].position.lat == GUIGON.position.lat
    assert offered("poste de santé Ndoffane")[0].kind == "health_post"


def test_an_ambiguous_landmark_is_offered_several_times() -> None:
    names = [one.name for one in offered("500 m après la station Total vers Fatick")]
    assert {"Station Total (Ndoffane) + 500 m → Fatick", "Total (Mbour) + 500 m → Fatick"} <= {
        *names[:2]
    }


def test_an_unknown_landmark_leaves_the_town() -> None:
    found = offered("derrière la grande mosquée de Sokone")
    assert (found[0].name, found[0].understood) == ("Sokone", None)


def test_a_road_graph_may_lead_instead_of_the_straight_line() -> None:
    bend = Position(lat=14.0, lon=-16.0)
    read = read_landmark("2 km après Ndoffane vers Kaolack")
    assert read is not None
    (best, *_) = locate_description(read, GAZETTEER.search, KAOLACK, lambda *_: bend)
    assert (best.position.lat, best.position.lon) == (14.0, -16.0)


def test_a_post_on_a_numbered_road_is_counted_from_its_first_town() -> None:
    (only,) = offered("PK 40 N1", None)
    dakar = GAZETTEER.named("Dakar")
    assert dakar is not None
    assert distance_m(dakar.position, only.position) == pytest.approx(40_000 / 1.15, rel=0.1)
    assert only.name.startswith("N1 Dakar + 40 km")
    assert only.position.accuracy_m == 6_000


def test_a_post_without_a_road_is_offered_on_every_road_of_the_town() -> None:
    names = [one.name for one in offered("PK 12")]
    assert len(names) > 2
    assert all("Kaolack + 12 km" in name for name in names)
    assert [one.name for one in offered("PK 12 route de Fatick")][:1] == [
        "N1 Kaolack + 12 km → Fatick"
    ]


def test_a_distance_is_no_kilometre_post(senegal: Country) -> None:
    found = interpret("à 12 km de Gossas", senegal.gazetteer, near=KAOLACK, roads=senegal.roads)
    assert found[0].name == "Gossas + 12 km"


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz 0123456789'éèà,.", max_size=80))
def test_every_description_has_a_radius(text: str) -> None:
    for one in interpret(f"500 m après {text} vers {text}", GAZETTEER, near=KAOLACK):
        if one.understood is not None:
            assert one.position.accuracy_m
