"""Where a server put a point on its roads, and whether that is still the point that was asked."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from geo.position import Position, great_circle_m
from geo.servers.reading import garbage
from geo.travel import Route

OFF_NETWORK_M: Final = 5_000.0
"""Farther than this from every road a point is not on the server's map: the sea, another country.
Servers put it on a road all the same, however far. Hamlets lie up to four kilometres off."""

OFF_ROAD_MS: Final = 10 / 3.6
"""How fast the ground between a point and its road is passed (10 km/h, as on the road graph)."""

SAYS_AND_IS_M: Final = 50.0
SAYS_AND_IS_SHARE: Final = 0.02
"""A server's own figure for the gap and ours differ by the shape of the earth, no more."""


def gap_m(asked: Position, put_at: Position, says_m: float | None = None) -> float:
    """Return the metres between a point and the road it was put on.

    Raises `RouterFailed` (GARBAGE) when the server says another figure than its own coordinates
    do: a server that mixes up latitude and longitude on the way out is found here.
    """
    measured_m = great_circle_m(asked, put_at)
    if says_m is not None:
        allowed_m = SAYS_AND_IS_M + SAYS_AND_IS_SHARE * max(says_m, measured_m)
        if abs(measured_m - says_m) > allowed_m:
            raise garbage(f"put {measured_m:.0f} m away and called {says_m:.0f} m")
    return measured_m


def with_gaps(route: Route, gaps_m: Sequence[float]) -> Route:
    """Return a route with the ground between its ends and the points that were asked."""
    off_road_m = sum(gaps_m)
    time = replace(
        route.time,
        duration_s=route.time.duration_s + off_road_m / OFF_ROAD_MS,
        off_road_m=off_road_m,
    )
    return replace(route, time=time)
