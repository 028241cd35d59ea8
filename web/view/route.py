"""The way to drive, small enough for a slow network."""

from pydantic import Field

from dispatch.eta.bound import Toward
from dispatch.guidance import Guidance, SetsOut
from geo.line_coding import encoded, simplified
from geo.position import Position, distance_m
from geo.travel import Manoeuvre, Step, TravelMethod
from web.view.wire import Moment, View

STEPS_MAX = 150
"""More turns than a crew drives in one mission; what a broken map may give is cut there."""


class StepView(View):
    """One line of the turn list: what to do at the point, then how far it goes on."""

    manoeuvre: Manoeuvre
    road: str
    lat: float
    lon: float
    distance_m: int
    duration_s: int


class RouteView(View):
    """One way from end to end.

    `line` is an encoded polyline (latitude first, five decimals). With the method
    `straight_line` it is no road: it leads as the crow flies, by the crossing named in `via`.
    `straight_m` is the distance as the crow flies.
    """

    mission_id: str
    toward: Toward
    sets_out: SetsOut
    fix_at: Moment | None
    goal_lat: float
    goal_lon: float
    method: TravelMethod
    via: str | None
    distance_m: int
    duration_s: int
    straight_m: int
    off_road_m: int = Field(description="Metres between the two ends and the roads they are near.")
    line: str
    steps: list[StepView]


def route_view(guidance: Guidance) -> RouteView:
    """Return a way as it goes over the wire."""
    route, time = guidance.route, guidance.route.time
    return RouteView(
        mission_id=guidance.mission_id,
        toward=guidance.toward,
        sets_out=guidance.sets_out,
        fix_at=guidance.fix_at,
        goal_lat=round(guidance.goal.lat, 5),
        goal_lon=round(guidance.goal.lon, 5),
        method=time.method,
        via=time.via,
        distance_m=round(time.distance_m),
        duration_s=round(time.duration_s),
        straight_m=round(distance_m(_start(guidance), guidance.goal)),
        off_road_m=round(time.off_road_m),
        line=encoded(simplified(route.line)),
        steps=[_step_view(step) for step in route.steps[:STEPS_MAX]],
    )


def _start(guidance: Guidance) -> Position:
    return guidance.route.line[0]


def _step_view(step: Step) -> StepView:
    return StepView(
        manoeuvre=step.manoeuvre,
        road=step.road,
        lat=round(step.position.lat, 5),
        lon=round(step.position.lon, 5),
        distance_m=round(step.distance_m),
        duration_s=round(step.duration_s),
    )
