"""Whether two sources speak of the same place, and if not, in what way they disagree."""

from enum import StrEnum
from typing import Final

from geo.place import WITHIN_M, Place, Precision
from geo.position import distance_m

SAME_SPOT_M: Final = 200.0
"""Two phones on one spot differ by less than this; what lies closer is one place to a crew."""


class Apart(StrEnum):
    """Says in what way two statements of one place contradict each other."""

    FAR = "far"
    """Farther from each other than both their radii explain."""
    OTHER_CENTRE = "other_centre"
    """In the territories of two centres."""
    ACROSS_GAMBIA = "across_gambia"
    """On two sides of The Gambia: a hundred kilometres of road where the map shows twenty."""


def gap_m(a: Place, b: Place) -> float | None:
    """Return the metres between the pins of two places, None when one has no pin."""
    if a.position is None or b.position is None:
        return None
    return distance_m(a.position, b.position)


def lies_far(a: Place, b: Place) -> bool:
    """Say whether two places lie farther from each other than their radii allow.

    A radius that nobody knows is taken for a town's: what is not known cannot contradict.
    """
    between_m = gap_m(a, b)
    if between_m is None:
        return False
    allowed_m = sum(
        WITHIN_M[Precision.VILLE] if place.radius_m is None else place.radius_m for place in (a, b)
    )
    return between_m > max(allowed_m, SAME_SPOT_M)
