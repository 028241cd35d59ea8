"""Named places by the column: a hundred thousand of them are read in a moment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Self, overload

import numpy as np
from numpy.typing import NDArray

from geo.naming.named_place import GazetteerPlace
from geo.naming.names import fold, sound
from geo.naming.place_kind import BRANDS, KIND_OF_WORDS, SETTLEMENTS, PlaceKind
from geo.position import Position

BETWEEN: Final = "|"
"""Stands between several values of one cell."""

NO_COUNT: Final = -1
"""Population of a place that nobody has counted."""

_JOINING_WORDS: Final = "de du des la le les l d grande grand et the of"
_JOINING: Final = frozenset(_JOINING_WORDS.split())
"""Words that make no name by themselves when the word for the kind is gone."""

SPELLINGS: Final = "spellings"
SOUNDS: Final = "sounds"
_TEXTS: Final = (
    *("name", "kind", "region", "alt_names", "sources", "verified_at", SPELLINGS, SOUNDS),
)
COLUMNS: Final = (*_TEXTS, "lat", "lon", "population")


@dataclass(frozen=True, slots=True, eq=False)
class PlaceTable(Sequence[GazetteerPlace]):
    """Holds places as columns of equal length; a place is made when it is asked for.

    Cells are text or numbers as they are kept in a file: latitudes in degrees, days as ISO 8601,
    several values joined by ``|``, nothing as the empty text.
    """

    name: list[str]
    kind: list[str]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    region: list[str]
    population: NDArray[np.int64]
    alt_names: list[str]
    sources: list[str]
    verified_at: list[str]
    spellings: list[str]
    sounds: list[str]

    @classmethod
    def of(cls, places: Iterable[GazetteerPlace]) -> Self:
        """Return the table of these places; the same table when it is one already."""
        if isinstance(places, cls):
            return places
        return cls.from_columns(columns_of(places))

    @classmethod
    def from_columns(cls, columns: dict[str, list[Any]]) -> Self:
        """Return the table of columns as a file keeps them; ``ValueError`` if they differ."""
        if {len(columns[column]) for column in COLUMNS} - {len(columns["name"])}:
            raise ValueError("the columns of a table of places have different lengths")
        texts = {column: columns[column] for column in _TEXTS}
        return cls(
            **texts,
            lat=np.asarray(columns["lat"], np.float64),
            lon=np.asarray(columns["lon"], np.float64),
            population=np.asarray(columns["population"], np.int64),
        )

    def __len__(self) -> int:
        return len(self.name)

    @overload
    def __getitem__(self, index: int) -> GazetteerPlace: ...
    @overload
    def __getitem__(self, index: slice) -> list[GazetteerPlace]: ...
    def __getitem__(self, index: int | slice) -> GazetteerPlace | list[GazetteerPlace]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        counted = int(self.population[index])
        seen = self.verified_at[index]
        return GazetteerPlace(
            name=self.name[index],
            kind=PlaceKind(self.kind[index]),
            position=Position(lat=float(self.lat[index]), lon=float(self.lon[index])),
            region=self.region[index] or None,
            population=None if counted == NO_COUNT else counted,
            alt_names=_split(self.alt_names[index]),
            sources=_split(self.sources[index]),
            verified_at=date.fromisoformat(seen) if seen else None,
        )

    def columns(self) -> dict[str, list[Any]]:
        """Return the columns as a file keeps them."""
        return {
            column: value.tolist() if isinstance(value, np.ndarray) else value
            for column in COLUMNS
            for value in [getattr(self, column)]
        }


def columns_of(places: Iterable[GazetteerPlace]) -> dict[str, list[Any]]:
    """Return the columns of places, with their spellings and sounds."""
    columns: dict[str, list[Any]] = {column: [] for column in COLUMNS}
    for place in places:
        for column, cell in _cells(place).items():
            columns[column].append(cell)
    return columns


def _cells(place: GazetteerPlace) -> dict[str, Any]:
    spellings = sorted(searched_names(place))
    return {
        "name": place.name,
        "kind": place.kind.value,
        "lat": place.position.lat,
        "lon": place.position.lon,
        "region": place.region or "",
        "population": NO_COUNT if place.population is None else place.population,
        "alt_names": BETWEEN.join(name.replace(BETWEEN, " ") for name in place.alt_names),
        "sources": BETWEEN.join(place.sources),
        "verified_at": place.verified_at.isoformat() if place.verified_at else "",
        SPELLINGS: BETWEEN.join(spellings),
        SOUNDS: BETWEEN.join(dict.fromkeys(sound(spelling) for spelling in spellings)),
    }


def searched_names(place: GazetteerPlace) -> set[str]:
    """Return the folded names a place is searched by.

    A landmark is also searched without the words for its kind, "Guigon" for "Pharmacie Guigon",
    unless they say where it stands ("mosquée de Ndoffane"); it is not searched by these or a
    brand alone, which hundreds share.
    """
    spellings = {fold(name) for name in (place.name, *place.alt_names)} - {""}
    if place.kind in SETTLEMENTS:
        return spellings
    own = {(own_words(spelling), spelling) for spelling in spellings} - {("", "")}
    named = {name for name, whole in own if not _stands_at(name, whole)}
    return {name for name in spellings | named if own_words(name)}


def _stands_at(name: str, whole: str) -> bool:
    return any(f" {joint} {name}" in whole for joint in ("de", "du", "des", "of", "bu"))


def own_words(folded: str) -> str:
    """Return a folded name without words for a kind of place and without brands."""
    words = folded.split()
    for length in (3, 2, 1):
        for at in range(len(words) - length, -1, -1):
            if tuple(words[at : at + length]) in KIND_OF_WORDS:
                del words[at : at + length]
    return " ".join(word for word in words if word not in BRANDS and word not in _JOINING)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(BETWEEN)) if cell else ()
