"""A place as the caller said it, with the pin that was found for it, if any."""

from dataclasses import dataclass
from enum import StrEnum

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
    COORDINATES = "coordinates"
    PLUS_CODE = "plus_code"
    GAZETTEER = "gazetteer"
    CALLER = "caller"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Holds the caller's words and, beside them, what was made of them.

    ``said`` is never replaced by what a gazetteer answers: the crew that cannot find the pin
    needs the words. ``region`` is an ISO 3166-2 code such as ``SN-KL``.
    """

    said: str
    landmark: str = ""
    position: Position | None = None
    precision: Precision = Precision.INCONNUE
    source: PlaceSource = PlaceSource.NONE
    found_name: str | None = None
    region: str | None = None
