"""The place names of a country, and finding one of them in what a caller says."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo.along import points_along
from geo.naming.landmark_search import Landmarks
from geo.naming.named_place import Found, GazetteerPlace
from geo.naming.names import fold, sound
from geo.naming.nearest_town import NearestTown
from geo.naming.phrase import Phrase, phrases
from geo.naming.place_kind import SETTLEMENTS, PlaceKind, kinds_said, worth
from geo.naming.place_table import BETWEEN, NO_COUNT, PlaceTable
from geo.naming.sound_index import SoundIndex
from geo.position import Position, great_circle_m, great_circles_m

__all__ = ["Found", "Gazetteer", "GazetteerPlace", "PlaceKind"]

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
KIND_SAID_WORTH: Final = 12.0
"""Points for being near, per power of ten of population, for lying in a town also named, against
a name that is only part of a longer one that was said ("Dakar" in "Grand Dakar"), and for being
of a kind that was named."""

MEASURED_AT_MOST: Final = 64
"""Likenesses kept of one phrase: eight times what a screen shows."""

_KINDS: Final = {kind.value: number for number, kind in enumerate(PlaceKind)}

Ids = NDArray[np.int64]
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Hits:
    """Places that phrases may name: place, number of the phrase, how well the two agree."""

    places: Ids
    phrases: Ids
    quality: Scores
    words_score: Scores

    def only(self, kept: NDArray[np.bool_] | Ids) -> "_Hits":
        return _Hits(
            self.places[kept], self.phrases[kept], self.quality[kept], self.words_score[kept]
        )


class Gazetteer:
    """Finds places by name, whatever the spelling, alone or inside a sentence."""

    def __init__(
        self, places: Iterable[GazetteerPlace], index: type[SoundIndex] = SoundIndex
    ) -> None:
        table = PlaceTable.of(places)
        self.places: Sequence[GazetteerPlace] = table
        self._lat, self._lon, self._table = table.lat, table.lon, table
        self._population = table.population
        self._spellings = _holders(table.spellings)
        holders = _holders(table.sounds)
        self._sounds = index(sorted(holders))
        of_sound = [holders[one] for one in self._sounds.sounds]
        self._holding = np.fromiter(chain.from_iterable(of_sound), np.int64)
        counts = np.fromiter((len(ids) for ids in of_sound), np.int64, len(of_sound))
        self._first = np.concatenate([[0], np.cumsum(counts)])
        self._heard = {one: number for number, one in enumerate(self._sounds.sounds)}
        regions = {
            code: number for number, code in enumerate(["", *sorted(set(table.region) - {""})])
        }
        self._region = np.fromiter((regions[code] for code in table.region), np.int64, len(table))
        self._kinds = np.fromiter((_KINDS[kind] for kind in table.kind), np.int64, len(table))
        self._worth = self._worth_of_each()
        self._landmarks, self._towns = Landmarks(table), NearestTown(table)

    def search(self, words: str, near: Position | None = None, limit: int = 8) -> list[Found]:
        """Return the best places for the words, best first; empty when nothing is like them.

        Tolerates accents, apostrophes, French and Wolof spellings and single slips; the last
        words may be unfinished. Ranked by the words, then size and kind, then nearness to
        ``near``. Places of one name stay separate answers: a name alone does not locate.
        """
        said = list(phrases(words))
        hits = self._hits(said)
        if not len(hits.places):
            return []
        scores = self._scores(hits, said, near) + self._kind_scores(hits, words)
        best = np.argsort(-scores, kind="stable")[: limit + MEASURED_AT_MOST]
        found = [
            Found(
                place=self.places[int(hits.places[at])],
                score=float(scores[at]),
                words=said[int(hits.phrases[at])].words,
            )
            for at in best[: limit + _ties(scores[best], limit)]
        ]
        return [_measured(one, near) for one in sorted(found, key=_rank)[:limit]]

    def along(
        self, line: Sequence[Position], within_m: float
    ) -> list[tuple[GazetteerPlace, float]]:
        """Return the places beside a way, each with its share of the way, 0 to 1."""
        near = points_along(self._lat, self._lon, line, within_m)
        return [(self.places[index], share) for index, share in near]

    def landmarks(self, words: str, near: Position | None = None, limit: int = 4) -> list[Found]:
        """Return landmarks meant by kind, sign, name and town: "la station Total de Mbour"."""
        return self._landmarks.search(
            words, lambda said: self._settlements(said, near), near, limit
        )

    def town_of(self, place: GazetteerPlace) -> str:
        """Return the settlement that a landmark stands in, "" when it stands in none."""
        return self._towns.at(place.position) if place.kind not in SETTLEMENTS else ""

    def _settlements(self, words: str, near: Position | None) -> list[Found]:
        found = self.search(words, near)
        return [one for one in found if one.place.kind in SETTLEMENTS]

    def named(self, name: str) -> GazetteerPlace | None:
        """Return the largest place of exactly this spelling, accents and case aside."""
        return max(self.all_named(name), key=lambda place: place.population or 0, default=None)

    def all_named(self, name: str) -> list[GazetteerPlace]:
        """Return every place of exactly this spelling, accents and case aside."""
        return [self.places[index] for index in self._spellings.get(fold(name), ())]

    def knows(self, name: str) -> bool:
        """Say whether a place is officially called so, or sounds just the same."""
        folded = fold(name)
        return folded in self._spellings or sound(folded) in self._heard

    def _hits(self, said: Sequence[Phrase]) -> _Hits:
        """Return the best match of each place, without those that are noise."""
        parts: list[tuple[Ids, Ids, Scores]] = []
        for number, phrase in enumerate(said):
            for places, quality in self._matches(phrase):
                parts.append((places, np.full(len(places), number), quality))
        if not parts:
            parts.append((np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)))
        places, numbers, quality = (np.concatenate(column) for column in zip(*parts, strict=True))
        weights = np.asarray([_share(phrase) for phrase in said] or [0.0])
        hits = _Hits(places, numbers, quality, quality * weights[numbers])
        hits = hits.only(hits.words_score >= LEAST_WORDS_SCORE)
        order = np.lexsort((-hits.words_score, hits.places))
        hits = hits.only(order)
        _, first = np.unique(hits.places, return_index=True)
        return hits.only(np.sort(first))

    def _matches(self, phrase: Phrase) -> "list[tuple[Ids, Scores]]":
        heard = sound(phrase.words)
        spelt = np.asarray(self._spellings.get(phrase.words, ()), np.int64)
        found = [(spelt, np.full(len(spelt), SAME_SPELLING))]
        if heard in self._heard:
            same = self._sounding(self._heard[heard])
            found.append((same, np.full(len(same), SAME_SOUND)))
        if phrase.is_name_like and phrase.is_last and len(heard) >= SHORTEST_PREFIX:
            found.append(self._beginning_with(heard))
        if phrase.is_name_like and len(heard) >= SHORTEST_FUZZY:
            found += self._like(heard, phrase)
        return found

    def _sounding(self, number: int) -> Ids:
        return self._holding[self._first[number] : self._first[number + 1]]

    def _beginning_with(self, heard: str) -> tuple[Ids, Scores]:
        whole = self._sounds.beginning_with(heard)
        quality = SAME_BEGINNING + 10 * len(heard) / self._sounds.lengths[whole]
        counts = np.diff(self._first[whole.start : whole.stop + 1])
        places = self._holding[self._first[whole.start] : self._first[whole.stop]]
        return places, np.repeat(quality, counts)

    def _like(self, heard: str, phrase: Phrase) -> "list[tuple[Ids, Scores]]":
        """Return the like ones that are not noise whatever else was said."""
        least = max(LEAST_LIKENESS, LEAST_WORDS_SCORE / LIKE / _share(phrase) - 1e-9)
        alike = self._sounds.like(heard, least=least, limit=MEASURED_AT_MOST)
        found = []
        for number, likeness in alike:
            places = self._sounding(number)
            found.append((places, np.full(len(places), LIKE * likeness)))
        return found

    def _worth_of_each(self) -> Scores:
        by_kind = np.asarray([worth(kind) for kind in PlaceKind])[self._kinds]
        counted = np.where(self._population == NO_COUNT, 0, self._population)
        return np.asarray(by_kind + SIZE_WORTH * np.log10(counted + 1.0))

    def _scores(self, hits: _Hits, said: Sequence[Phrase], near: Position | None) -> Scores:
        scores = hits.words_score + self._worth[hits.places]
        for number in np.unique(hits.phrases).tolist():
            mine = hits.phrases == number
            scores[mine] += self._town_worth(hits, mine, said, number)
            if _is_spelt_around(said[number], hits, said):
                scores[mine] -= PART_OF_LONGER_NAME_COST
        if near is not None:
            far_m = great_circles_m(near, self._lat[hits.places], self._lon[hits.places])
            scores += NEARNESS_WORTH * np.exp(-far_m / NEARNESS_SCALE_M)
        return scores

    def _kind_scores(self, hits: _Hits, words: str) -> Scores:
        said = [_KINDS[kind.value] for kind in kinds_said(fold(words).split())]
        return np.where(np.isin(self._kinds[hits.places], said), KIND_SAID_WORTH, 0.0)

    def _town_worth(
        self, hits: _Hits, mine: NDArray[np.bool_], said: Sequence[Phrase], number: int
    ) -> Scores:
        """Return points where a larger place of the region is named elsewhere in the query."""
        apart = np.asarray([said[number].is_apart_from(other) for other in said])
        towns = hits.places[apart[hits.phrases] & (hits.quality >= SAME_SOUND)]
        largest = np.full(int(self._region.max()) + 1, NO_COUNT - 1)
        np.maximum.at(largest, self._region[towns], np.maximum(self._population[towns], 0))
        places = hits.places[mine]
        in_town = largest[self._region[places]] > np.maximum(self._population[places], 0)
        return np.where(in_town, IN_NAMED_TOWN_WORTH, 0.0)


def _is_spelt_around(phrase: Phrase, hits: _Hits, said: Sequence[Phrase]) -> bool:
    """Say whether a longer run of words around the phrase is the exact name of a place."""
    exact = np.unique(hits.phrases[hits.quality >= SAME_SPELLING]).tolist()
    return any(phrase.is_inside(said[other]) for other in exact)


def _share(phrase: Phrase) -> float:
    """Return what is left of a match's quality for the words it does not explain."""
    return 0.7 + 0.3 * phrase.weight


def _holders(cells: Sequence[str]) -> dict[str, list[int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for index, cell in enumerate(cells):
        for one in cell.split(BETWEEN):
            holders[one].append(index)
    holders.pop("", None)
    return dict(holders)


def _ties(best: Scores, limit: int) -> int:
    """Return how many answers beyond the limit are as good as the last within it."""
    if len(best) <= limit:
        return 0
    return int(np.count_nonzero(best[limit:] == best[limit - 1]))


def _measured(found: Found, near: Position | None) -> Found:
    if near is None:
        return found
    return replace(found, distance_m=great_circle_m(found.place.position, near))


def _rank(found: Found) -> tuple[float, str, float, float]:
    position = found.place.position
    return (-found.score, found.place.name, position.lat, position.lon)
