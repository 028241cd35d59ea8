import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.country import Country, load_country
from geo.naming.gazetteer import Gazetteer, GazetteerPlace, PlaceKind
from geo.naming.names import fold, sound
from geo.position import Position

SENEGAL = load_country("senegal")


def village(name: str, lat: float, lon: float, *, alt: str = "") -> GazetteerPlace:
    return GazetteerPlace(
        name=name,
        kind=PlaceKind.VILLAGE,
        position=Position(lat=lat, lon=lon),
        region="SN-KL",
        alt_names=(alt,) if alt else (),
    )


def first(words: str, near: Position | None = None) -> str:
    found = SENEGAL.gazetteer.search(words, near)
    return found[0].place.name if found else ""


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Touba", "Touba"), ("Tuba", "Touba"), ("TOUBA", "Touba"), ("Thies", "Thiès"),
        ("thiès", "Thiès"), ("Cees", "Thiès"), ("mbake", "Mbacké"), ("Mbacke", "Mbacké"),
        ("gediawaye", "Guédiawaye"), ("St Louis", "Saint-Louis"), ("saint louis", "Saint-Louis"),
        ("Ndar", "Saint-Louis"), ("kawlax", "Kaolack"), ("Kaolak", "Kaolack"),
        ("N'Dofane", "Ndoffane"), ("ourosogui", "Ourossogui"), ("Kebemer", "Kébémer"),
        ("Richard toll", "Richard-Toll"), ("wakam", "Ouakam"), ("Tambacunda", "Tambacounda"),
        ("Medina yoro foula", "Médina Yoro Foulah"), ("zigunchor", "Ziguinchor"),
    ],
)  # fmt: skip
def test_a_town_is_found_however_it_is_spelt(said: str, meant: str) -> None:
    assert first(said) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("à côté de la mosquée de Ndoffane", "Ndoffane"),
        ("accident sur la route de Mbour", "Mbour"),
        ("marché central Kaolack", "Kaolack"),
        ("derrière l'hôpital d'Ourossogui", "Ourossogui"),
        ("poste de santé de Keur Madiabel", "Keur Madiabel"),
        ("rue 6 Médina Dakar", "Médina"),
        ("Parcelles Assainies unité 17, Dakar", "Parcelles Assainies"),
        ("Grand Yoff", "Grand Yoff"),
        ("école de Grand Dakar", "Grand Dakar"),
        ("behind the market in Tivaouane", "Tivaouane"),
        ("ci wetu jakka bi ci Tuubaa", "Touba"),
    ],
)
def test_a_place_name_is_found_inside_a_sentence(said: str, meant: str) -> None:
    assert first(said) == meant


NO_PLACES = [
    "le monsieur est tombé dans l'escalier",
    "il ne respire plus",
    "",
    "  ",
    "?!",
    "xqzwvk",
]


@pytest.mark.parametrize("said", [*NO_PLACES, "ma mère a mal à la poitrine"])
def test_words_without_a_place_find_nothing(said: str) -> None:
    assert SENEGAL.gazetteer.search(said, None) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Tamb", "Tambacounda"), ("parcel", "Parcelles Assainies"), ("kaf", "Kaff")],
)
def test_an_unfinished_name_is_completed(typed: str, meant: str) -> None:
    assert any(found.place.name.startswith(meant) for found in SENEGAL.gazetteer.search(typed))


def test_of_two_villages_of_one_name_the_nearer_comes_first_and_both_are_offered() -> None:
    east, west = village("Keur Samba", 14.0, -15.0), village("Keur Samba", 14.0, -16.5)
    gazetteer = Gazetteer([east, west])
    by_west = gazetteer.search("keur samba", Position(lat=14.0, lon=-16.4))
    by_east = gazetteer.search("keur samba", Position(lat=14.0, lon=-15.1))
    assert [found.place for found in by_west] == [west, east]
    assert [found.place for found in by_east] == [east, west]


def test_the_larger_of_two_places_comes_first_when_nothing_else_tells() -> None:
    found = SENEGAL.gazetteer.search("Touba")
    assert found[0].place.population == 1_120_824
    assert len([one for one in found if one.place.name == "Touba"]) > 1


