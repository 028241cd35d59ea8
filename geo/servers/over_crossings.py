"""Which border crossings a drawn way passes, and what that makes of it."""

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from geo.crossing import Crossing
from geo.position import Position, great_circle_m
from geo.servers.gates import ON_CROSSING_M
from geo.travel import Route, RouterFailed, RouterFault


def over_open_crossings(route: Route, crossings: Sequence[Crossing]) -> Route:
    """Return a route with what its crossings cost; `RouterFailed` when one of them is closed."""
    passed = passed_by(route.line, crossings)
    shut = [crossing.name for crossing in passed if not crossing.open]
    if shut:
        raise RouterFailed(RouterFault.NOT_COVERED, f"leads over {', '.join(shut)}, closed")
    if not passed:
        return route
    time = replace(
        route.time,
        duration_s=route.time.duration_s + sum(crossing.delay_s for crossing in passed),
        via=", ".join(crossing.name for crossing in passed),
    )
    return replace(route, time=time)


def passed_by(line: Sequence[Position], crossings: Sequence[Crossing]) -> tuple[Crossing, ...]:
    """Return the crossings whose position a drawn way comes near to."""
    return tuple(
        crossing
        for crossing in crossings
        if any(_near(a, b, crossing.position) for a, b in pairwise(line))
    )


def _near(a: Position, b: Position, point: Position) -> bool:
    """Say whether a point lies within `ON_CROSSING_M` of a stretch of road.

    On an ellipse with the ends as foci, so that long straight stretches need no projection.
    """
    whole_m = great_circle_m(a, b)
    by_point_m = great_circle_m(a, point) + great_circle_m(point, b)
    detour_m = math.hypot(whole_m, 2 * ON_CROSSING_M) - whole_m
    return by_point_m - whole_m <= detour_m
