"""What each edge takes just now: the map's seconds under the factors and the borders' policy."""

import numpy as np
from numpy.typing import NDArray

from geo.roads.border import BorderPolicy
from geo.roads.factors import SpeedFactors
from geo.roads.graph import NONE, ROAD_CLASSES, RoadGraph
from geo.travel import Trip


def edge_seconds(
    graph: RoadGraph, trip: Trip, factors: SpeedFactors, borders: BorderPolicy
) -> NDArray[np.float64]:
    """Return the seconds to pass each edge on this trip, infinite where it is closed.

    What is lost on an edge (waiting, papers) is not multiplied by any factor.
    """
    table = np.array([factors.factor(road_class, trip) for road_class in ROAD_CLASSES])
    seconds: NDArray[np.float64] = graph.drive_s * table[graph.road_class]
    seconds += graph.delay_s
    at_border = np.flatnonzero(graph.border != NONE)
    if len(at_border):
        extra = np.array(borders.extras_s(graph.borders))
        share = graph.border_share[at_border]
        extra_s = extra[graph.border[at_border]] * np.maximum(share, np.finfo(np.float32).tiny)
        own_s = graph.drive_s[at_border] * table[graph.road_class[at_border]]
        waits_s = np.where(extra_s > 0, extra_s, graph.delay_s[at_border])
        seconds[at_border] = own_s + waits_s
    return seconds
