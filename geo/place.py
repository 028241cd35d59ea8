"""A place as the caller said it, with the pin that was found for it, if any."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from geo.position import Position


class Precision(StrEnum):
    """Says how precise a place is, in the codes of the Hub Santé location."""

    VILLE = "VILLE"
    RUE = "RUE"
    ADRESSE = "ADRESSE"
    EXACTE = "EXACTE"
    INCONNUE = "INCONNUE"


class PlaceSource(StrEnum):
    """Says where the pin of a place came from."""

    MAP = "map"
    """The call-taker pointed at the map."""
    COORDINATES = "coordinates"
    PLUS_CODE = "plus_code"
    GAZETTEER = "gazetteer"
    LINK = "link"
    """A map link or `geo:` address that the caller forwarded."""
    KNOWN = "known"
    """A name that a crew once confirmed on the spot."""
    CALLER = "caller"
    """The caller's own phone, through our link."""
    AML = "aml"
    """Advanced Mobile Location, sent by the network with the call."""
    CREW = "crew"
    """A crew that stands there."""
    NONE = "none"
    """No pin: words only."""


class Relation(StrEnum):
    """Says how the place lies to its landmark."""

    AT = "at"
    BEHIND = "behind"
    IN_FRONT = "in_front"
    BESIDE = "beside"
    OPPOSITE = "opposite"
    NEAR = "near"
    BEFORE = "before"
    AFTER = "after"
    BETWEEN = "between"
    NONE = "none"


EXACT_WITHIN_M: Final = 50.0
STREET_WITHIN_M: Final = 500.0
TOWN_WITHIN_M: Final = 10_000.0
"""A 10-digit Plus Code is good to 10 m, an 8-digit one to 200 m, a 6-digit one to a town. Beyond
the last a point says less than the name of the nearest town."""

WITHIN_M: Final = {
    Precision.EXACTE: EXACT_WITHIN_M,
    Precision.ADRESSE: 100.0,
    Precision.RUE: STREET_WITHIN_M,
    Precision.VILLE: 5_000.0,
}
"""The radius a precision stands for where none was measured: the yard, the block, the street,
and a regional town, which is some ten kilometres across."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Holds the caller's words and, beside them, what was made of them.

    ``said`` is never replaced by what a gazetteer answers: the crew that cannot find the pin
    needs the words. ``region`` is an ISO 3166-2 code such as ``SN-KL``.
    """

    said: str
    landmark: str = ""
    relation: Relation = Relation.NONE
    position: Position | None = None
    precision: Precision = Precision.INCONNUE
    source: PlaceSource = PlaceSource.NONE
    found_name: str | None = None
    region: str | None = None

    @property
    def has_words(self) -> bool:
        """Say whether anybody put the place into words."""
        return bool(self.said or self.landmark)

    @property
    def is_blank(self) -> bool:
        """Say whether nothing at all is known of where it is."""
        return not self.has_words and self.position is None

    @property
    def radius_m(self) -> float | None:
        """The radius in metres within which it lies; None without a pin or any idea of it."""
        if self.position is None:
            return None
        if self.position.accuracy_m is not None:
            return self.position.accuracy_m
        return WITHIN_M.get(self.precision)


def precision_within(within_m: float | None) -> Precision:
    """Return the precision of a measured point that is good to so many metres."""
    if within_m is None or within_m > TOWN_WITHIN_M:
        return Precision.INCONNUE
    if within_m <= EXACT_WITHIN_M:
        return Precision.EXACTE
    return Precision.RUE if within_m <= STREET_WITHIN_M else Precision.VILLE
