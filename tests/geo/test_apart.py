import pytest

from geo.apart import gap_m, lies_far
from geo.country import Country
from geo.place import Place, Precision, precision_within
from geo.position import Position
from geo.territory import FindingKind

KAOLACK = Position(lat=14.1450, lon=-16.0764)
A_STREET_ON = Position(lat=14.1450, lon=-16.0730)
NDOFFANE = Position(lat=13.9200, lon=-15.9300)
KAFFRINE = Position(lat=14.1059, lon=-15.5508)
KEUR_MADIABEL = Position(lat=13.8600, lon=-16.0900)
BIGNONA = Position(lat=12.8100, lon=-16.2260)
SEDHIOU = Position(lat=12.7081, lon=-15.5569)
BANJUL = Position(lat=13.4500, lon=-16.6500)


def at(position: Position | None, precision: Precision = Precision.EXACTE) -> Place:
    return Place(said="ici", position=position, precision=precision)


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        (at(KAOLACK), at(NDOFFANE), True),
        (at(KAOLACK), at(A_STREET_ON), True),
        (at(KAOLACK), at(A_STREET_ON, Precision.RUE), False),
        (at(KAOLACK, Precision.VILLE), at(A_STREET_ON), False),
        (at(KAOLACK, Precision.VILLE), at(NDOFFANE), True),
        (at(KAOLACK), at(A_STREET_ON, Precision.INCONNUE), False),
        (at(KAOLACK), at(KAOLACK), False),
        (at(KAOLACK), at(None), False),
    ],
)
def test_places_contradict_each_other_beyond_their_radii(
    one: Place, other: Place, *, far: bool
) -> None:
    assert lies_far(one, other) is far
    assert lies_far(other, one) is far


def test_a_measured_radius_counts_before_the_word_for_it() -> None:
    vague = Position(lat=KAOLACK.lat, lon=KAOLACK.lon, accuracy_m=50_000)
    assert not lies_far(at(vague), at(NDOFFANE))


def test_without_a_pin_there_is_no_distance() -> None:
    assert gap_m(at(None), at(KAOLACK)) is None
    gap = gap_m(at(KAOLACK), at(A_STREET_ON))
    assert gap == pytest.approx(367, abs=5)


@pytest.mark.parametrize(
    ("one", "other", "between"),
    [
        (KEUR_MADIABEL, BIGNONA, True),
        (SEDHIOU, KAOLACK, True),
        (KAOLACK, KAFFRINE, False),
        (BIGNONA, SEDHIOU, False),
        (BANJUL, KAOLACK, False),
    ],
)
def test_the_gambia_between_two_points_is_noticed(
    senegal: Country, one: Position, other: Position, *, between: bool
) -> None:
    found = senegal.territories.lies_between
    assert found(one, other, FindingKind.GAMBIA) is between
    assert found(other, one, FindingKind.GAMBIA) is between
    assert not found(one, other, FindingKind.INSIDE)


@pytest.mark.parametrize(
    ("within_m", "precision"),
    [
        (None, Precision.INCONNUE),
        (12, Precision.EXACTE),
        (50, Precision.EXACTE),
        (51, Precision.RUE),
        (500, Precision.RUE),
        (501, Precision.VILLE),
        (10_000, Precision.VILLE),
        (50_000, Precision.INCONNUE),
    ],
)
def test_a_radius_is_put_into_the_code_it_deserves(
    within_m: float | None, precision: Precision
) -> None:
    assert precision_within(within_m) is precision
