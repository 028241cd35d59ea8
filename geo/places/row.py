"""One place as a source gives it, before anything is believed, and why a source is refused."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from geo.naming.place_kind import PlaceKind

LINES_TOLD: Final = 20
"""Wrong lines told one by one; the rest is counted."""

NAME_LENGTH_MAX: Final = 120
ALT_NAMES_MAX: Final = 16
"""A longer name is a description; more other names are the same one in other alphabets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Holds one row that can be read: ``line`` counts from 1, degrees are as written.

    ``region`` is what the source says, a code or a name; it is only compared.
    """

    line: int
    name: str
    lat: float
    lon: float
    kind: PlaceKind
    population: int | None = None
    alt_names: tuple[str, ...] = ()
    region: str = ""
    verified_at: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongRow:
    """Holds why a line cannot be read: a code of the catalogue, and the cell."""

    line: int
    code: str
    cell: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Holds what was read of a source, in its order.

    ``passed_over`` counts rows of no interest: rivers, other countries, things without a name.
    ``dated`` is the day the data is of, as far as the source tells.
    """

    rows: list[Row] = field(default_factory=list)
    wrong: list[WrongRow] = field(default_factory=list)
    passed_over: int = 0
    dated: date | None = None


class PlacesRefused(ValueError):  # noqa: N818 - named for what happened, as the others
    """Says that a source of places is not taken; ``code`` is stable, ``facts`` fill its text."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(f"{code}: {facts}" if facts else code)
        self.code = code
        self.facts = facts
