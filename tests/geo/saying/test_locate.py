import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.country import Country, load_country
from geo.place import Place, PlaceSource, Precision
from geo.position import InvalidPosition, Position, distance_m
from geo.saying.locate import interpret

SENEGAL = load_country("senegal")


def test_coordinates_are_taken_before_any_name(senegal: Country) -> None:
    (only,) = interpret("14.1407, -16.0756 Kaolack Touba", senegal.gazetteer)
    assert (only.source, only.precision) == (PlaceSource.COORDINATES, Precision.EXACTE)
    assert (only.position.lat, only.position.lon) == (14.1407, -16.0756)


def test_a_forgotten_minus_sign_is_offered_beside_what_was_written(
    senegal: Country, kaolack: Position
) -> None:
    found = interpret("14.1407 16.0756", senegal.gazetteer, near=kaolack)
    assert [one.position.lon for one in found] == [16.0756, -16.0756]
    assert len(interpret("14.1407 16.0756", senegal.gazetteer)) == 1
    assert len(interpret("14.1407 -16.0756", senegal.gazetteer, near=kaolack)) == 1


@pytest.mark.parametrize(
    ("said", "slips"),
    [
        ("-16.0756, 14.1407", ["swapped"]),
        ("14.1407, 16.0756", ["mirrored"]),
        ("16.0756, 14.1407", ["mirrored"]),
        ("https://maps.google.com/?q=-16.0756,14.1407", ["swapped"]),
        ("14.1407, -16.0756", []),
        ("48.8566, 2.3522", []),
    ],
)
def test_exchanged_axes_are_offered_beside_what_was_written(
    senegal: Country, kaolack: Position, said: str, slips: list[str]
) -> None:
    found = interpret(said, senegal.gazetteer, near=kaolack)
    assert [one.kind for one in found[1:]] == slips


@pytest.mark.parametrize(
    ("said", "precision"),
    [
        ("14.14073, -16.07561", Precision.EXACTE),
        ("14.141, -16.076", Precision.RUE),
        ("14.14, -16.08", Precision.VILLE),
        ("14,1 ; -16,1", Precision.VILLE),
        ("14°08'26\"N 16°04'32\"O", Precision.EXACTE),
    ],
)
def test_coordinates_are_no_more_precise_than_they_were_written(
    senegal: Country, said: str, precision: Precision
) -> None:
    assert interpret(said, senegal.gazetteer)[0].precision is precision


def test_a_forwarded_link_is_a_source_of_its_own(senegal: Country) -> None:
    said = "Ma position : https://maps.google.com/maps?q=14.1407%2C-16.0756&z=17&hl=fr venez vite"
    (only,) = interpret(said, senegal.gazetteer)
    assert (only.source, only.precision) == (PlaceSource.LINK, Precision.EXACTE)
    assert (only.position.lat, only.position.lon) == (14.1407, -16.0756)


def test_the_middle_of_a_shown_map_is_not_taken_for_a_door(senegal: Country) -> None:
    (only,) = interpret("https://www.google.com/maps/@14.1407,-16.0756,15z", senegal.gazetteer)
    assert (only.source, only.precision) == (PlaceSource.LINK, Precision.RUE)


def test_a_name_comes_with_the_radius_of_what_it_names(senegal: Country) -> None:
    village, city = (
        interpret(name, senegal.gazetteer)[0].position.accuracy_m
        for name in ("Latmingué", "Kaolack")
    )
    assert village is not None
    assert city is not None
    assert village < city


def test_a_short_plus_code_is_read_against_the_town_beside_it(
    senegal: Country, kaolack: Position
) -> None:
    dakar = Position(lat=14.6937, lon=-17.444)
    best = interpret("8F+3C Kaolack", senegal.gazetteer, near=dakar)[0]
    assert (best.source, best.precision) == (PlaceSource.PLUS_CODE, Precision.EXACTE)
    assert distance_m(best.position, kaolack) < 4_000
    assert best.name == "8F+3C Kaolack"


def test_a_short_plus_code_alone_is_read_against_the_point_at_hand(
    senegal: Country, kaolack: Position
) -> None:
    (only,) = interpret("8F+3C", senegal.gazetteer, near=kaolack)
    assert distance_m(only.position, kaolack) < 4_000


def test_a_short_plus_code_with_nothing_to_read_it_against_is_not_guessed(senegal: Country) -> None:
    assert interpret("8F+3C", senegal.gazetteer) == []


def test_a_short_plus_code_of_an_unknown_town_is_not_read_against_the_desk(
    senegal: Country, kaolack: Position
) -> None:
    assert interpret("8F+3C Xqzwvk", senegal.gazetteer, near=kaolack) == []


def test_a_full_plus_code_stands_alone(senegal: Country) -> None:
    (only,) = interpret("c'est au 7C6X4WRG+7Q près du pont", senegal.gazetteer)
    assert only.source is PlaceSource.PLUS_CODE


def test_a_name_gives_its_town_and_region_and_no_more_precision_than_that(senegal: Country) -> None:
    best = interpret("à côté de la mosquée de Ndoffane", senegal.gazetteer)[0]
    assert (best.name, best.region) == ("Ndoffane", "SN-KL")
    assert (best.source, best.precision) == (PlaceSource.GAZETTEER, Precision.VILLE)


def test_nothing_found_is_an_empty_list(senegal: Country) -> None:
    assert interpret("il est tombé du toit", senegal.gazetteer) == []
    assert interpret("", senegal.gazetteer) == []


def test_impossible_coordinates_are_told_and_not_swallowed(senegal: Country) -> None:
    with pytest.raises(InvalidPosition):
        interpret("114.69, -17.44", senegal.gazetteer)


def test_a_place_without_a_pin_says_so() -> None:
    place = Place(said="derrière le grand baobab")
    assert (place.position, place.precision, place.source) == (None, "INCONNUE", "none")


@given(st.text(max_size=60), st.integers(1, 8))
def test_no_text_breaks_it_and_no_more_than_asked_is_offered(text: str, limit: int) -> None:
    try:
        found = interpret(text, SENEGAL.gazetteer, limit=limit)
    except InvalidPosition:
        return
    assert len(found) <= limit


def test_the_parts_of_a_web_address_name_no_place(senegal: Country, kaolack: Position) -> None:
    link = "https://maps.app.goo.gl/aBcD123"
    assert interpret(link, senegal.gazetteer, near=kaolack) == []
    beside = interpret(f"Ndoffane {link}", senegal.gazetteer, near=kaolack)
    assert beside[0].name == "Ndoffane"
