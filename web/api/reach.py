"""How far one gets from a point in a few minutes: areas for the map, with how they were come by."""

from typing import Annotated, Any, Final, Literal

import shapely
from fastapi import APIRouter, Query
from shapely.geometry import mapping

from dispatch.policy import Reading, Target
from dispatch.reader import permitted
from dispatch.refusal import Refused
from fleet.track import Freshness, freshness
from geo.position import Position
from geo.travel import Reach, TravelMethod, Trip
from web.signin import Parts, Who
from web.view.wire import View

router = APIRouter(tags=["map"])

MINUTES_MAX: Final = 60
"""Beyond an hour the area is as large as a region, and says nothing."""

AREAS_MAX: Final = 4
"""More than four shades cannot be told apart."""

AROUND_MAX: Final = 5
"""As many as one reads in a line."""

FINE_DEG: Final = 0.001
"""A hundred metres: a finer edge would promise what no travel time keeps."""


class ReachedView(View):
    """The ground reached within so many minutes, as a GeoJSON feature."""

    class Facts(View):
        """What an area stands for."""

        minutes: float
        method: TravelMethod

    type: Literal["Feature"] = "Feature"
    properties: Facts
    geometry: dict[str, Any]


class AroundView(View):
    """A unit near the point, in a straight line: who is there, not who comes first."""

    unit_id: str
    far_m: float
    freshness: Freshness


class ReachView(View):
    """A GeoJSON feature collection; `method` is the least exact of its areas'.

    `around` are the units whose last position is nearest to the point, nearest first.
    """

    type: Literal["FeatureCollection"] = "FeatureCollection"
    method: TravelMethod
    features: list[ReachedView]
    around: list[AroundView]


@router.get("/reach")
async def reach(
    lat: Annotated[float, Query(ge=-90, le=90, allow_inf_nan=False)],
    lon: Annotated[float, Query(ge=-180, le=180, allow_inf_nan=False)],
    who: Who,
    parts: Parts,
    minutes: Annotated[
        str, Query(max_length=40, description="One to four times, as 10,20,30.", examples=["10,20"])
    ] = "10,20",
) -> ReachView:
    """Return the ground that is reached from a point with siren, now."""
    permitted(who, Reading.REACH, Target())
    limits_s = [one * 60 for one in _minutes(minutes)]
    now, point = parts.clock.now(), Position(lat=lat, lon=lon)
    reaches = await parts.room.router.reachable(point, limits_s, Trip(at=now))
    if all(one.area.is_empty for one in reaches):
        raise Refused("reach_nowhere", lat=f"{lat:.5f}", lon=f"{lon:.5f}")
    by_straight_line = any(one.method is TravelMethod.STRAIGHT_LINE for one in reaches)
    return ReachView(
        method=TravelMethod.STRAIGHT_LINE if by_straight_line else reaches[0].method,
        features=[_feature(one) for one in reaches if not one.area.is_empty],
        around=[
            AroundView(unit_id=fix.unit_id, far_m=round(far_m), freshness=freshness(fix, now))
            for fix, far_m in parts.room.tracker.around(point, AROUND_MAX)
        ],
    )


def _minutes(text: str) -> list[float]:
    """Return the times in order; raises Refused `reach_minutes_invalid`."""
    try:
        asked = sorted({float(part) for part in text.split(",")})
    except ValueError:
        asked = []
    if not 1 <= len(asked) <= AREAS_MAX or not all(1 <= one <= MINUTES_MAX for one in asked):
        raise Refused("reach_minutes_invalid", most=str(AREAS_MAX), max=str(MINUTES_MAX))
    return asked


def _feature(one: Reach) -> ReachedView:
    drawn = one.area.simplify(FINE_DEG / 2)
    rounded = shapely.set_precision(drawn, FINE_DEG / 10)
    shown = one.area if rounded.is_empty else rounded
    return ReachedView(
        properties=ReachedView.Facts(minutes=one.limit_s / 60, method=one.method),
        geometry=mapping(shown),
    )
