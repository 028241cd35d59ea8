"""Finding a protocol by the words of a caller, spelling mistakes included."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

ENOUGH = 78.0
"""Lowest likeness, of 100, that counts as found: one wrong letter in a word of five passes."""

PREFIX_SCORE = 92.0
"""Score of a word still being typed: a little under the full word, above a misspelt one."""

SHORTEST_WORD = 3
"""Letters below which a word says nothing about the complaint ("le", "la", "il", "of")."""

QUERY_WEIGHT = 0.9
"""Weight of "the phrase holds the typed words" against "the typed words hold the phrase"."""

FULLNESS_WEIGHT = 0.2
"""Weight of "all the typed words are there" among complaints found: "crise d'angoisse" goes to the
complaint that holds both words before one that says "crise" alone."""

CLOSENESS_WEIGHT = 0.05
"""Weight of "the phrase says little else" among complaints found: it parts those that one typed
word leaves equal."""

SILENT = frozenset(
    ("les", "des", "une", "mon", "son", "est", "qui", "que", "pas", "elle", "dans", "avec"),
) | frozenset(("the", "and", "his", "her", "not", "has", "she", "with", "there"))
"""Words that say nothing about the complaint, in French and English."""


@lru_cache(maxsize=8192)
def tokens(phrase: str) -> tuple[str, ...]:
    """Split a phrase into words without case, accents or words that say nothing."""
    spread = unicodedata.normalize("NFKD", phrase.casefold().replace("œ", "oe"))
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter))
    words = re.findall(r"[a-z0-9]+", bare)
    return tuple(word for word in words if len(word) >= SHORTEST_WORD and word not in SILENT)


def score(query: str, phrases: Iterable[str]) -> float:
    """Score a query against the phrases of a complaint, best phrase wins.

    Returns 0 when no phrase is like enough to count as found, else up to 100.
    """
    typed = tokens(query)
    if not typed:
        return 0.0
    return max((_phrase_score(typed, tokens(phrase)) for phrase in phrases), default=0.0)


def _phrase_score(typed: tuple[str, ...], phrase: tuple[str, ...]) -> float:
    if not phrase:
        return 0.0
    likeness = [[_alike(word, entry) for entry in phrase] for word in typed]
    likeness[-1] = [_alike_so_far(typed[-1], entry) for entry in phrase]
    phrase_held = _weighed(phrase, [max(column) for column in zip(*likeness, strict=True)])
    query_held = _weighed(typed, [max(row) for row in likeness])
    likest = max(phrase_held, QUERY_WEIGHT * query_held)
    if likest < ENOUGH:
        return 0.0
    rest = 1 - FULLNESS_WEIGHT - CLOSENESS_WEIGHT
    return rest * likest + FULLNESS_WEIGHT * query_held + CLOSENESS_WEIGHT * phrase_held


def _weighed(words: tuple[str, ...], scores: list[float]) -> float:
    """Average the scores of some words; long words weigh more."""
    total = sum(len(word) * score for word, score in zip(words, scores, strict=True))
    return total / sum(len(word) for word in words)


def _alike(typed: str, entry: str) -> float:
    return fuzz.ratio(typed, entry)


def _alike_so_far(typed: str, entry: str) -> float:
    """Compare the last word typed, which may be unfinished."""
    if typed != entry and entry.startswith(typed):
        return PREFIX_SCORE
    return _alike(typed, entry)
