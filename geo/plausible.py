"""Whether travel times can be true: a router that lies must be found out before anyone is sent.

The checks are against what cars can do, and against the straight-line estimate only where a whole
answer looks far too slow. A single long detour, round The Gambia or by the next bridge over the
Saloum, is a true answer and passes: it is long in metres too, and driven at a car's speed.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from geo.position import Position, great_circle_m
from geo.travel import NotReached, RouterFault, TravelTime

FASTEST_KMH: Final = 200.0
"""No ambulance comes nearer to its goal faster than this, on any road."""

ROAD_FASTEST_KMH: Final = 150.0
"""Nor does a set of drives average more than this by road: motorways in the region allow 110."""

ROAD_SLOWEST_KMH: Final = 10.0
"""A set of drives that averages less is suspect: a sandy track is driven at 15 to 20."""

TIMES_SLOWER: Final = 4.0
"""And is no road's when it takes this many times the straight-line estimate as well."""

TIMES_LONGER: Final = 5.0
"""Metres by road per estimated metre, over several drives, that no set of detours explains."""

SEVERAL: Final = 3
"""One or two drives may each be the long way round a river that the estimate does not know."""

SLACK_M: Final = 500.0
"""Positions are that good; shorter drives say nothing of speed."""

SAMPLE_MAX: Final = 16
"""Estimates made when an answer is suspect: each costs a tenth of a millisecond."""

Estimate = Callable[[Position, Position], TravelTime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Driven:
    """A drive that was answered, with its ends and the straight metres between them."""

    start: Position
    end: Position
    straight_m: float
    time: TravelTime


def fault_of(
    pairs: Sequence[tuple[Position, Position]],
    times: Sequence[TravelTime | NotReached],
    estimate: Estimate,
) -> RouterFault | None:
    """Return what is wrong with the answer to the drives ``pairs``, None when nothing is.

    ``estimate`` gives the straight-line drive between two points, borders respected.
    """
    if len(pairs) != len(times):
        return RouterFault.GARBAGE
    drives = [
        Driven(start=start, end=end, straight_m=great_circle_m(start, end), time=time)
        for (start, end), time in zip(pairs, times, strict=True)
        if isinstance(time, TravelTime)
    ]
    if not all(_is_number(drive.time) for drive in drives):
        return RouterFault.GARBAGE
    lies = any(map(_beats_any_vehicle, drives)) or any(map(_shorter_than_straight, drives))
    if lies or _too_fast(drives) or _too_slow(drives, estimate) or _too_long(drives, estimate):
        return RouterFault.IMPLAUSIBLE
    return None


def _is_number(time: TravelTime) -> bool:
    values = (time.duration_s, time.distance_m, time.off_road_m)
    return all(math.isfinite(value) and value >= 0 for value in values)


def _on_road_m(drive: Driven) -> float:
    """Return the straight metres that the road must cover at the least."""
    return drive.straight_m - drive.time.off_road_m - SLACK_M


def _beats_any_vehicle(drive: Driven) -> bool:
    return _on_road_m(drive) > drive.time.duration_s * FASTEST_KMH / 3.6


def _shorter_than_straight(drive: Driven) -> bool:
    return _on_road_m(drive) > drive.time.distance_m


def _speed_kmh(drives: Sequence[Driven]) -> float | None:
    """Return the average by road, None when the drives are too short to say.

    Drives with a crossing or ferry are left out: their waiting is no driving.
    """
    telling = [d for d in drives if d.time.via is None and d.time.distance_m > SLACK_M]
    metres = sum(drive.time.distance_m + drive.time.off_road_m for drive in telling)
    if not telling:
        return None
    seconds = sum(drive.time.duration_s for drive in telling)
    return metres / seconds * 3.6 if seconds > 0 else math.inf


def _too_fast(drives: Sequence[Driven]) -> bool:
    speed_kmh = _speed_kmh(drives)
    return speed_kmh is not None and speed_kmh > ROAD_FASTEST_KMH


def _too_slow(drives: Sequence[Driven], estimate: Estimate) -> bool:
    speed_kmh = _speed_kmh(drives)
    if speed_kmh is None or speed_kmh >= ROAD_SLOWEST_KMH:
        return False
    sample = _sample([drive for drive in drives if drive.time.via is None])
    estimated_s = sum(estimate(drive.start, drive.end).duration_s for drive in sample)
    return sum(drive.time.duration_s for drive in sample) > TIMES_SLOWER * estimated_s


def _too_long(drives: Sequence[Driven], estimate: Estimate) -> bool:
    far = [drive for drive in drives if drive.straight_m > SLACK_M]
    straight_m = sum(drive.straight_m for drive in far)
    driven_m = sum(drive.time.distance_m for drive in far)
    if len(far) < SEVERAL or driven_m <= TIMES_LONGER * straight_m:
        return False
    sample = _sample(far)
    estimated_m = sum(estimate(drive.start, drive.end).distance_m for drive in sample)
    return sum(drive.time.distance_m for drive in sample) > TIMES_LONGER * estimated_m


def _sample(drives: Sequence[Driven]) -> Sequence[Driven]:
    return drives[:: -(-len(drives) // SAMPLE_MAX) or 1]
