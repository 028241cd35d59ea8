"""A lie by a factor of ten is found out; a long way round is not called a lie."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.country import load_country
from geo.naming.gazetteer import GazetteerPlace
from geo.plausible import fault_of
from geo.position import Position, moved
from geo.straight_line import StraightLineRouter
from geo.travel import NotReached, RouterFault, TravelMethod, TravelTime

SENEGAL = load_country("senegal")
LINE = StraightLineRouter(SENEGAL)
PLACES = st.sampled_from(SENEGAL.gazetteer.places)
ENDS = st.tuples(PLACES, PLACES).filter(lambda pair: pair[0].position != pair[1].position)
Pair = tuple[GazetteerPlace, GazetteerPlace]


def town(name: str) -> Position:
    place = SENEGAL.gazetteer.named(name)
    assert place is not None
    return place.position


def by_road(start: Position, end: Position, *, slower: float = 1.0) -> TravelTime:
    """A drive as a sound router might tell it."""
    time = LINE.estimate(start, end)
    return replace(time, method=TravelMethod.SERVER, duration_s=time.duration_s * slower)


def fault(pairs: list[tuple[Position, Position]], times: list[TravelTime]) -> RouterFault | None:
    return fault_of(pairs, times, LINE.estimate)


@given(st.lists(ENDS, min_size=1, max_size=30), st.floats(0.6, 2.5))
def test_sound_times_pass_however_quick_or_slow_the_roads(pairs: list[Pair], slower: float) -> None:
    ends = [(a.position, b.position) for a, b in pairs]
    assert fault(ends, [by_road(*pair, slower=slower) for pair in ends]) is None


@given(st.lists(ENDS, min_size=3, max_size=30), st.floats(0.8, 1.25), st.booleans())
def test_a_lie_by_a_factor_of_ten_is_found_out(
    pairs: list[Pair],
    slower: float,
    quicker: bool,  # noqa: FBT001
) -> None:
    ends = [(a.position, b.position) for a, b in pairs]
    times = [by_road(*pair, slower=slower) for pair in ends]
    plain = [time for time in times if time.via is None and time.distance_m > 5_000]
    if not plain:  # waiting at a border is no driving, and a few streets tell nothing
        return
    lied = [replace(t, duration_s=t.duration_s * (0.1 if quicker else 10)) for t in times]
    assert fault(ends, lied) is RouterFault.IMPLAUSIBLE


@pytest.mark.parametrize("units", [1, 2, 5])
def test_the_way_round_the_gambia_is_no_lie(units: int) -> None:
    shut = SENEGAL.with_crossing("farafenni", is_open=False)
    round_it = StraightLineRouter(shut).estimate(town("Ziguinchor"), town("Kaolack"))
    one = replace(round_it, method=TravelMethod.ROAD_GRAPH)
    pair = (town("Ziguinchor"), town("Kaolack"))
    assert fault_of([pair] * units, [one] * units, StraightLineRouter(shut).estimate) is None


def test_one_unit_across_a_river_may_be_two_hours_away() -> None:
    here = town("Foundiougne")
    there = moved(here, 0.0, 6_000)
    by_the_bridge = TravelTime(
        duration_s=7_000, distance_m=120_000, method=TravelMethod.ROAD_GRAPH, off_road_m=0
    )
    assert fault([(there, here)], [by_the_bridge]) is None


def test_what_is_not_reached_proves_nothing() -> None:
    pair = (town("Kaolack"), town("Dakar"))
    answers = [NotReached.NO_WAY, NotReached.OFF_NETWORK, NotReached.BEYOND]
    assert fault_of([pair] * 3, answers, LINE.estimate) is None
    assert fault_of([], [], LINE.estimate) is None


@pytest.mark.parametrize(
    "change",
    [
        {"duration_s": -1.0},
        {"duration_s": float("nan")},
        {"distance_m": float("inf")},
        {"off_road_m": -5.0},
    ],
)
def test_what_is_no_figure_is_garbage(change: dict[str, Any]) -> None:
    pair = (town("Kaolack"), town("Dakar"))
    broken = replace(by_road(*pair), **change)
    assert fault([pair], [broken]) is RouterFault.GARBAGE
    assert fault([pair, pair], [by_road(*pair)]) is RouterFault.GARBAGE
