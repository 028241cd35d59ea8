"""The price of a choice: never negative, nothing for who covers nothing, never dearer with help."""

from datetime import UTC, datetime

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.coverage import Reached, loss, overlap_m, row_of
from geo.population import DemandPoint
from geo.position import Position
from geo.straight_line import StraightLineRouter
from geo.travel import TravelTime, Trip
from tests.stores import senegal

SIZE = 12
AT = Trip(at=datetime(2027, 3, 2, 10, tzinfo=UTC))
POINTS = tuple(
    DemandPoint(
        name=f"P{n}",
        department="D",
        region="SN-KL",
        position=Position(lat=14.0, lon=-16.0 + n / 100),
        people=10 * n + 1,
    )
    for n in range(SIZE)
)
ROWS = st.lists(st.booleans(), min_size=SIZE, max_size=SIZE).map(np.array)


@given(ROWS, st.lists(ROWS, max_size=5), ROWS)
def test_another_unit_never_makes_a_choice_dearer(
    own: Reached, others: list[Reached], another: Reached
) -> None:
    without, with_it = loss(own, others, POINTS), loss(own, [*others, another], POINTS)
    assert 0 <= with_it.people <= without.people
    assert set(with_it.points) <= set(without.points)
    assert without.people == sum(point.people for point in without.points)
    people = [point.people for point in without.points]
    assert people == sorted(people, reverse=True)


@given(st.lists(ROWS, max_size=5))
def test_a_unit_that_reaches_nobody_costs_nothing(others: list[Reached]) -> None:
    assert loss(row_of(frozenset(), SIZE), others, POINTS).people == 0


@given(ROWS, st.lists(ROWS, max_size=4))
def test_two_units_on_one_spot_stand_in_for_each_other(own: Reached, others: list[Reached]) -> None:
    assert loss(own, [*others, own.copy()], POINTS).people == 0


PLACES = st.tuples(st.floats(12.4, 16.5), st.floats(-17.3, -12.0)).map(
    lambda at: Position(lat=at[0], lon=at[1])
)


@settings(deadline=None)  # a busy machine is no fault of the estimate
@given(st.lists(PLACES, max_size=3), st.lists(PLACES, min_size=1, max_size=20))
async def test_what_a_straight_line_reaches_is_what_it_would_time(
    origins: list[Position], places: list[Position]
) -> None:
    router, limit_s = StraightLineRouter(senegal()), 3600.0
    found = await router.reached(origins, places, limit_s, AT)
    for origin, reached in zip(origins, found, strict=True):
        times = (await router.one_to_many(origin, places, AT, within_s=limit_s)).times
        timed = {index for index, time in enumerate(times) if isinstance(time, TravelTime)}
        assert reached == timed


async def test_nobody_north_of_the_gambia_is_reached_in_time_from_the_south() -> None:
    router = StraightLineRouter(senegal())
    diouloulou, karang = Position(lat=13.04, lon=-16.59), Position(lat=13.59, lon=-16.42)
    (found,) = await router.reached([diouloulou], [karang, diouloulou], 3600.0, AT)
    assert found == {1}, "61 km apart, and a river and a country between"


def test_units_that_may_meet_are_sought_as_far_as_both_could_drive() -> None:
    assert 60_000 < overlap_m(20 * 60) < 70_000
