"""The place names of a country, and finding one of them in what a caller says."""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Self

from rapidfuzz import process
from rapidfuzz.distance import OSA

from geo.names import ORDINARY_WORDS, fold, sound
from geo.position import Position, great_circle_m

LONGEST_NAME_WORDS: Final = 4
"""All but a handful of the names in the sources have four words or fewer."""

MOST_WORDS_READ: Final = 24
"""A described place is shorter; the bound keeps one keystroke's search within milliseconds."""

SHORTEST_PREFIX: Final = 3
"""Two letters begin hundreds of names; three begin a list that a person can read."""

SHORTEST_FUZZY: Final = 5
"""Below five sounds, one wrong letter turns one real village into another."""

SAME_SPELLING: Final = 100.0
SAME_SOUND: Final = 94.0
SAME_BEGINNING: Final = 80.0
LIKE: Final = 88.0
"""What a match of each sort is worth; a likeness is scaled by its share of letters."""

LEAST_LIKENESS: Final = 0.8
"""Share of letters in place: one slip in five passes, a swapped pair being one slip."""

LEAST_WORDS_SCORE: Final = 62.0
"""A weaker match of the words is noise: verified on sentences without a place name."""

NEARNESS_SCALE_M: Final = 30_000.0
"""About the radius in which a caller says a village's name without its département."""

NEARNESS_WORTH: Final = 12.0
SIZE_WORTH: Final = 2.0
IN_NAMED_TOWN_WORTH: Final = 16.0
PART_OF_LONGER_NAME_COST: Final = 20.0
"""Points for being near, per power of ten of population, for lying in a town also named, and
against a name that is only part of a longer one that was said: "Dakar" in "Grand Dakar"."""

MEASURED_AT_MOST: Final = 64
"""Answers measured for nearness: eight times what a screen shows, and still a fraction of a
millisecond; the commonest village name of the country occurs less often."""


class PlaceKind(StrEnum):
    """Says what sort of place a name stands for."""

    CITY = "city"
    TOWN = "town"
    VILLAGE = "village"
    QUARTER = "quarter"


