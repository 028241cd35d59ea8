"""What a way is made of: metres and seconds by road class, before anything was learnt."""

from collections import defaultdict

from geo.roads.factors import SpeedFactors
from geo.roads.path import Way
from geo.roads.way import RoadClass
from geo.travel import WAIT, RoutePart, TravelTime, Trip


def parts_of(
    way: Way, time: TravelTime, trip: Trip, factors: SpeedFactors
) -> tuple[RoutePart, ...]:
    """Return the parts of a way that was found under `factors` and takes `time`.

    What is lost on it (ferries, papers, the ground between places and roads) is one part that
    nothing scales.
    """
    plain = SpeedFactors(urgent=factors.urgent, zone=factors.zone)
    far_m: defaultdict[RoadClass, float] = defaultdict(float)
    drive_s: defaultdict[RoadClass, float] = defaultdict(float)
    for leg in way.legs:
        road_class = way.graph.class_of(leg.edge)
        if road_class is not RoadClass.FERRY:
            far_m[road_class] += way.far_m(leg)
            drive_s[road_class] += float(way.graph.drive_s[leg.edge]) * leg.share
    now_s = sum(seconds * factors.factor(each, trip) for each, seconds in drive_s.items())
    driven = tuple(
        RoutePart(
            kind=each.value, distance_m=far_m[each], base_s=seconds * plain.factor(each, trip)
        )
        for each, seconds in drive_s.items()
        if seconds > 0
    )
    wait_s = max(0.0, time.duration_s - now_s)
    wait = RoutePart(kind=WAIT, distance_m=0.0, base_s=wait_s)
    return (*driven, wait) if wait_s > 0 else driven
