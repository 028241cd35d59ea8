"""Finding a protocol by the words of a caller, spelling mistakes included."""

import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz import fuzz

ENOUGH = 78.0
"""Lowest score, of 100, that counts as found: one wrong letter in a word of five still passes."""

PREFIX_SCORE = 92.0
"""Score of a word still being typed: a little under the full word, above a misspelt one."""

SHORTEST_WORD = 3
"""Letters below which a word says nothing about the complaint ("le", "la", "il", "of")."""

SHORTEST_PREFIX = 3
"""Letters from which the beginning of a word counts as that word."""

QUERY_WEIGHT = 0.9
"""Weight of "the phrase holds the typed words" against "the typed words hold the phrase"."""

SILENT = frozenset(
    ("les", "des", "une", "mon", "son", "est", "qui", "que", "pas", "elle", "dans", "avec"),
) | frozenset(("the", "and", "his", "her", "not", "has", "she", "with", "there"))
"""Words that say nothing about the complaint, in French and English."""


def tokens(phrase: str) -> tuple[str, ...]:
    """Split a phrase into words without case, accents or words that say nothing."""
    spread = unicodedata.normalize("NFKD", phrase.casefold().replace("œ", "oe"))
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter))
    words = re.findall(r"[a-z0-9]+", bare)
    return tuple(word for word in words if len(word) >= SHORTEST_WORD and word not in SILENT)


def score(query: str, phrases: Iterable[str]) -> float:
    """Score a query against the phrases of a complaint, from 0 to 100, best phrase wins."""
    typed = tokens(query)
    if not typed:
        return 0.0
    return max((_phrase_score(typed, tokens(phrase)) for phrase in phrases), default=0.0)


def _phrase_score(typed: tuple[str, ...], phrase: tuple[str, ...]) -> float:
    if not phrase:
        return 0.0
    return max(_covered(phrase, typed), QUERY_WEIGHT * _covered(typed, phrase))


def _covered(words: tuple[str, ...], by: tuple[str, ...]) -> float:
    """Tell how well each word is met by some other word; long words weigh more."""
    weights = [len(word) for word in words]
    best = [max(_alike(word, other) for other in by) for word in words]
    return sum(w * b for w, b in zip(weights, best, strict=True)) / sum(weights)


def _alike(one: str, other: str) -> float:
    short, long = sorted((one, other), key=len)
    if one != other and len(short) >= SHORTEST_PREFIX and long.startswith(short):
        return PREFIX_SCORE
    return fuzz.ratio(one, other)
