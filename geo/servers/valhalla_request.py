"""What is asked of Valhalla: points, the car, and rings around the crossings that are closed."""

import math
from collections.abc import Mapping, Sequence
from typing import Final

from geo.crossing import Crossing
from geo.position import Position
from geo.servers.ask import Question
from geo.servers.table import Table

RING_MAX_M: Final = 400.0
"""Half the side of the square around a closed crossing: roads that cut the square are left out,
and a crossing's position may lie on the ramp."""

RINGS_LENGTH_M: Final = 9_000.0
"""All squares together; Valhalla refuses more than 10 km (max_exclude_polygons_length)."""

METRES_PER_DEGREE: Final = 111_320.0


def location(position: Position) -> dict[str, object]:
    """Return a point as Valhalla takes it."""
    return {"lat": round(position.lat, 6), "lon": round(position.lon, 6)}


def costed(body: Mapping[str, object], closed: Sequence[Crossing]) -> dict[str, object]:
    """Return a request body for a car that passes no closed crossing, answered in kilometres."""
    whole: dict[str, object] = {**body, "costing": "auto", "units": "km"}
    if closed:
        whole["exclude_polygons"] = rings(closed)
    return whole


def rings(closed: Sequence[Crossing]) -> list[list[list[float]]]:
    """Return a square around each crossing, smaller the more there are."""
    half_m = min(RING_MAX_M, RINGS_LENGTH_M / (8 * len(closed)))
    return [_square(crossing.position, half_m) for crossing in closed]


def _square(centre: Position, half_m: float) -> list[list[float]]:
    north = half_m / METRES_PER_DEGREE
    east = north / math.cos(math.radians(centre.lat))
    corners = ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
    return [[round(centre.lon + x * east, 6), round(centre.lat + y * north, 6)] for x, y in corners]


def matrix_request(table: Table, closed: Sequence[Crossing]) -> Question:
    """Return the request for one table."""
    points = table.points
    body = {
        "sources": [location(points[number]) for number in table.sources],
        "targets": [location(points[number]) for number in table.targets],
    }
    return Question(path="/sources_to_targets", body=costed(body, closed))
