"""The adult early warning score: every band, every colour, and what is missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulation.triage.tews import Tews, TewsColour, colour_of, tews
from regulation.triage.vitals import Avpu, Mobility, Vitals

WELL = {
    "breaths_per_min": 12,
    "heart_per_min": 80,
    "systolic_mmhg": 120,
    "temperature_c": 37.0,
    "avpu": Avpu.A,
    "mobility": Mobility.WALKING,
    "trauma": False,
}


def score(**changed: object) -> Tews:
    return tews(Vitals(**(WELL | changed)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "bands"),
    [
        ("breaths_per_min", {8: 2, 9: 0, 14: 0, 15: 1, 20: 1, 21: 2, 29: 2, 30: 3, 60: 3}),
        (
            "heart_per_min",
            {40: 2, 41: 1, 50: 1, 51: 0, 100: 0, 101: 1, 110: 1, 111: 2, 129: 2, 130: 3},
        ),
        ("systolic_mmhg", {70: 3, 71: 2, 80: 2, 81: 1, 100: 1, 101: 0, 199: 0, 200: 2}),
        ("temperature_c", {34.9: 2, 35.0: 0, 38.4: 0, 38.5: 2}),
        ("avpu", {Avpu.A: 0, Avpu.V: 1, Avpu.C: 2, Avpu.P: 2, Avpu.U: 3}),
        ("mobility", {Mobility.WALKING: 0, Mobility.WITH_HELP: 1, Mobility.STRETCHER: 2}),
        ("trauma", {False: 0, True: 1}),
    ],
)
def test_each_band_gives_its_points(field: str, bands: dict[object, int]) -> None:
    assert {value: score(**{field: value}).points for value in bands} == bands


@pytest.mark.parametrize(
    ("points", "colour"),
    [(2, "GREEN"), (3, "YELLOW"), (4, "YELLOW"), (5, "ORANGE"), (6, "ORANGE"), (7, "RED")],
)
def test_each_total_gives_its_colour(points: int, colour: str) -> None:
    assert colour_of(points) == colour


def test_a_complete_score_has_one_colour() -> None:
    assert score().colour is TewsColour.GREEN
    assert score().missing == ()


@pytest.mark.parametrize("field", WELL)
def test_what_is_missing_is_said_and_never_counts_as_normal(field: str) -> None:
    result = score(**{field: None})
    assert result.missing == (field,)
    assert result.at_most in {TewsColour.GREEN, TewsColour.YELLOW}
    assert (result.colour is None) == (result.at_most is TewsColour.YELLOW)


def test_an_empty_score_is_no_green() -> None:
    empty = tews(Vitals())
    assert (empty.points, empty.colour, empty.at_most) == (0, None, TewsColour.RED)
    assert set(empty.missing) == set(WELL)


def test_red_stays_red_whatever_is_missing() -> None:
    signs = Vitals(breaths_per_min=34, heart_per_min=140, avpu=Avpu.V)
    assert tews(signs).colour is TewsColour.RED


SIGNS = st.fixed_dictionaries(
    {
        "breaths_per_min": st.none() | st.integers(0, 120),
        "heart_per_min": st.none() | st.integers(0, 320),
        "systolic_mmhg": st.none() | st.integers(0, 320),
        "temperature_c": st.none() | st.floats(15, 46),
        "avpu": st.none() | st.sampled_from(Avpu),
        "mobility": st.none() | st.sampled_from(Mobility),
        "trauma": st.none() | st.booleans(),
    }
)


@given(SIGNS, st.sampled_from(sorted(WELL)))
def test_what_is_known_lies_between_the_bounds_of_what_is_not(
    signs: dict[str, object], field: str
) -> None:
    known = tews(Vitals(**signs))  # type: ignore[arg-type]
    unknown = tews(Vitals(**(signs | {field: None})))  # type: ignore[arg-type]
    order = list(TewsColour)
    assert order.index(unknown.at_most) <= order.index(known.at_most)
    assert order.index(unknown.at_least) >= order.index(known.at_least)
