"""Cutting a way in pieces: where it passes a border, and where nothing can pass."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from geo.position import great_circle_m
from geo.roads.way import RoadWay


def with_borders(way: RoadWay, borders: Mapping[int, str]) -> Iterator[RoadWay]:
    """Yield the way with its stretches ``n`` to ``n + 1`` that pass a border as ways of their own.

    ``borders`` maps the number of a stretch to the id of what is passed there. A time and a length
    that the source states for the whole are shared out along it; waiting stays with the first
    border, or with the whole where there is none.
    """
    if not borders:
        yield way
        return
    cuts = sorted({0, *borders, *(n + 1 for n in borders), len(way.nodes) - 1})
    waits = min(borders)
    for first, last in pairwise(cuts):
        piece = _piece(way, first, last)
        passes = borders.get(first) if last == first + 1 else None
        yield replace(piece, border=passes, delay_s=way.delay_s if first == waits else 0.0)


def without(way: RoadWay, blocked: Sequence[int], fresh_ids: Iterator[int]) -> Iterator[RoadWay]:
    """Yield the way cut at nodes that stop a car, given by their places in it.

    The ends made there get ids of their own, so that nothing joins them, and no other road.
    """
    cuts = sorted({0, *blocked, len(way.nodes) - 1})
    for first, last in pairwise(cuts):
        piece = _piece(way, first, last)
        nodes = list(piece.nodes)
        if first in blocked:
            nodes[0] = next(fresh_ids)
        if last in blocked:
            nodes[-1] = next(fresh_ids)
        yield replace(piece, nodes=tuple(nodes), delay_s=way.delay_s if first == 0 else 0.0)


def length_m(way: RoadWay) -> float:
    """Return the metres along a way, good to half a percent."""
    return sum(great_circle_m(a, b) for a, b in pairwise(way.positions))


def _piece(way: RoadWay, first: int, last: int) -> RoadWay:
    nodes, positions = way.nodes[first : last + 1], way.positions[first : last + 1]
    piece = replace(way, nodes=nodes, positions=positions)
    if way.drive_s is None and way.length_m is None:
        return piece
    share = length_m(piece) / (length_m(way) or 1.0)
    return replace(
        piece,
        drive_s=None if way.drive_s is None else way.drive_s * share,
        length_m=None if way.length_m is None else way.length_m * share,
    )
