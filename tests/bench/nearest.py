"""What it costs to find the ten units around a point, beside measuring all and a bare STRtree."""

import random
from collections.abc import Iterator
from functools import partial

import numpy as np
from shapely import Point, STRtree

from geo.detour import great_circles_m
from geo.nearest import MovingPoints
from geo.obstacles import Points
from geo.position import Position
from tests.bench.figure import Figure, compare, median_ms

UNITS = (500, 10_000)
NEAREST = 10
ROUNDS = 300
MOVED = 0.1
"""Share of the units that move between two questions."""


def figures() -> Iterator[Figure]:
    """Measure a question after some of the units have moved; what the moves cost is part of it."""
    for count in UNITS:
        dice = random.Random(count)  # noqa: S311 - points, no secrets
        stands = [_somewhere(dice) for _ in range(count)]
        here = _somewhere(dice)
        moved = [(f"unit-{i}", _somewhere(dice)) for i in range(0, count, int(1 / MOVED))]
        points = MovingPoints()
        for index, stand in enumerate(stands):
            points.move(f"unit-{index}", stand)
        ours_ms = median_ms(partial(points.nearest, here, NEAREST), ROUNDS)
        coordinates = np.array([(stand.lon, stand.lat) for stand in stands])
        brute_ms = median_ms(partial(_brute, coordinates, here), ROUNDS)
        name = f"{NEAREST} nearest of {count:,} units"
        yield compare(name, ours_ms, "NumPy, every distance measured", brute_ms, 1.0)

        tree_ms = median_ms(partial(_tree, coordinates, here), 20)
        yield compare(
            f"{name}, after a tenth moved",
            median_ms(partial(_after_moves, points, moved, here), 60),
            "a bare STRtree, built anew and asked for one",
            tree_ms,
            1.0,
        )


def _after_moves(points: MovingPoints, moved: list[tuple[str, Position]], here: Position) -> None:
    for id_, stand in moved:
        points.move(id_, stand)
    points.nearest(here, NEAREST)


def _somewhere(dice: random.Random) -> Position:
    return Position(lat=dice.uniform(12.4, 16.6), lon=dice.uniform(-17.4, -11.5))


def _brute(coordinates: Points, here: Position) -> object:
    ends = np.broadcast_to(np.array([[here.lon, here.lat]]), coordinates.shape)
    metres = great_circles_m(coordinates, ends)
    rows = np.argpartition(metres, NEAREST)[:NEAREST]
    return rows[np.argsort(metres[rows])]


def _tree(coordinates: Points, here: Position) -> object:
    tree = STRtree([Point(*each) for each in coordinates])
    return tree.nearest(Point(here.lon, here.lat))
