"""Pieces joined end to end where nothing meets them: the second half of making edges.

A road that was mapped in ten ways is one edge in the search; a third of a map's nodes go.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.roads.columns import Columns
from geo.roads.pieces import Pieces

TAIL, HEAD = 0, 1
NOWHERE = -1

Link = tuple[int, int]
"""One end of a piece: the piece, and `TAIL` or `HEAD`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chains:
    """Holds edges as the pieces they are made of, in order: ``start[e]:start[e + 1]`` of both.

    ``turned`` pieces are passed from their head to their tail.
    """

    start: NDArray[np.int64]
    piece: NDArray[np.int64]
    turned: NDArray[np.bool_]


def chain(columns: Columns, pieces: Pieces) -> Chains:
    """Join the pieces that are one road in all that is known of them."""
    links = _links(columns, pieces)
    joined: list[list[Link]] = list(_chains(links, columns.one_way[pieces.way]))
    single = np.ones(len(pieces.way), dtype=np.bool_)
    single[[piece for links_of in joined for piece, _ in links_of]] = False
    alone = np.flatnonzero(single)
    sizes = np.concatenate((np.ones(len(alone), dtype=np.int64), [len(one) for one in joined]))
    flat = [link for one in joined for link in one]
    more = np.array(flat, dtype=np.int64).reshape(-1, 2)
    return Chains(
        start=np.concatenate(([0], np.cumsum(sizes))).astype(np.int64),
        piece=np.concatenate((alone, more[:, 0])),
        turned=np.concatenate((np.zeros(len(alone), dtype=np.bool_), more[:, 1] == HEAD)),
    )


def _links(columns: Columns, pieces: Pieces) -> dict[Link, Link]:
    """Return which end of which piece goes on at which end of which other, both ways."""
    count = len(pieces.way)
    node = np.concatenate((pieces.tail, pieces.head))
    piece = np.tile(np.arange(count), 2)
    end = np.repeat((TAIL, HEAD), count)
    order = np.argsort(node, kind="stable")
    met, begin, times = np.unique(node[order], return_index=True, return_counts=True)
    del met
    a, b = order[begin[times == 2]], order[begin[times == 2] + 1]  # noqa: PLR2004 - a pair
    alike = _kinds(columns, pieces)
    goes_on = (piece[a] != piece[b]) & (alike[piece[a]] == alike[piece[b]])
    goes_on &= ~columns.one_way[pieces.way[piece[a]]] | (end[a] != end[b])
    links: dict[Link, Link] = {}
    for one, other in zip(a[goes_on].tolist(), b[goes_on].tolist(), strict=True):
        here, there = (one % count, one // count), (other % count, other // count)
        links[here], links[there] = there, here
    return links


def _kinds(columns: Columns, pieces: Pieces) -> NDArray[np.int64]:
    """Return a number per piece, equal where all is equal that must be to make one edge."""
    ways = np.column_stack(
        (
            columns.road_class,
            columns.surface,
            columns.one_way,
            columns.roundabout,
            columns.name,
            columns.seconds_per_m,
            np.where(columns.own, np.arange(len(columns.own)), NOWHERE),
        )
    )
    _, kind = np.unique(ways, axis=0, return_inverse=True)
    kinds: NDArray[np.int64] = kind.reshape(-1)[pieces.way]
    return kinds


def _chains(links: dict[Link, Link], one_way: NDArray[np.bool_]) -> Iterator[list[Link]]:
    """Yield each chain as the ends at which its pieces are entered."""
    done: set[int] = set()
    open_ends = [(piece, 1 - end) for piece, end in links if (piece, 1 - end) not in links]
    rings = [(piece, TAIL) for piece, _ in links]
    for piece, end in (*open_ends, *rings):
        if piece in done or (one_way[piece] and end == HEAD):
            continue
        walked = list(_walk(links, (piece, end)))
        done.update(passed for passed, _ in walked)
        yield walked


def _walk(links: dict[Link, Link], start: Link) -> Iterator[Link]:
    entered: Link | None = start
    while entered is not None:
        yield entered
        piece, end = entered
        entered = links.get((piece, 1 - end))
        if entered == start:
            return
