"""Reads the route of an OSRM answer: its line and its turns."""

from collections.abc import Mapping
from typing import Final

from geo.position import Position
from geo.servers.reading import a_list, a_mapping, a_number, a_text, garbage, lon_lat
from geo.travel import Manoeuvre, Route, Step, TravelMethod, TravelTime

MODIFIERS: Final[Mapping[str, Manoeuvre]] = {
    "uturn": Manoeuvre.TURN_ROUND,
    "sharp right": Manoeuvre.SHARP_RIGHT,
    "right": Manoeuvre.RIGHT,
    "slight right": Manoeuvre.SLIGHT_RIGHT,
    "straight": Manoeuvre.STRAIGHT,
    "slight left": Manoeuvre.SLIGHT_LEFT,
    "left": Manoeuvre.LEFT,
    "sharp left": Manoeuvre.SHARP_LEFT,
}

TYPES: Final[Mapping[str, Manoeuvre]] = {
    "depart": Manoeuvre.DEPART,
    "arrive": Manoeuvre.ARRIVE,
    "roundabout": Manoeuvre.ROUNDABOUT,
    "rotary": Manoeuvre.ROUNDABOUT,
    "exit roundabout": Manoeuvre.STRAIGHT,
    "exit rotary": Manoeuvre.STRAIGHT,
    "new name": Manoeuvre.STRAIGHT,
}
"""Types that say more than their modifier; any other, known or new, is a turn by its modifier."""

LINE_POINTS_MIN = 2


def read_route(document: Mapping[str, object]) -> Route:
    """Return the first route. Raises `RouterFailed` (GARBAGE) where it is not as documented."""
    routes = a_list(document.get("routes"), "routes")
    if not routes:
        raise garbage("no route in an answer that is Ok")
    route = a_mapping(routes[0], "route")
    geometry = a_mapping(route.get("geometry"), "geometry")
    line = tuple(
        lon_lat(point, "line") for point in a_list(geometry.get("coordinates"), "coordinates")
    )
    if len(line) < LINE_POINTS_MIN:
        raise garbage("a line of less than two points")
    return Route(
        time=TravelTime(
            duration_s=a_number(route.get("duration"), "duration"),
            distance_m=a_number(route.get("distance"), "distance"),
            method=TravelMethod.SERVER,
        ),
        line=line,
        steps=tuple(
            _step(a_mapping(step, "step"))
            for leg in a_list(route.get("legs"), "legs")
            for step in a_list(a_mapping(leg, "leg").get("steps"), "steps")
        ),
    )


def _step(step: Mapping[str, object]) -> Step:
    turn = a_mapping(step.get("maneuver"), "maneuver")
    position: Position = lon_lat(turn.get("location"), "maneuver")
    return Step(
        manoeuvre=_manoeuvre(turn, step.get("mode")),
        road=a_text(step.get("ref") or step.get("name") or "", "road"),
        position=position,
        distance_m=a_number(step.get("distance"), "step distance"),
        duration_s=a_number(step.get("duration"), "step duration"),
    )


def _manoeuvre(turn: Mapping[str, object], mode: object) -> Manoeuvre:
    kind = a_text(turn.get("type"), "maneuver type")
    if kind == "arrive":
        return Manoeuvre.ARRIVE
    if mode == "ferry":
        return Manoeuvre.FERRY
    if kind in TYPES:
        return TYPES[kind]
    return MODIFIERS.get(str(turn.get("modifier", "straight")), Manoeuvre.STRAIGHT)
