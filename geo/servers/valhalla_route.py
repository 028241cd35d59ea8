"""Reads the trip of a Valhalla answer: its line and its turns."""

from collections.abc import Mapping, Sequence
from typing import Final

from geo.position import Position
from geo.servers.polyline import decoded
from geo.servers.reading import a_list, a_mapping, a_number, a_text, an_index, garbage
from geo.travel import Manoeuvre, Route, Step, TravelMethod, TravelTime

M_PER_KM: Final = 1000.0

TURNS: Final[Mapping[int, Manoeuvre]] = {
    **dict.fromkeys((1, 2, 3), Manoeuvre.DEPART),
    **dict.fromkeys((4, 5, 6), Manoeuvre.ARRIVE),
    **dict.fromkeys((9, 18, 20, 23, 37), Manoeuvre.SLIGHT_RIGHT),
    10: Manoeuvre.RIGHT,
    11: Manoeuvre.SHARP_RIGHT,
    **dict.fromkeys((12, 13), Manoeuvre.TURN_ROUND),
    14: Manoeuvre.SHARP_LEFT,
    15: Manoeuvre.LEFT,
    **dict.fromkeys((16, 19, 21, 24, 38), Manoeuvre.SLIGHT_LEFT),
    26: Manoeuvre.ROUNDABOUT,
    28: Manoeuvre.FERRY,
}
"""Its numbered manoeuvres; ramps and forks keep a side, and what is not listed goes straight on."""

LINE_POINTS_MIN = 2


def read_trip(document: Mapping[str, object]) -> Route:
    """Return the trip of one leg. Raises `RouterFailed` (GARBAGE) where it is not as documented."""
    trip = a_mapping(document.get("trip"), "trip")
    if trip.get("units") != "kilometers":
        raise garbage(f"units {trip.get('units')}")
    (leg,) = a_list(trip.get("legs"), "legs", length=1)
    one = a_mapping(leg, "leg")
    line = decoded(a_text(one.get("shape"), "shape"))
    if len(line) < LINE_POINTS_MIN:
        raise garbage("a line of less than two points")
    summary = a_mapping(one.get("summary"), "summary")
    return Route(
        time=TravelTime(
            duration_s=a_number(summary.get("time"), "time"),
            distance_m=a_number(summary.get("length"), "length") * M_PER_KM,
            method=TravelMethod.SERVER,
        ),
        line=line,
        steps=tuple(
            _step(a_mapping(turn, "maneuver"), line)
            for turn in a_list(one.get("maneuvers"), "maneuvers")
        ),
    )


def _step(turn: Mapping[str, object], line: Sequence[Position]) -> Step:
    number = an_index(turn.get("type"), "maneuver type", below=1000)
    names = [a_text(name, "street name") for name in a_list(turn.get("street_names", []), "names")]
    numbered = [name for name in names if any(letter.isdigit() for letter in name)]
    return Step(
        manoeuvre=TURNS.get(number, Manoeuvre.STRAIGHT),
        road=next(iter((*numbered[:1], *names)), ""),
        position=line[an_index(turn.get("begin_shape_index"), "shape index", below=len(line))],
        distance_m=a_number(turn.get("length"), "length") * M_PER_KM,
        duration_s=a_number(turn.get("time"), "time"),
    )
