"""Finds landmarks by their kind, sign, name and town: "la station Total de Mbour"."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from geo.naming.named_place import Found
from geo.naming.names import ORDINARY_WORDS, fold, sound
from geo.naming.phrase import MOST_WORDS_READ
from geo.naming.place_kind import BRANDS, SETTLEMENTS, PlaceKind, kinds_said
from geo.naming.place_table import PlaceTable
from geo.position import Position, great_circle_m, great_circles_m

KIND_AND_NAME: Final = 100.0
KIND_AND_TOWN: Final = 90.0
WORDS_WORTH: Final = 20.0
NEAR_TOWN_WORTH: Final = 10.0
NEAR_WORTH: Final = 12.0
SIGN_MISSING_COST: Final = 15.0
"""Points for a landmark whose own name was said, for one of the kind in the town that was said,
for the share of the words that its name explains, for standing near town and desk; against one
that does not bear the sign that was said."""

NEAR_TOWN_M: Final = 3_000.0
NEAR_M: Final = 30_000.0

TOWN_REACH_M: Final = {PlaceKind.CITY: 12_000.0, PlaceKind.TOWN: 5_000.0}
VILLAGE_REACH_M: Final = 3_000.0
"""How far from the middle of a named place its landmarks stand."""

LEAST_LIKENESS: Final = 0.8
SHORTEST_FUZZY: Final = 5
TOWNS_TRIED: Final = 4
MUCH_WORSE: Final = 20.0
"""Towns that the words may name, and the points below the best at which one is not meant."""

_JOINING: Final = frozenset(
    {"a", "au", "aux", "de", "du", "des", "d", "la", "le", "les", "l", "un", "une", "et", "ou",
     "en", "est", "the", "of", "at", "in", "on", "bi", "bu", "ci", "ji", "sur", "dans", "chez"}
)  # fmt: skip

FindTowns = Callable[[str], Iterable[Found]]
Ids = NDArray[np.int64]


class Landmarks:
    """Finds the places of a table that are no settlements."""

    def __init__(self, table: PlaceTable) -> None:
        self._table = table
        self._of_kind: dict[str, list[int]] = defaultdict(list)
        self._with_word: dict[str, set[int]] = defaultdict(set)
        settled = {kind.value for kind in SETTLEMENTS}
        for index, kind in enumerate(table.kind):
            if kind not in settled:
                self._of_kind[kind].append(index)
                names = f"{table.name[index]} {table.alt_names[index]}"
                for word in fold(names).split():
                    self._with_word[sound(word)].add(index)
        self._vocabulary = sorted(self._with_word)

    def search(
        self, said: str, towns: FindTowns, near: Position | None = None, limit: int = 4
    ) -> list[Found]:
        """Return the landmarks that were meant, best first; [] when no kind and no sign was said.

        Every word of a name must be the landmark's own or name a place that it stands in.
        """
        words = fold(said).split()[:MOST_WORDS_READ]
        kinds = kinds_said(words)
        in_kinds = {at for begin, end in kinds.values() for at in range(begin, end)}
        rest = [word for at, word in enumerate(words) if at not in in_kinds and _counts(word)]
        ids = self._of(kinds, rest)
        if not ids or not rest:
            return []
        found: list[Found] = []
        for own, group in self._by_own_words(ids, rest).items():
            found += self._explained(own, group, rest, towns, near)
        ranked = sorted(found, key=lambda one: (-one.score, one.place.name, one.place.position.lat))
        return ranked[:limit]

    def _of(self, kinds: Iterable[PlaceKind], rest: Iterable[str]) -> list[int]:
        of_kinds = [index for kind in kinds for index in self._of_kind.get(kind.value, ())]
        if of_kinds:
            return of_kinds
        signs = (self._with_word.get(sound(word), set()) for word in rest if word in BRANDS)
        return sorted(set().union(*signs))

    def _by_own_words(
        self, ids: Iterable[int], rest: Iterable[str]
    ) -> dict[frozenset[str], list[int]]:
        """Return the landmarks by which of the words are in their names."""
        bearing = {word: self._bearing(word) for word in rest}
        groups: dict[frozenset[str], list[int]] = defaultdict(list)
        for index in ids:
            own = frozenset(word for word, bearers in bearing.items() if index in bearers)
            groups[own].append(index)
        return groups

    def _bearing(self, word: str) -> set[int]:
        heard = sound(word)
        alike = {heard}
        if len(heard) >= SHORTEST_FUZZY:
            near = process.extract(
                heard,
                self._vocabulary,
                scorer=OSA.normalized_similarity,
                score_cutoff=LEAST_LIKENESS,
            )
            alike |= {known for known, _, _ in near}
        return set().union(*(self._with_word.get(one, set()) for one in alike))

    def _explained(
        self, own: frozenset[str], group: list[int], rest: list[str], towns: FindTowns,
        near: Position | None,
    ) -> list[Found]:  # fmt: skip
        left = [word for word in rest if word not in own]
        unsigned = [word for word in left if word in BRANDS]
        left = [word for word in left if word not in BRANDS]
        share = sum(map(len, own)) / sum(map(len, rest))
        score = WORDS_WORTH * share - SIGN_MISSING_COST * bool(unsigned)
        if not left:
            score += KIND_AND_NAME if own else 0.0
            return [self._found(index, score, near, " ".join(rest)) for index in group if own]
        places = list(towns(" ".join(left)))[:TOWNS_TRIED]
        places = [one for one in places if one.score > places[0].score - MUCH_WORSE]
        return self._in_towns(group, places, KIND_AND_TOWN + score, near)

    def _in_towns(
        self, group: list[int], towns: list[Found], score: float, near: Position | None
    ) -> list[Found]:
        """Return those of the group that stand in one of the towns, each in the best of them."""
        ids = np.asarray(group, np.int64)
        lat, lon = self._table.lat[ids], self._table.lon[ids]
        found: dict[int, Found] = {}
        for rank, town in enumerate(towns):
            far_m = great_circles_m(town.place.position, lat, lon)
            reach_m = TOWN_REACH_M.get(town.place.kind, VILLAGE_REACH_M)
            for at in np.flatnonzero(far_m <= reach_m).tolist():
                worth = NEAR_TOWN_WORTH * math.exp(-float(far_m[at]) / NEAR_TOWN_M) - 2 * rank
                index = int(ids[at])
                one = self._found(index, score + worth, near, town.words)
                if index not in found or found[index].score < one.score:
                    found[index] = one
        return list(found.values())

    def _found(self, index: int, score: float, near: Position | None, words: str) -> Found:
        place = self._table[index]
        if near is None:
            return Found(place=place, score=score, words=words)
        far_m = great_circle_m(place.position, near)
        score += NEAR_WORTH * math.exp(-far_m / NEAR_M)
        return Found(place=place, score=score, words=words, distance_m=far_m)


def _counts(word: str) -> bool:
    """Say whether a word tells landmarks apart; "grande", "derrière" and "près" do not."""
    if word in BRANDS:
        return True
    return word not in ORDINARY_WORDS and word not in _JOINING and not word.isdigit()
