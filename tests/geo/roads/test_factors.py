"""The same road takes longer at some hours, for some vehicles, and without a siren."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from geo.roads.border import BorderPolicy
from geo.roads.factors import URGENT_FACTOR, HourBand, SpeedFactors, hour_band
from geo.roads.router import RoadGraphRouter
from geo.roads.way import RoadClass, RoadWay
from geo.travel import TravelTime, Trip, Vehicle
from tests.geo.roads.made import CALM, at, graph_of

A, B = at(14.0, -16.0), at(14.0, -15.9)
LEARNT = SpeedFactors(
    learnt={(RoadClass.PRIMARY, HourBand.EVENING, Vehicle.AMBULANCE): 1.5}, urgent=URGENT_FACTOR
)


def seconds(trip: Trip, road_class: RoadClass, factors: SpeedFactors = LEARNT) -> float:
    ways = [RoadWay(nodes=(1, 2), positions=(A, B), road_class=road_class)]
    if road_class is RoadClass.FERRY:
        ends = (at(14.0, -16.01), A), (B, at(14.0, -15.89))
        ways = [
            replace(ways[0], drive_s=600.0, delay_s=900.0),
            *(
                RoadWay(nodes=(n, n + 2), positions=line, road_class=RoadClass.TRUNK)
                for n, line in ((1, ends[0][::-1]), (2, ends[1]))
            ),
        ]
    router = RoadGraphRouter(graph_of(ways), borders=BorderPolicy(), factors=factors)
    (time,) = router.one_to_many(A, [B], trip).times
    assert isinstance(time, TravelTime)
    return time.duration_s


def test_a_factor_holds_for_its_class_hour_and_vehicle_and_for_no_other() -> None:
    evening = replace(CALM, at=datetime(2026, 11, 22, 18, tzinfo=UTC))
    at_noon = seconds(CALM, RoadClass.PRIMARY)
    assert seconds(evening, RoadClass.PRIMARY) == pytest.approx(1.5 * at_noon)
    assert seconds(replace(evening, vehicle=Vehicle.LIGHT), RoadClass.PRIMARY) == at_noon
    assert seconds(evening, RoadClass.LOCAL) == seconds(CALM, RoadClass.LOCAL)


def test_a_siren_hurries_a_road_and_no_ferry() -> None:
    urgent = replace(CALM, urgent=True)
    calm_s = seconds(CALM, RoadClass.PRIMARY)
    assert seconds(urgent, RoadClass.PRIMARY) == pytest.approx(URGENT_FACTOR * calm_s)
    for trip in (urgent, CALM):
        assert seconds(trip, RoadClass.FERRY) == pytest.approx(1500)


def test_the_hour_is_that_of_the_place() -> None:
    abroad = timezone(timedelta(hours=5))
    assert hour_band(datetime(2026, 11, 22, 3, tzinfo=UTC)) is HourBand.NIGHT
    assert hour_band(datetime(2026, 11, 22, 3, tzinfo=UTC), abroad) is HourBand.MORNING
    assert hour_band(datetime(2026, 11, 22, 23, tzinfo=abroad)) is HourBand.EVENING
    with pytest.raises(ValueError, match="zone"):
        hour_band(datetime(2026, 11, 22, 3))  # noqa: DTZ001 - the naive time is the case


@pytest.mark.parametrize("factor", [0.0, -1.0, float("nan"), float("inf")])
def test_a_factor_that_cannot_be_one_is_refused(factor: float) -> None:
    with pytest.raises(ValueError, match="factor"):
        SpeedFactors(urgent=factor)
