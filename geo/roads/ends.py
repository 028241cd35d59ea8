"""From a position's place on an edge to the nodes at its ends, and what the part between takes."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo.roads.graph import NONE, RoadGraph, Trait
from geo.roads.snap import CHOICES, Snaps

ENDS: Final = 2 * CHOICES
"""Tail and head of each choice, in this order: tail, head, tail, head."""

AT_NODE_M: Final = 1.0
"""Nearer than this a position is at the node itself, and so on every road that meets there: at
the end of a one-way street one may still turn off."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ends:
    """Holds for each position (rows) the nodes at which it joins the network (`ENDS` columns).

    ``cost_s`` are the seconds between position and node, off the road included, infinite where
    one may not drive that way; ``far_m`` the metres of road between, ``off_m`` those off it,
    ``part`` how far along the ``edge`` the position is.
    """

    node: NDArray[np.int64]
    edge: NDArray[np.int64]
    cost_s: NDArray[np.float64]
    far_m: NDArray[np.float64]
    off_m: NDArray[np.float64]
    part: NDArray[np.float64]


def ends_of(graph: RoadGraph, snaps: Snaps, seconds: NDArray[np.float64], *, leaving: bool) -> Ends:
    """Return where positions leave onto the network, or where they are arrived at from it."""
    edge = np.maximum(snaps.edge, 0)
    to_tail = Trait.BACKWARD if leaving else Trait.FORWARD
    to_head = Trait.FORWARD if leaving else Trait.BACKWARD
    share = np.stack((snaps.part, 1 - snaps.part), axis=2)
    at_node = share * graph.length_m[edge][:, :, None] < AT_NODE_M
    share = np.where(at_node, 0.0, share)
    allowed = np.stack([(graph.traits[edge] & way) != 0 for way in (to_tail, to_head)], axis=2)
    allowed |= at_node
    allowed &= (snaps.edge != NONE)[:, :, None]
    driven_s = _shared(seconds[edge], share)
    rows = (len(edge), ENDS)
    return Ends(
        node=np.stack((graph.tail[edge], graph.head[edge]), axis=2).reshape(rows).astype(np.int64),
        edge=np.repeat(edge, 2, axis=1),
        cost_s=np.where(allowed, driven_s + snaps.off_s[:, :, None], np.inf).reshape(rows),
        far_m=(graph.length_m[edge][:, :, None] * share).reshape(rows),
        off_m=np.repeat(snaps.off_m, 2, axis=1),
        part=np.repeat(snaps.part, 2, axis=1),
    )


def _shared(seconds: NDArray[np.float64], share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return parts of the seconds of an edge; no part of a closed edge is still no part."""
    whole = np.broadcast_to(seconds[:, :, None], share.shape)
    return np.multiply(whole, share, out=np.zeros(share.shape), where=share > 0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Direct:
    """Holds drives that never reach a node, since both positions are on one edge.

    Per position: seconds (infinite where there is no such drive), metres, metres off the road,
    the edge, and how far along it, 0 to 1, the one and the other are.
    """

    total_s: NDArray[np.float64]
    far_m: NDArray[np.float64]
    off_m: NDArray[np.float64]
    edge: NDArray[np.int64]
    part: NDArray[np.float64]
    to_part: NDArray[np.float64]


def direct(
    graph: RoadGraph, many: Snaps, one: Snaps, seconds: NDArray[np.float64], *, from_many: bool
) -> Direct:
    """Return the drives along a single edge from each of many positions to one, or back."""
    edge = np.repeat(np.maximum(many.edge, 0), CHOICES, axis=1)
    part = np.repeat(many.part, CHOICES, axis=1)
    to_part = np.tile(one.part, CHOICES)
    same = (np.repeat(many.edge, CHOICES, axis=1) == np.tile(one.edge, CHOICES)) & (
        np.tile(one.edge, CHOICES) != NONE
    )
    ahead = (to_part - part) if from_many else (part - to_part)
    forward = (graph.traits[edge] & Trait.FORWARD) != 0
    backward = (graph.traits[edge] & Trait.BACKWARD) != 0
    same &= (forward & (ahead >= 0)) | (backward & (ahead <= 0))
    share = np.abs(ahead)
    driven_s = _shared(seconds[edge], share[:, :, None])[:, :, 0]
    off_s = np.repeat(many.off_s, CHOICES, axis=1) + np.tile(one.off_s, CHOICES)
    total_s = np.where(same, driven_s + off_s, np.inf)
    best = (np.arange(len(edge)), total_s.argmin(axis=1))
    off_m = np.repeat(many.off_m, CHOICES, axis=1) + np.tile(one.off_m, CHOICES)
    return Direct(
        total_s=total_s[best],
        far_m=(graph.length_m[edge] * share)[best],
        off_m=off_m[best],
        edge=edge[best],
        part=part[best],
        to_part=np.broadcast_to(to_part, part.shape)[best],
    )
