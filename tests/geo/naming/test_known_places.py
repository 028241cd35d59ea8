from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.country import Country
from geo.naming.known_places import KnownPlace, KnownPlaces, tells_apart
from geo.place import PlaceSource, Precision
from geo.position import Position
from geo.saying.locate import interpret

AT = datetime(2027, 3, 2, 20, 0, tzinfo=UTC)
NDOFFANE = Position(lat=13.9210, lon=-15.9310, accuracy_m=100)
LATMINGUE = Position(lat=13.9930, lon=-15.9050, accuracy_m=100)


def known(name: str, position: Position = NDOFFANE, id_: str = "1") -> KnownPlace:
    return KnownPlace(
        id=id_,
        name=name,
        position=position,
        region="SN-KL",
        centre_id="KL",
        confirmed_count=1,
        confirmed_at=AT,
    )


MOSQUE = known("derrière la grande mosquée de Ndoffane")
SHOP = known("boutique Serigne Mboup, Latmingué", LATMINGUE, "2")
PLACES = KnownPlaces([MOSQUE, SHOP])


@pytest.mark.parametrize(
    "said",
    [
        "derrière la grande mosquée de Ndoffane",
        "grande mosquee ndofan, derriere",
        "il est tombé derrière la grande mosquée Ndofane",
        "derriere la grande mosquee de Ndof",
    ],
)
def test_a_description_is_found_in_other_spellings_and_orders(said: str) -> None:
    assert [found.place for found in PLACES.search(said)] == [MOSQUE]


@pytest.mark.parametrize(
    "said", ["", "mosquée", "Ndoffane", "devant la pharmacie", "Kaolack", "la de du", "grande"]
)
def test_a_part_of_a_description_is_not_the_place(said: str) -> None:
    assert PLACES.search(said) == []


def test_another_side_of_the_landmark_is_less_like_it() -> None:
    behind = PLACES.search("derrière la grande mosquée de Ndoffane")[0]
    beside = PLACES.search("devant la grande mosquée de Ndoffane")[0]
    assert behind.is_meant
    assert not beside.is_meant


def test_of_two_like_descriptions_the_nearer_comes_first() -> None:
    twin = known("derrière la grande mosquée de Ndoffane", LATMINGUE, "3")
    places = KnownPlaces([MOSQUE, twin])
    said = "derrière la grande mosquée de Ndoffane"
    assert [found.place.id for found in places.search(said, LATMINGUE)] == ["3", "1"]
    assert [found.place.id for found in places.search(said, NDOFFANE)] == ["1", "3"]


def test_what_a_crew_confirmed_is_offered_first_when_just_that_is_said(senegal: Country) -> None:
    said = "derrière la grande mosquée de Ndoffane"
    best, second = interpret(said, senegal.gazetteer, known=PLACES)[:2]
    assert (best.source, best.precision, best.known) == (
        PlaceSource.KNOWN,
        Precision.ADRESSE,
        MOSQUE,
    )
    assert best.position == NDOFFANE
    assert second.name == "Ndoffane", "the official name stays in the list"


@pytest.mark.parametrize("said", ["Ndoffane", "à côté du marché de Ndoffane", "Latmingué"])
def test_an_official_name_is_never_pushed_from_its_place(senegal: Country, said: str) -> None:
    without = interpret(said, senegal.gazetteer)
    assert interpret(said, senegal.gazetteer, known=PLACES)[: len(without)] == without


def test_a_description_with_more_said_comes_after_the_official_name(senegal: Country) -> None:
    said = "devant la grande mosquée de Ndoffane, au croisement de la route de Latmingué"
    found = interpret(said, senegal.gazetteer, known=PLACES)
    assert found[0].source is PlaceSource.GAZETTEER
    assert found[1].known == MOSQUE, "and is not buried under the rest of them"


def test_coordinates_and_codes_come_before_any_description(senegal: Country) -> None:
    (only,) = interpret("13.92100, -15.93100", senegal.gazetteer, known=PLACES)
    assert only.source is PlaceSource.COORDINATES


@pytest.mark.parametrize(
    ("name", "apart"),
    [
        *(("grande mosquée", False), ("derrière le marché", False), ("km 14", False), ("", False)),
        *(("mosquée de Ndoffane", True), ("boutique Serigne Mboup", True)),
    ],
)
def test_a_description_needs_a_word_of_its_own(name: str, *, apart: bool) -> None:
    assert tells_apart(name) is apart


@pytest.mark.parametrize(
    ("name", "official"), [("Kaolack", True), ("kawlax", True), ("boutique Mboup", False)]
)
def test_an_official_name_is_known_in_any_spelling(
    senegal: Country, name: str, *, official: bool
) -> None:
    assert senegal.gazetteer.knows(name) is official


@given(st.text(max_size=60))
def test_no_words_break_the_search(words: str) -> None:
    assert len(PLACES.search(words)) <= 2
