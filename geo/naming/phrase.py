"""The runs of words of a query that could hold the name of a place."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from geo.naming.names import ORDINARY_WORDS, fold

LONGEST_NAME_WORDS: Final = 4
"""All but a handful of the names in the sources have four words or fewer."""

MOST_WORDS_READ: Final = 24
"""A described place is shorter; the bound keeps one keystroke's search within milliseconds."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of words of the query, and its part of the words that could be a name."""

    words: str
    start: int
    end: int
    weight: float
    is_last: bool
    is_name_like: bool

    def is_apart_from(self, other: "Phrase") -> bool:
        """Say whether the two share no word."""
        return other.start >= self.end or self.start >= other.end

    def is_inside(self, longer: "Phrase") -> bool:
        """Say whether this is only some of the words of the other."""
        holds = longer.start <= self.start and self.end <= longer.end
        return holds and longer.end - longer.start > self.end - self.start


def phrases(words: str) -> Iterator[Phrase]:
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
                yield Phrase(
                    words=" ".join(said[start:end]),
                    start=start,
                    end=end,
                    weight=sum(inside) / letters,
                    is_last=end == len(said),
                    is_name_like=name_like[start] and name_like[end - 1],
                )
