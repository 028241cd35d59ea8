"""Places that a crew found by the caller's words, and finding them again by such words.

An official name is a name of a place; this is how people describe one: "derrière la mosquée de
Ndoffane, portail vert". So words are compared one by one, in any order and spelling, and what
counts is how much of the description was said.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from geo.naming.gazetteer import LEAST_LIKENESS, SHORTEST_FUZZY, SHORTEST_PREFIX
from geo.naming.names import ORDINARY_WORDS, fold, sound
from geo.naming.phrase import MOST_WORDS_READ
from geo.position import Position, great_circle_m

_JOINING: Final = (
    "a au aux de du des d la le les l un une et ou en est chez par pres proche "
    "the of at in on to near"
)
_BETWEEN: Final = frozenset(_JOINING.split())
"""Words that only hold a description together, nearness too; a side (derrière, devant) counts."""

LEAST_SAID: Final = 0.6
"""Share of a description's letters that must be said: two words of three, one landmark of two."""

ALL_SAID: Final = 0.9
QUERY_EXPLAINED: Final = 0.75
"""A description goes before the official names when hardly a word of it was left out, and little
else was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPlace:
    """Holds one confirmed description; the position's accuracy is the radius that it is good to."""

    id: str
    name: str
    position: Position
    region: str | None
    centre_id: str
    confirmed_count: int
    confirmed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundKnown:
    """Holds a place whose description was said, and how much of either covers the other, 0..1."""

    place: KnownPlace
    said: float
    explained: float

    @property
    def is_meant(self) -> bool:
        """Say whether the words are this description and hardly anything else."""
        return self.said >= ALL_SAID and self.explained >= QUERY_EXPLAINED


class KnownPlaces:
    """Finds confirmed places by the words that describe them."""

    def __init__(self, places: Sequence[KnownPlace] = ()) -> None:
        self.places = tuple(places)
        self._words = [frozenset(heard_words(place.name)) for place in self.places]
        self._holding: dict[str, list[int]] = defaultdict(list)
        for index, words in enumerate(self._words):
            for word in words:
                self._holding[word].append(index)
        self._vocabulary = sorted(self._holding)

    def search(self, words: str, near: Position | None = None, limit: int = 3) -> list[FoundKnown]:
        """Return the places whose description was said, best first; equal ones nearest first."""
        asked = heard_words(words)[:MOST_WORDS_READ]
        theirs: dict[int, set[str]] = defaultdict(set)
        ours: dict[int, set[str]] = defaultdict(set)
        for word in asked:
            for alike in self._alike(word, is_last=word == asked[-1]):
                for index in self._holding[alike]:
                    theirs[index].add(alike)
                    ours[index].add(word)
        found = [
            FoundKnown(
                place=self.places[index],
                said=_share(theirs[index], self._words[index]),
                explained=_share(ours[index], set(asked)),
            )
            for index in theirs
        ]
        enough = [one for one in found if one.said >= LEAST_SAID]
        return sorted(enough, key=lambda one: _rank(one, near))[:limit]

    def _alike(self, word: str, *, is_last: bool) -> set[str]:
        alike = {word} & self._holding.keys()
        if is_last and len(word) >= SHORTEST_PREFIX:
            alike |= {known for known in self._vocabulary if known.startswith(word)}
        if len(word) >= SHORTEST_FUZZY:
            scorer, cutoff = OSA.normalized_similarity, LEAST_LIKENESS
            near = process.extract(word, self._vocabulary, scorer=scorer, score_cutoff=cutoff)
            alike |= {known for known, _, _ in near}
        return alike


def heard_words(text: str) -> list[str]:
    """Return the words of a description as they sound, without those that only join."""
    return [sound(word) for word in fold(text).split() if word not in _BETWEEN]


def tells_apart(name: str) -> bool:
    """Say whether a description has a word of its own: "grande mosquée" is in every town."""
    return any(
        word not in ORDINARY_WORDS and word not in _BETWEEN and not word.isdigit()
        for word in fold(name).split()
    )


def _share(part: set[str], whole: set[str] | frozenset[str]) -> float:
    letters = sum(len(word) for word in whole)
    return sum(len(word) for word in part) / letters if letters else 0.0


def _rank(one: FoundKnown, near: Position | None) -> tuple[float, float, str]:
    far_m = 0.0 if near is None else great_circle_m(one.place.position, near)
    return (-round(one.said + one.explained, 2), far_m, one.place.id)
