"""Complaints that share some words with a caller, when no phrase of theirs fits the whole."""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log
from typing import Final

from rapidfuzz import fuzz

from regulation.protocols.search import tokens

SAME_WORD: Final = 84.0
"""Likeness, of 100, from which two words are one: "brûlée" and "brûlé", "testicules" and "-e"."""


def sharing_words(query: str, phrases: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Rank the complaints whose phrases share words with a query, most telling first.

    A word found in few complaints tells more than one found in many: of "un clou dans le pied",
    "clou" leads to fewer places than "pied". Complaints that share no word are left out.

    Args:
        query: what the caller said, spelling mistakes included.
        phrases: the phrases of each complaint, by its id.

    """
    typed = tuple(dict.fromkeys(tokens(query)))
    known = {key: _words(held) for key, held in phrases.items()}
    holders = Counter(word for words in known.values() for word in words)
    telling = {word: log(1 + len(known) / count) for word, count in holders.items()}
    scores = {key: _weight(typed, words, telling) for key, words in known.items()}
    found = [key for key, score in scores.items() if score > 0]
    return tuple(sorted(found, key=lambda key: (-scores[key], key)))


def _words(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(word for phrase in phrases for word in tokens(phrase))


def _weight(typed: tuple[str, ...], words: frozenset[str], telling: Mapping[str, float]) -> float:
    return sum(
        max((_likeness(one, word) * telling[word] for word in words), default=0.0) for one in typed
    )


def _likeness(typed: str, entry: str) -> float:
    """Compare two words: 1 for the same word, 0 for two different ones."""
    return (fuzz.ratio(typed, entry, score_cutoff=SAME_WORD) / 100) ** 2
