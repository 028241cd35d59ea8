"""Chance that comes out the same every time: the demonstration's story can be told again."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

_STEPS = 2**64
"""Eight bytes of a digest: as fine as a float can tell."""


def chance(*words: object) -> float:
    """Return a number in [0, 1) that depends on the words alone."""
    digest = hashlib.sha256("|".join(map(str, words)).encode()).digest()
    return int.from_bytes(digest[:8]) / _STEPS


def between(low: float, high: float, *words: object) -> float:
    """Return a number in [low, high) that depends on the words alone."""
    return low + (high - low) * chance(*words)


def pick(choices: Sequence[T], *words: object) -> T:
    """Return one of the choices, by the words alone."""
    return choices[int(chance(*words) * len(choices))]
