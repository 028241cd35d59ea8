"""Whether travel times can be true: a router that lies must be found out before anyone is sent.

The checks are against what cars can do, and against the straight-line estimate only where a whole
answer looks far too slow. A single long detour, round The Gambia or by the next bridge over the
Saloum, is a true answer and passes: it is long in metres too, and driven at a car's speed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo.position import MEAN_EARTH_RADIUS_M, Position
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


Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drives:
    """The drives that were answered, as columns: a proposal asks for a thousand at once."""

    ends: Sequence[tuple[Position, Position]]
    straight_m: Numbers
    duration_s: Numbers
    distance_m: Numbers
    off_road_m: Numbers
    driven: NDArray[np.bool_]
    """Whether all its time is driving: the waiting at a crossing or ferry (``via``) is not."""

    @property
    def on_road_m(self) -> Numbers:
        """The straight metres that the road must cover at the least."""
        return self.straight_m - self.off_road_m - SLACK_M


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
    drives = _answered(pairs, times)
    for figures in (drives.duration_s, drives.distance_m, drives.off_road_m):
        if not (np.isfinite(figures).all() and (figures >= 0).all()):
            return RouterFault.GARBAGE
    beats_any_vehicle = drives.on_road_m > drives.duration_s * FASTEST_KMH / 3.6
    shorter_than_straight = drives.on_road_m > drives.distance_m
    lies = beats_any_vehicle.any() or shorter_than_straight.any()
    if lies or _too_fast(drives) or _too_slow(drives, estimate) or _too_long(drives, estimate):
        return RouterFault.IMPLAUSIBLE
    return None


def _answered(
    pairs: Sequence[tuple[Position, Position]], times: Sequence[TravelTime | NotReached]
) -> _Drives:
    answered = [(i, time) for i, time in enumerate(times) if isinstance(time, TravelTime)]
    ends = [pairs[i] for i, _ in answered]
    figures = np.array(
        [(time.duration_s, time.distance_m, time.off_road_m) for _, time in answered], dtype=float
    ).reshape(-1, 3)
    return _Drives(
        ends=ends,
        straight_m=_straight_m(ends),
        duration_s=figures[:, 0],
        distance_m=figures[:, 1],
        off_road_m=figures[:, 2],
        driven=np.array([time.via is None for _, time in answered], dtype=bool),
    )


def _straight_m(ends: Sequence[tuple[Position, Position]]) -> Numbers:
    """Return the great circle of each pair; see `geo.position.great_circle_m`."""
    degrees = np.array([(a.lat, a.lon, b.lat, b.lon) for a, b in ends], dtype=float).reshape(-1, 4)
    lat_a, lon_a, lat_b, lon_b = np.radians(degrees).T
    half_chord = (
        np.sin((lat_b - lat_a) / 2) ** 2
        + np.cos(lat_a) * np.cos(lat_b) * np.sin((lon_b - lon_a) / 2) ** 2
    )
    far: Numbers = 2 * MEAN_EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(1.0, half_chord)))
    return far


def _speed_kmh(drives: _Drives) -> float | None:
    """Return the average by road, None when the drives are too short to say."""
    telling = drives.driven & (drives.distance_m > SLACK_M)
    if not telling.any():
        return None
    metres = float((drives.distance_m + drives.off_road_m)[telling].sum())
    seconds = float(drives.duration_s[telling].sum())
    return metres / seconds * 3.6 if seconds > 0 else float("inf")


def _too_fast(drives: _Drives) -> bool:
    speed_kmh = _speed_kmh(drives)
    return speed_kmh is not None and speed_kmh > ROAD_FASTEST_KMH


def _too_slow(drives: _Drives, estimate: Estimate) -> bool:
    speed_kmh = _speed_kmh(drives)
    if speed_kmh is None or speed_kmh >= ROAD_SLOWEST_KMH:
        return False
    sample = _sample(drives.driven)
    estimated_s = sum(estimate(*drives.ends[i]).duration_s for i in sample)
    return float(drives.duration_s[sample].sum()) > TIMES_SLOWER * estimated_s


def _too_long(drives: _Drives, estimate: Estimate) -> bool:
    far = drives.straight_m > SLACK_M
    straight_m, driven_m = drives.straight_m[far].sum(), drives.distance_m[far].sum()
    if far.sum() < SEVERAL or driven_m <= TIMES_LONGER * straight_m:
        return False
    sample = _sample(far)
    estimated_m = sum(estimate(*drives.ends[i]).distance_m for i in sample)
    return float(drives.distance_m[sample].sum()) > TIMES_LONGER * estimated_m


def _sample(of: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return the numbers of a few of the drives that are meant, spread over all."""
    numbers = np.flatnonzero(of)
    return numbers[:: max(1, -(-len(numbers) // SAMPLE_MAX))]
