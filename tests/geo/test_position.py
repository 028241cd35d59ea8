import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.position import InvalidPosition, Position, bearing_deg, distance_m, great_circle_m

LATITUDES = st.floats(min_value=-89, max_value=89)
LONGITUDES = st.floats(min_value=-180, max_value=180)


def test_null_island_is_absence_and_is_refused() -> None:
    with pytest.raises(InvalidPosition):
        Position(lat=0, lon=0)


@pytest.mark.parametrize(
    ("lat", "lon"),
    [(math.nan, 1), (1, math.nan), (math.inf, 1), (1, -math.inf), (90.1, 0), (-91, 1), (1, 180.5)],
)
def test_numbers_outside_the_world_are_refused(lat: float, lon: float) -> None:
    with pytest.raises(InvalidPosition):
        Position(lat=lat, lon=lon)


@pytest.mark.parametrize("accuracy_m", [-1, math.nan, math.inf])
def test_an_accuracy_that_is_no_radius_is_refused(accuracy_m: float) -> None:
    with pytest.raises(InvalidPosition):
        Position(lat=14, lon=-17, accuracy_m=accuracy_m)


def test_a_point_on_the_equator_or_the_meridian_is_a_place() -> None:
    assert Position(lat=0, lon=9.45).lon == 9.45
    assert Position(lat=5.6, lon=0, accuracy_m=0).accuracy_m == 0


def test_dakar_to_thies_is_fifty_seven_kilometres() -> None:
    dakar, thies = Position(lat=14.6937, lon=-17.44406), Position(lat=14.78944, lon=-16.92602)
    assert distance_m(dakar, thies) == pytest.approx(56_800, rel=0.01)


@pytest.mark.parametrize(("lat", "lon", "bearing"), [(15, -16, 0), (13, -16, 180)])
def test_bearing_runs_clockwise_from_north(lat: float, lon: float, bearing: float) -> None:
    assert bearing_deg(Position(lat=14, lon=-16), Position(lat=lat, lon=lon)) == bearing


def test_east_is_ninety_and_west_two_hundred_and_seventy() -> None:
    here = Position(lat=14, lon=-16)
    assert bearing_deg(here, Position(lat=14, lon=-15.9)) == pytest.approx(90, abs=0.1)
    assert bearing_deg(here, Position(lat=14, lon=-16.1)) == pytest.approx(270, abs=0.1)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_distance_is_the_same_both_ways(a: float, b: float, c: float, d: float) -> None:
    if (a, b) == (0, 0) or (c, d) == (0, 0):
        return
    here, there = Position(lat=a, lon=b), Position(lat=c, lon=d)
    assert distance_m(here, there) == pytest.approx(distance_m(there, here), abs=0.01)
    assert 0 <= bearing_deg(here, there) < 360


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_the_quick_distance_stays_within_six_in_a_thousand(
    a: float, b: float, c: float, d: float
) -> None:
    if (a, b) == (0, 0) or (c, d) == (0, 0):
        return
    here, there = Position(lat=a, lon=b), Position(lat=c, lon=d)
    assert great_circle_m(here, there) == pytest.approx(distance_m(here, there), rel=0.006, abs=1)
