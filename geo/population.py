"""Where people live: the census of each department, spread over the places it holds.

Made to answer "how many people would wait longer", so it is kept small: a few thousand points, each
standing for the people around it. The figures of a department are the census's own; how they lie
within it is an estimate, and only ever told as round figures.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.department import Department
from geo.naming.named_place import GazetteerPlace
from geo.naming.place_kind import SETTLEMENTS, PlaceKind
from geo.position import Position

POINTS_MAX: Final = 2_500
"""Enough for cells of some 5 km, less than half of what a straight-line estimate is out by."""

CELL_STEP_DEG: Final = 0.01
"""Cells grow by a kilometre until there are few enough."""

FOR_VILLAGES: Final = 0.1
"""Part of a department that lives outside the towns with figures, at the least: the figures of
towns are of different years, and some count people whom the census counts elsewhere."""

WEIGHTS: Final = {PlaceKind.CITY: 50.0, PlaceKind.TOWN: 10.0, PlaceKind.QUARTER: 5.0}
"""How many villages a place without a figure counts for: a median village of the census has some
400 people, and the towns with figures in `places.csv` a median of 10,000. A draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandPoint:
    """The people around one place; ``name`` is of the biggest place among those it stands for."""

    name: str
    department: str
    region: str
    position: Position
    people: int


def demand_points(
    departments: Sequence[Department],
    places: Sequence[GazetteerPlace],
    points_max: int = POINTS_MAX,
) -> tuple[DemandPoint, ...]:
    """Spread each department's people over its places, and join places that lie close together.

    The people of a department's points add up to its census exactly; a department without any
    place has one point, in its middle.
    """
    lived_in = [place for place in places if place.kind in SETTLEMENTS and place.region]
    points = [
        point
        for department, held in _held(departments, lived_in)
        for point in _spread(department, held)
    ]
    for step in count(2):
        joined = _joined(points, step * CELL_STEP_DEG)
        if len(joined) <= max(points_max, len(departments)):
            return joined
    raise AssertionError("a cell as large as the country holds one point a department")


def _held(
    departments: Sequence[Department], places: Sequence[GazetteerPlace]
) -> Iterator[tuple[Department, list[GazetteerPlace]]]:
    """Give each place to the nearest department of its own region."""
    held: defaultdict[int, list[GazetteerPlace]] = defaultdict(list)
    for region in sorted({department.region for department in departments}):
        own = [index for index, one in enumerate(departments) if one.region == region]
        here = [place for place in places if place.region == region]
        if not here:
            continue
        spots = shapely.points([(place.position.lon, place.position.lat) for place in here])
        away = np.array([shapely.distance(departments[index].outline, spots) for index in own])
        for place, nearest in zip(here, away.argmin(axis=0), strict=True):
            held[own[nearest]].append(place)
    for index, department in enumerate(departments):
        yield department, held[index]


def _spread(department: Department, held: Sequence[GazetteerPlace]) -> list[DemandPoint]:
    if not held:
        middle = department.outline.representative_point()
        spot = Position(lat=middle.y, lon=middle.x)
        return [_point(department.name, department, spot, department.people)]
    people = _people(department.people, held)
    return [
        _point(place.name, department, place.position, here)
        for place, here in zip(held, people, strict=True)
    ]


def _point(name: str, department: Department, position: Position, people: int) -> DemandPoint:
    return DemandPoint(
        name=name,
        department=department.name,
        region=department.region,
        position=position,
        people=people,
    )


def _people(total: int, held: Sequence[GazetteerPlace]) -> list[int]:
    """Return the people of each place, adding up to the total."""
    known = np.array(_figures(held))
    unknown = np.array([0.0 if figure else WEIGHTS.get(place.kind, 1.0)
                        for figure, place in zip(known, held, strict=True)])  # fmt: skip
    rest = max(total - known.sum(), total * FOR_VILLAGES) if unknown.any() else 0.0
    if known.any():
        known *= (total - rest) / known.sum()
    else:
        rest = total
    if unknown.any():
        unknown *= rest / unknown.sum()
    return _whole(known + unknown, total)


def _figures(held: Sequence[GazetteerPlace]) -> list[float]:
    """Return the known figure of each place, 0 for none; a city's is shared with its quarters."""
    figures = [float(place.population or 0) for place in held]
    cities = [i for i, place in enumerate(held) if place.kind is PlaceKind.CITY and figures[i]]
    quarters = [i for i, place in enumerate(held) if place.kind is PlaceKind.QUARTER]
    if cities and quarters:
        city = max(cities, key=lambda i: figures[i])
        share = figures[city] / (len(quarters) + 1)
        for index in (city, *quarters):
            figures[index] = share
    return figures


def _whole(shares: NDArray[np.float64], total: int) -> list[int]:
    """Round shares to whole people that add up: the largest remainders are rounded up."""
    floors = np.floor(shares).astype(int)
    missing = total - int(floors.sum())
    largest = np.argsort(floors - shares, kind="stable")[:missing]
    floors[largest] += 1
    return [int(people) for people in floors]


def _joined(points: Sequence[DemandPoint], cell_deg: float) -> tuple[DemandPoint, ...]:
    """Join the points of each cell and department, where most of the people live."""
    cells: defaultdict[tuple[str, str, int, int], list[DemandPoint]] = defaultdict(list)
    for point in points:
        row, column = int(point.position.lat // cell_deg), int(point.position.lon // cell_deg)
        cells[point.region, point.department, row, column].append(point)
    joined = (
        _largest(cell, sum(point.people for point in cell)) for _, cell in sorted(cells.items())
    )
    return tuple(point for point in joined if point.people)


def _largest(cell: Sequence[DemandPoint], people: int) -> DemandPoint:
    at = max(cell, key=lambda point: (point.people, point.name))
    return DemandPoint(
        name=at.name,
        department=at.department,
        region=at.region,
        position=at.position,
        people=people,
    )