def test_an_exact_name_goes_before_a_like_one() -> None:
    gazetteer = Gazetteer([village("Ndiobene", 14, -16), village("Ndiobane", 14, -15)])
    assert gazetteer.search("Ndiobane")[0].place.name == "Ndiobane"


def test_another_name_of_the_place_is_as_good_as_its_own() -> None:
    gazetteer = Gazetteer([village("Kotiari", 14, -16, alt="Cotiari-Naoudé")])
    assert gazetteer.search("cotiari naoude")[0].place.name == "Kotiari"


def test_a_town_goes_before_a_landmark_of_its_name_unless_the_words_say_the_kind() -> None:
    town = village("Guigon", 14, -16)
    shop = GazetteerPlace(
        name="Pharmacie Guigon",
        kind=PlaceKind.PHARMACY,
        position=Position(lat=14.7, lon=-17.4),
        region="SN-DK",
    )
    gazetteer = Gazetteer([shop, town])
    assert [one.place for one in gazetteer.search("Guigon")] == [town, shop]
    assert gazetteer.search("la pharmacie Guigon")[0].place == shop


def test_a_landmark_is_not_found_by_what_hundreds_are_called() -> None:
    station = GazetteerPlace(
        name="Total", kind=PlaceKind.FUEL, position=Position(lat=14, lon=-16), region="SN-KL"
    )
    assert Gazetteer([station]).search("station Total") == []


def test_the_distance_is_told_only_when_there_is_a_point_to_measure_from() -> None:
    here = Position(lat=14.15197, lon=-16.07259)
    assert SENEGAL.gazetteer.search("Kaolack")[0].distance_m is None
    assert SENEGAL.gazetteer.search("Kaolack", here)[0].distance_m == 0


@given(st.sampled_from(SENEGAL.gazetteer.places))
def test_every_place_is_found_by_its_own_name_from_where_it_stands(place: GazetteerPlace) -> None:
    found = SENEGAL.gazetteer.search(place.name, place.position, limit=20)
    assert place in [one.place for one in found]


@given(st.text(max_size=80), st.integers(1, 10))
def test_no_text_breaks_the_search_and_the_limit_holds(text: str, limit: int) -> None:
    found = SENEGAL.gazetteer.search(text, None, limit)
    assert len(found) <= limit
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Ndiaye", "Njaay", "N'Diaye", "N\N{RIGHT SINGLE QUOTATION MARK}diaye"),
        ("Thiaroye", "Caaroy", "Tiaroye"),
        ("Khombole", "Xombol"),
        ("Tivaouane", "Tiwawan"),
        ("Diourbel", "Djourbel", "Jurbel"),
        ("Keur Massar", "Kër Masaar", "ker massar"),
        ("Ndoffane", "Ndoofaan", "N'Dofane"),
        ("Tambacounda", "Tanbakounda", "Tambakunda"),
        ("Ouakam", "Wakaam"),
        ("Guèmbeng", "Gueumbeng"),
        ("Lompoul", "Lonpoul"),
        ("Touba", "Tuba", "Tuubaa"),
        ("Youssouf", "Yusuf"),
        ("Mbacké", "Mbake", "M'Backé"),
    ],
)
def test_french_and_wolof_spellings_sound_the_same(spellings: tuple[str, ...]) -> None:
    assert len({sound(fold(spelling)) for spelling in spellings}) == 1


def test_the_gazetteer_holds_the_towns_of_the_country(senegal: Country) -> None:
    names = "Pikine Rufisque Nioro_du_Rip Foundiougne Sokone Koungheul Dagana Podor Linguère Kanel"
    names += " Bakel Kidira Saraya Oussouye Goudomp Vélingara Matam Kédougou Keur_Massar Yoff Ngor"
    for name in names.split():
        place = senegal.gazetteer.named(name.replace("_", " "))
        assert place is not None, name
        assert place.kind is not PlaceKind.VILLAGE, name


def test_every_place_lies_in_the_region_it_states(senegal: Country) -> None:
    assert len(senegal.gazetteer.places) >= 1_500
    for place in senegal.gazetteer.places:
        region = senegal.territories.find(place.position).region
        assert region is not None, place
        assert region.code == place.region, place