_KIND_WORTH: Final = {
    PlaceKind.CITY: 6.0,
    PlaceKind.TOWN: 5.0,
    PlaceKind.QUARTER: 4.0,
    PlaceKind.VILLAGE: 0.0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerPlace:
    """Holds one named place; ``population`` is None when no source gives it."""

    name: str
    kind: PlaceKind
    position: Position
    region: str | None
    population: int | None = None
    alt_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Holds a place that answers a search, why, and how well.

    ``score`` orders answers to one query and means nothing between queries. ``words`` is the
    part of the query that matched, folded. ``distance_m`` is the straight line from ``near``,
    None without it.
    """

    place: GazetteerPlace
    score: float
    words: str
    distance_m: float | None = None


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A run of words of the query, and its part of the words that could be a name."""

    words: str
    start: int
    end: int
    weight: float
    is_last: bool
    is_name_like: bool


@dataclass(frozen=True, slots=True)
class _Match:
    """One place that a phrase may name, and how well the two agree, 0 to 100."""

    index: int
    phrase: _Phrase
    quality: float

    @property
    def words_score(self) -> float:
        return self.quality * (0.7 + 0.3 * self.phrase.weight)

    def is_spelt_around(self, other: Self) -> bool:
        """Say whether this is an exact name and the other match only some of its words."""
        mine, inner = self.phrase, other.phrase
        longer = mine.end - mine.start > inner.end - inner.start
        holds = mine.start <= inner.start and inner.end <= mine.end
        return longer and holds and self.quality >= SAME_SPELLING


class Gazetteer:
    """Finds places by name, whatever the spelling, alone or inside a sentence."""

    def __init__(self, places: Sequence[GazetteerPlace]) -> None:
        self.places = tuple(places)
        spellings: dict[str, list[int]] = defaultdict(list)
        sounds: dict[str, list[int]] = defaultdict(list)
        for index, place in enumerate(self.places):
            for spelling in sorted({fold(name) for name in (place.name, *place.alt_names)} - {""}):
                spellings[spelling].append(index)
                sounds[sound(spelling)].append(index)
        self._spellings, self._sounds = dict(spellings), dict(sounds)
        self._sorted_sounds = sorted(self._sounds)

    def search(self, words: str, near: Position | None = None, limit: int = 8) -> list[Found]:
        """Return the best places for the words, best first; empty when nothing is like them.

        Tolerates accents, apostrophes, French and Wolof spellings and single slips; the last
        words may be unfinished. Ranked by the words, then size and kind, then nearness to
        ``near``. Places of one name stay separate answers: a name alone does not locate.
        """
        best: dict[int, _Match] = {}
        for phrase in _phrases(words):
            for match in self._matches(phrase):
                kept = best.get(match.index)
                if kept is None or match.words_score > kept.words_score:
                    best[match.index] = match
        matches = [match for match in best.values() if match.words_score >= LEAST_WORDS_SCORE]
        found = [self._found(match, matches) for match in matches]
        ranked = sorted(found, key=_rank)[: max(MEASURED_AT_MOST, limit)]
        return sorted((_measured(one, near) for one in ranked), key=_rank)[:limit]

    def named(self, name: str) -> GazetteerPlace | None:
        """Return the largest place of exactly this spelling, accents and case aside."""
        same = [self.places[index] for index in self._spellings.get(fold(name), ())]
        return max(same, key=lambda place: place.population or 0, default=None)

    def knows(self, name: str) -> bool:
        """Say whether a place is officially called so, or sounds just the same."""
        folded = fold(name)
        return folded in self._spellings or sound(folded) in self._sounds

    def _matches(self, phrase: _Phrase) -> Iterator[_Match]:
        heard = sound(phrase.words)
        for index in self._spellings.get(phrase.words, ()):
            yield _Match(index, phrase, SAME_SPELLING)
        for index in self._sounds.get(heard, ()):
            yield _Match(index, phrase, SAME_SOUND)
        if not phrase.is_name_like:
            return
        if phrase.is_last and len(heard) >= SHORTEST_PREFIX:
            yield from self._beginning_with(heard, phrase)
        if len(heard) >= SHORTEST_FUZZY:
            yield from self._like(heard, phrase)

    def _beginning_with(self, heard: str, phrase: _Phrase) -> Iterator[_Match]:
        at = bisect_left(self._sorted_sounds, heard)
        while at < len(self._sorted_sounds) and self._sorted_sounds[at].startswith(heard):
            whole = self._sorted_sounds[at]
            quality = SAME_BEGINNING + 10 * len(heard) / len(whole)
            for index in self._sounds[whole]:
                yield _Match(index, phrase, quality)
            at += 1

    def _like(self, heard: str, phrase: _Phrase) -> Iterator[_Match]:
        for other, likeness, _ in process.extract(
            heard,
            self._sorted_sounds,
            scorer=OSA.normalized_similarity,
            score_cutoff=LEAST_LIKENESS,
            limit=MEASURED_AT_MOST,
        ):
            for index in self._sounds[other]:
                yield _Match(index, phrase, LIKE * likeness)

    def _found(self, match: _Match, others: Sequence[_Match]) -> Found:
        place = self.places[match.index]
        score = match.words_score + _KIND_WORTH[place.kind]
        score += SIZE_WORTH * math.log10((place.population or 0) + 1)
        if any(self._names_its_town(match, other) for other in others):
            score += IN_NAMED_TOWN_WORTH
        if any(other.is_spelt_around(match) for other in others):
            score -= PART_OF_LONGER_NAME_COST
        return Found(place=place, score=score, words=match.phrase.words)

    def _names_its_town(self, match: _Match, other: _Match) -> bool:
        """Says whether ``other`` is a larger place of the region named elsewhere in the query."""
        apart = other.phrase.start >= match.phrase.end or match.phrase.start >= other.phrase.end
        if not apart or other.quality < SAME_SOUND:
            return False
        place, town = self.places[match.index], self.places[other.index]
        return place.region == town.region and (town.population or 0) > (place.population or 0)


def _phrases(words: str) -> Iterator[_Phrase]:
    """Yield every run of up to four words that could hold a name."""
    said = fold(words).split()[:MOST_WORDS_READ]
    name_like = [word not in ORDINARY_WORDS and not word.isdigit() for word in said]
    if not any(name_like):
        name_like = [True] * len(said)
    letters = sum(len(w) for w, like in zip(said, name_like, strict=True) if like)
    for start in range(len(said)):
        for end in range(start + 1, min(start + LONGEST_NAME_WORDS, len(said)) + 1):
            inside = [len(w) for w, like in zip(said[start:end], name_like[start:end], strict=True)
                      if like]  # fmt: skip
            if inside:
                yield _Phrase(
                    words=" ".join(said[start:end]),
                    start=start,
                    end=end,
                    weight=sum(inside) / letters,
                    is_last=end == len(said),
                    is_name_like=name_like[start] and name_like[end - 1],
                )


def _measured(found: Found, near: Position | None) -> Found:
    if near is None:
        return found
    far_m = great_circle_m(found.place.position, near)
    worth = NEARNESS_WORTH * math.exp(-far_m / NEARNESS_SCALE_M)
    return replace(found, score=found.score + worth, distance_m=far_m)


def _rank(found: Found) -> tuple[float, str, float, float]:
    position = found.place.position
    return (-found.score, found.place.name, position.lat, position.lon)
