"""The turn list of a way: what the driver does where, and how far it goes on from there."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import numpy as np

from geo.position import Position, bearing_deg, great_circle_m
from geo.roads.graph import RoadGraph, Trait
from geo.roads.path import Leg, Way
from geo.roads.snap import OFF_ROAD_KMH
from geo.roads.way import RoadClass
from geo.travel import Manoeuvre, Step, TravelTime

LOOKS_M: Final = 25.0
"""A bearing is taken over this much road: the first metres of a corner point anywhere."""

HALF_TURN_DEG: Final = 180.0

STRAIGHT_DEG: Final = 25.0
"""Less than this is going straight on."""

ANGLES: Final = (
    (STRAIGHT_DEG, Manoeuvre.STRAIGHT, Manoeuvre.STRAIGHT),
    (50.0, Manoeuvre.SLIGHT_RIGHT, Manoeuvre.SLIGHT_LEFT),
    (120.0, Manoeuvre.RIGHT, Manoeuvre.LEFT),
    (165.0, Manoeuvre.SHARP_RIGHT, Manoeuvre.SHARP_LEFT),
    (HALF_TURN_DEG, Manoeuvre.TURN_ROUND, Manoeuvre.TURN_ROUND),
)
"""Angles between the road one comes by and the one taken, up to which each word is used."""

JUNCTION_ROADS: Final = 3
"""Fewer roads than this meet where a road only changes its name: nothing to choose there."""


@dataclass(slots=True, kw_only=True)
class _Stretch:
    """Collects the legs of one step."""

    manoeuvre: Manoeuvre
    road: str
    legs: list[Leg] = field(default_factory=list)


def steps_of(
    way: Way, origin: Position, destination: Position, time: TravelTime
) -> tuple[Step, ...]:
    """Return the turn list; its seconds add up to the drive's, off the road included."""
    stretches = _stretches(way)
    steps = [
        Step(
            manoeuvre=stretch.manoeuvre,
            road=stretch.road,
            position=_position(way.points(stretch.legs[0])[0]),
            distance_m=sum(way.far_m(leg) for leg in stretch.legs),
            duration_s=sum(way.took_s(leg) for leg in stretch.legs),
        )
        for stretch in stretches
    ]
    start_off_s = great_circle_m(origin, steps[0].position) / (OFF_ROAD_KMH / 3.6)
    driven_s = sum(step.duration_s for step in steps)
    off_s = max(0.0, time.duration_s - driven_s)
    first, *others = steps
    depart = Step(
        manoeuvre=first.manoeuvre,
        road=first.road,
        position=origin,
        distance_m=first.distance_m,
        duration_s=first.duration_s + min(start_off_s, off_s),
    )
    arrive = Step(
        manoeuvre=Manoeuvre.ARRIVE,
        road="",
        position=destination,
        distance_m=0.0,
        duration_s=off_s - min(start_off_s, off_s),
    )
    return (depart, *others, arrive)


def _stretches(way: Way) -> list[_Stretch]:
    first = way.legs[0]
    stretches = [_Stretch(manoeuvre=Manoeuvre.DEPART, road=_road(way, first), legs=[first])]
    for before, leg in pairwise(way.legs):
        now = stretches[-1]
        manoeuvre = _manoeuvre(way, before, leg)
        if _goes_on(way, now, before, leg, manoeuvre):
            now.legs.append(leg)
            now.road = now.road or _road(way, leg)
        else:
            stretches.append(_Stretch(manoeuvre=manoeuvre, road=_road(way, leg), legs=[leg]))
    return stretches


def _goes_on(way: Way, now: _Stretch, before: Leg, leg: Leg, manoeuvre: Manoeuvre) -> bool:
    """Say whether a leg belongs to the step before it: nothing to do, and the same road."""
    if manoeuvre is now.manoeuvre and manoeuvre in _PASSAGES and _kind(way, before) is manoeuvre:
        return True
    if _kind(way, before) is Manoeuvre.ROUNDABOUT and manoeuvre is not Manoeuvre.ROUNDABOUT:
        return manoeuvre not in _PASSAGES  # leaving it is part of passing it
    road = _road(way, leg)
    if road != _road(way, before) or _kind(way, before) is Manoeuvre.FERRY:
        return False
    return manoeuvre is Manoeuvre.STRAIGHT or (road != "" and manoeuvre in _BENDS)


_BENDS: Final = frozenset({Manoeuvre.SLIGHT_LEFT, Manoeuvre.SLIGHT_RIGHT})
"""Where a road of a name bends past a side street, the driver follows it without being told."""


_PASSAGES: Final = frozenset({Manoeuvre.FERRY, Manoeuvre.BORDER, Manoeuvre.ROUNDABOUT})


def _kind(way: Way, leg: Leg) -> Manoeuvre | None:
    graph = way.graph
    if graph.class_of(leg.edge) is RoadClass.FERRY:
        return Manoeuvre.FERRY
    if graph.border_of(leg.edge) is not None:
        return Manoeuvre.BORDER
    return Manoeuvre.ROUNDABOUT if graph.has(leg.edge, Trait.ROUNDABOUT) else None


def _road(way: Way, leg: Leg) -> str:
    """Return the number or name of a leg's road; a nameless border or ferry has the crossing's."""
    graph = way.graph
    if graph.has(leg.edge, Trait.ROUNDABOUT):
        return ""
    border_id = graph.border_of(leg.edge)
    return graph.name_of(leg.edge) or way.names.get(border_id or "", "")


def _manoeuvre(way: Way, before: Leg, leg: Leg) -> Manoeuvre:
    kind = _kind(way, leg)
    if kind is not None:
        return kind
    turn_deg = _turn_deg(way, before, leg)
    junction = leg.node is not None and _roads_at(way.graph, leg.node) >= JUNCTION_ROADS
    if not junction:
        return Manoeuvre.STRAIGHT
    return next(
        right if turn_deg >= 0 else left for most, right, left in ANGLES if abs(turn_deg) <= most
    )


def _roads_at(graph: RoadGraph, node: int) -> int:
    out = graph.out_edge[graph.out_start[node] : graph.out_start[node + 1]]
    into = graph.in_edge[graph.in_start[node] : graph.in_start[node + 1]]
    return len({*out.tolist(), *into.tolist()})


def _turn_deg(way: Way, before: Leg, leg: Leg) -> float:
    """Return how far one turns, right positive, from -180 to 180 degrees."""
    come = [_position(row) for row in way.points(before)[::-1]]
    go = [_position(row) for row in way.points(leg)]
    turned = bearing_deg(go[0], _ahead(go)) - bearing_deg(_ahead(come), come[0])
    return (turned + HALF_TURN_DEG) % (2 * HALF_TURN_DEG) - HALF_TURN_DEG


def _ahead(points: list[Position]) -> Position:
    far: Iterator[Position] = (p for p in points if great_circle_m(points[0], p) >= LOOKS_M)
    return next(far, points[-1])


def _position(row: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Position:
    return Position(lat=float(row[0]), lon=float(row[1]))
