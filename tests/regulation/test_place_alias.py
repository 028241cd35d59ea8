"""What is learnt from crews: words of places, never of people, and never in place of a name."""

from dataclasses import replace

import pytest

from geo.place import Place, PlaceSource, Precision
from geo.position import Position, distance_m
from regulation import place_alias as rules
from regulation.place_alias import (
    NAME_LENGTH,
    RADIUS_M_LEAST,
    AliasConfirmed,
    AliasTaught,
    AliasWithdrawn,
    PlaceAlias,
    evolve,
)
from regulation.refusal import Refusal
from regulation.statement import Statement
from tests.regulation.records import AT, AWA, NDIAYE, opened

HERE = Position(lat=13.9210, lon=-15.9310, accuracy_m=12)
A_STREET_ON = Position(lat=13.9235, lon=-15.9310, accuracy_m=20)
A_VILLAGE_ON = Position(lat=13.9930, lon=-15.9050, accuracy_m=12)
NAME = "derrière la grande mosquée de Ndoffane"


def taught(name: str = NAME) -> PlaceAlias:
    event = AliasTaught(
        alias_id="a1",
        case_id="case-1",
        centre_id="KL",
        name=name,
        position=HERE,
        region="SN-KL",
        by=AWA,
        at=AT,
    )
    return evolve(None, event)


def confirmed(alias: PlaceAlias, at: Position, case_id: str = "case-2") -> PlaceAlias:
    event = AliasConfirmed(alias_id=alias.id, case_id=case_id, position=at, by=NDIAYE, at=AT)
    return evolve(alias, event)


def test_a_taught_place_is_good_to_a_block_and_not_to_the_phone_s_metre() -> None:
    alias = taught()
    assert alias.position.accuracy_m == RADIUS_M_LEAST
    assert (alias.confirmed_count, alias.active, alias.revision) == (1, True, 1)


def test_a_confirmed_place_moves_to_the_middle_and_holds_both_spots() -> None:
    alias = confirmed(taught(), A_STREET_ON)
    assert (alias.confirmed_count, alias.revision) == (2, 2)
    assert alias.position.lat == pytest.approx((HERE.lat + A_STREET_ON.lat) / 2)
    assert alias.position.accuracy_m is not None
    for spot in (HERE, A_STREET_ON):
        assert distance_m(alias.position, spot) <= alias.position.accuracy_m


@pytest.mark.parametrize(
    ("name", "at", "same"),
    [
        (NAME, HERE, True),
        ("Ndofane, grande mosquee (derriere)", A_STREET_ON, True),
        (NAME, A_VILLAGE_ON, False),
        ("devant la grande mosquée de Ndoffane", HERE, False),
    ],
)
def test_the_same_words_of_the_same_place_are_one(name: str, at: Position, *, same: bool) -> None:
    assert rules.same_place(taught(), name, at) is same


def test_a_withdrawn_place_is_no_twin_of_a_new_one() -> None:
    alias = taught()
    event = rules.withdraw(alias, " faux ", by=NDIAYE, at=AT)
    assert isinstance(event, AliasWithdrawn)
    gone = evolve(alias, event)
    assert (gone.active, gone.withdrawn_by, gone.withdrawn_why) == (False, NDIAYE, "faux")
    assert gone.revision == 2
    assert not rules.same_place(gone, NAME, HERE)
    again = rules.withdraw(gone, "encore", by=AWA, at=AT)
    assert again == Refusal(code="alias_withdrawn", facts={"name": NAME})


def test_a_withdrawal_needs_a_reason() -> None:
    assert rules.withdraw(taught(), "  ", by=AWA, at=AT) == Refusal(code="reason_required")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (NAME, None),
        ("boutique Serigne Mboup, Latmingué", None),
        ("HLM 5 villa 2210, Kaolack", None),
        ("abc", "alias_length"),
        ("x" * NAME_LENGTH.stop, "alias_length"),
        ("boutique Touba 77 123 45 67", "alias_holds_number"),
        ("boutique Touba 771234567", "alias_holds_number"),
        ("chez Modou Fall à Ndoffane", "alias_names_person"),
        ("derrière chez FATOU, Ndoffane", "alias_names_person"),
        ("derrière la grande mosquée", "alias_too_common"),
    ],
)
def test_only_words_of_a_place_are_kept(name: str, code: str | None) -> None:
    result = rules.refuse_name(name, ("Modou Fall", "Fatou Ndiaye"), official=False)
    assert (result.code if result else None) == code


def test_an_official_name_is_not_taught_again() -> None:
    result = rules.refuse_name("Ndoffane", (), official=True)
    assert result == Refusal(code="alias_is_official", facts={"name": "Ndoffane"})


def test_ordinary_words_in_a_person_s_name_do_not_forbid_a_place() -> None:
    assert rules.refuse_name("mosquée de Ndoffane", ("de la Mosquée",), official=False) is None


def test_only_a_crew_s_own_point_teaches() -> None:
    by_crew = Place(said="", position=HERE, precision=Precision.EXACTE, source=PlaceSource.CREW)
    by_phone = replace(by_crew, source=PlaceSource.CALLER)
    said = tuple(
        Statement(number=number, place=place, by=AWA, at=AT)
        for number, place in enumerate((by_crew, by_phone), 1)
    )
    case = replace(opened(), statements=said, in_force=1)
    assert rules.found_position(case, 1) == HERE
    for number, code in ((2, "alias_needs_crew"), (3, "statement_unknown")):
        refused = rules.found_position(case, number)
        assert isinstance(refused, Refusal)
        assert refused.code == code
