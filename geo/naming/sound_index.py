"""Finds among many sounds those that begin like one, or differ from it by a slip or two.

A likeness of 0.8 allows one slip in five letters. A slip changes at most three of the pairs of
neighbouring letters that a word is made of, so two words that are so alike share most of their
pairs. The index counts shared pairs first and measures only what is left: the answers are those of
measuring every sound, at a fraction of the cost.
"""

import math
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

PAIRS_PER_SLIP: Final = 3
"""Pairs that one slip can change: two neighbours swapped change three, any other slip two."""

BETWEEN: Final = "\n"
"""Stands before and after every sound, so that first and last letters make pairs too."""

_LETTERS: Final = 64
_ROUNDING: Final = 1e-9

Ids = NDArray[np.int32]


class SoundIndex:
    """Holds sorted, different sounds; answers are positions in that order."""

    def __init__(self, sounds: Sequence[str]) -> None:
        self.sounds = sounds
        lengths = np.fromiter((len(one) for one in sounds), np.int32, len(sounds))
        self.lengths = lengths
        self._by_length = np.argsort(lengths, kind="stable").astype(np.int32)
        self._sorted_lengths = lengths[self._by_length]
        self._pairs, self._first = self._postings()

    def beginning_with(self, heard: str) -> slice:
        """Return which sounds begin so; an empty slice when none does."""
        first = bisect_left(self.sounds, heard)
        return slice(
            first, bisect_left(self.sounds, heard + "\N{LATIN SMALL LETTER Y WITH DIAERESIS}")
        )

    def like(self, heard: str, *, least: float, limit: int) -> list[tuple[int, float]]:
        """Return the sounds of at least this likeness, 0 to 1, with it, the most alike first.

        Likeness is the share of letters in place, a swapped pair being one slip.
        """
        near = self._sharing_pairs(heard, least)
        found = process.extract(
            heard,
            [self.sounds[index] for index in near],
            scorer=OSA.normalized_similarity,
            score_cutoff=least,
            limit=limit,
        )
        return [(near[at], likeness) for _, likeness, at in found]

    def _sharing_pairs(self, heard: str, least: float) -> list[int]:
        """Return the sounds of a fitting length that share enough pairs, in order."""
        shortest = math.ceil(len(heard) * least - _ROUNDING)
        longest = math.floor(len(heard) / least + _ROUNDING)
        if math.floor(longest * (1 - least) + _ROUNDING) == 0:
            return []  # not one slip is allowed, and the same sound was found as such
        low, high = np.searchsorted(self._sorted_lengths, [shortest, longest + 1])
        if low == high:
            return []
        codes = np.unique(_codes(f"{BETWEEN}{heard}{BETWEEN}"))
        rows = [self._row(int(code), low, high) for code in codes]
        shared = np.bincount(np.concatenate(rows) - low, minlength=high - low)
        longer = np.maximum(self._sorted_lengths[low:high], len(heard))
        slips = np.floor(longer * (1 - least) + _ROUNDING)
        enough = shared >= longer + 1 - PAIRS_PER_SLIP * slips
        return sorted(self._by_length[low:high][enough].tolist())

    def _row(self, code: int, low: int, high: int) -> Ids:
        row = self._pairs[self._first[code] : self._first[code + 1]]
        begin, end = np.searchsorted(row, [low, high])
        return row[begin:end]

    def _postings(self) -> tuple[Ids, NDArray[np.int64]]:
        """Return, pair by pair, which sounds hold it, counted in their order by length."""
        ordered = [self.sounds[index] for index in self._by_length.tolist()]
        text = BETWEEN + BETWEEN.join(ordered) + BETWEEN
        codes = _codes(text)
        owner = np.repeat(
            np.arange(len(ordered), dtype=np.int32), self._sorted_lengths.astype(np.int64) + 1
        )
        # Neither the break between two sounds nor an empty list makes a pair of its own.
        codes = codes[: len(owner)]
        order = np.argsort(codes, kind="stable")
        counts = np.bincount(codes, minlength=_LETTERS * _LETTERS)
        return owner[order], np.concatenate([[0], np.cumsum(counts)])


_CODE_OF: Final = np.zeros(256, dtype=np.uint16)
for _code, _letter in enumerate(
    f"{BETWEEN} abcdefghijklmnopqrstuvwxyz0123456789\N{LATIN SMALL LETTER N WITH TILDE}"
):
    _CODE_OF[ord(_letter)] = _code


def _codes(text: str) -> NDArray[np.uint16]:
    """Return the code of each pair of neighbouring letters."""
    letters = _CODE_OF[np.frombuffer(text.encode("latin-1", "replace"), dtype=np.uint8)]
    return (letters[:-1] * _LETTERS + letters[1:]).astype(np.uint16)
