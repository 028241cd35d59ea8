"""An invented road network for measuring, written as a map extract that every engine can read.

A jittered grid in the middle of Senegal: every street may be missing or one-way, every fourth is
a secondary and every sixteenth a primary road. No real network is shipped; a grid has more
junctions for its roads than a country has, which favours nobody's shortcuts.
"""

import random
from pathlib import Path

import osmium

SOUTH, WEST = 13.2, -16.4
STEP_DEG = 0.004
"""Some 430 m from junction to junction."""

JITTER = 0.3
MISSING = 0.15
ONE_WAY = 0.05
PRIMARY_EVERY, SECONDARY_EVERY = 16, 4


def write_extract(path: Path, side: int, seed: int = 1) -> None:
    """Write a network of ``side`` times ``side`` junctions as .osm.pbf."""
    dice = random.Random(seed)  # noqa: S311 - streets, no secrets
    with osmium.SimpleWriter(str(path), overwrite=True) as writer:
        for row in range(side):
            for column in range(side):
                lat = SOUTH + (row + dice.uniform(-JITTER, JITTER)) * STEP_DEG
                lon = WEST + (column + dice.uniform(-JITTER, JITTER)) * STEP_DEG
                node = osmium.osm.mutable.Node(id=_id(side, row, column), location=(lon, lat))
                writer.add_node(node)
        number = 0
        for line in range(side):
            for nodes in (
                [_id(side, line, i) for i in range(side)],
                [_id(side, i, line) for i in range(side)],
            ):
                for part in _broken(nodes, dice, whole=line % SECONDARY_EVERY == 0):
                    number += 1
                    tags = {"highway": _class(line)}
                    if line % SECONDARY_EVERY and dice.random() < ONE_WAY:
                        tags["oneway"] = "yes"
                    writer.add_way(osmium.osm.mutable.Way(id=number, nodes=part, tags=tags))


def _id(side: int, row: int, column: int) -> int:
    return 1 + row * side + column


def _class(line: int) -> str:
    if line % PRIMARY_EVERY == 0:
        return "primary"
    return "secondary" if line % SECONDARY_EVERY == 0 else "residential"


def _broken(nodes: list[int], dice: random.Random, *, whole: bool) -> list[list[int]]:
    """Cut a street where a stretch is missing; main roads are whole."""
    parts, part = [], [nodes[0]]
    for node in nodes[1:]:
        if not whole and dice.random() < MISSING:
            parts.append(part)
            part = [node]
        else:
            part.append(node)
    parts.append(part)
    return [each for each in parts if len(each) > 1]
