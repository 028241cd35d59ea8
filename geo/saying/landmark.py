"""What a caller says about a place beside a landmark: which one, how far, towards where.

"500 m après la station Total vers Mbour", "derrière la grande mosquée de Ndoffane", "entre Fatick
et Kaolack", "3 km from Bambey on the road to Diourbel", "ginaaw jumaa ji". Only words are read
here; which places they name is sought elsewhere.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from geo.naming.names import fold
from geo.place import Relation
from geo.saying.spoken_number import in_digits

FARTHEST_M: Final = 200_000.0
"""A longer way "from" a landmark is a slip, or a price."""

_TOWARDS: Final = "towards"
_FROM: Final = "coming_from"


class Way(StrEnum):
    """Says how sure the direction is that a distance was read in."""

    LINE = "line"
    """Along the straight line towards a place that was found."""
    ROUND = "round"
    """No direction, or one that nobody knows: all around the landmark."""
    MIDDLE = "middle"
    """Between two places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """Holds the words of a place beside a landmark, folded; empty where nothing was said.

    ``far_m`` is None when no distance was said. ``second`` is the other end of "between".
    ``coming_from`` says the way from behind: "avant Gossas en venant de Diourbel".
    """

    relation: Relation
    landmark: str
    far_m: float | None = None
    towards: str = ""
    coming_from: str = ""
    second: str = ""


_SAID: Final[dict[Relation | str, str]] = {
    Relation.AFTER: "après|juste après|au delà de|plus loin que|after|past|beyond|bu romb|romb",
    Relation.BEFORE: "avant|juste avant|avant d'arriver à|before|just before|balaa",
    Relation.BEHIND: "derrière|juste derrière|behind|ginaaw|ci ginaaw",
    Relation.IN_FRONT: "devant|in front of|kanam|ci kanam",
    Relation.BESIDE: "à côté de|à côté du|à côté des|juste à côté de|à côté|beside|next to|wet|"
    "wetu|ci wetu|ci wet",
    Relation.OPPOSITE: "en face de|en face du|en face des|face à|opposite|across from|jàkkarloo ak",
    Relation.NEAR: "près de|près du|près des|proche de|non loin de|pas loin de|aux alentours de|"
    "near|close to|not far from|jege|jegee",
    Relation.AT: "au niveau de|au niveau du|à hauteur de|à la hauteur de|at the level of",
    Relation.BETWEEN: "entre|between|diggante",
    _TOWARDS: "vers|en direction de|direction|en allant vers|en allant à|en partant vers|"
    "sur la route de|route de|route|sur la route|sur l'axe|towards|toward|"
    "in the direction of|going to|on the road to|road to|jëm|jublu|yoonu",
    _FROM: "en venant de|en venant du|venant de|quand on vient de|depuis|coming from|bàyyikoo",
}
_CONNECTORS: Final = {
    tuple(fold(words).split()): meaning
    for meaning, said in _SAID.items()
    for words in said.split("|")
}
_LONGEST: Final = max(len(words) for words in _CONNECTORS)

_AND: Final = frozenset({"et", "and", "ak"})
_JOINING: Final = frozenset(
    {"a", "au", "aux", "de", "du", "des", "d", "la", "le", "les", "l", "the", "of", "from", "un",
     "une", "en", "bi", "ji", "gi", "wi", "ci", "to", "on", "environ", "about", "quelque", "sur"}
)  # fmt: skip

_DISTANCE: Final = re.compile(
    r"(?<![\w.,])(\d+(?:[.,]\d+)?)\s*"
    r"(kms?|kilometres?|kilometers?|k|m|metres?|meters?)(?![a-z0-9])"
)
_MARK: Final = "qdistanceq"
"""Stands for the distance while the words around it are read: no language has such a word."""


def read_landmark(said: str) -> Description | None:
    """Return how a place is described beside a landmark, None when it is not.

    A landmark alone, "la mosquée de Ndoffane", is no relation; nor is a road alone, "sur la
    route de Mbour".
    """
    far_m, words = _distance(said)
    parts = _parts(words)
    between = parts.get(Relation.BETWEEN)
    if between:
        return _between(between)
    relation = next(
        (one for one in parts if isinstance(one, Relation) and one is not Relation.NONE),
        Relation.NONE,
    )
    towards, coming_from = _bare(parts.get(_TOWARDS, [])), _bare(parts.get(_FROM, []))
    if relation is Relation.NONE:
        if far_m is None:
            return None
        landmark = _bare(_after_mark(parts[Relation.NONE]))
        relation = Relation.AFTER if towards else Relation.NEAR
    else:
        landmark = _bare(parts[relation])
    if not landmark:
        return None
    return Description(
        relation=relation,
        landmark=landmark,
        far_m=far_m,
        towards=towards,
        coming_from="" if towards else coming_from,
    )


def _distance(said: str) -> tuple[float | None, list[str]]:
    """Return the distance in metres and the folded words with a mark in its place."""
    lowered = unicodedata.normalize("NFD", said.casefold())
    plain = in_digits("".join(c for c in lowered if not unicodedata.combining(c)))
    match = _DISTANCE.search(plain)
    if match is None:
        return None, fold(said).split()
    number = float(match[1].replace(",", "."))
    far_m = number * 1000 if match[2].startswith("k") else number
    rest = f"{plain[: match.start()]} {_MARK} {plain[match.end() :]}"
    return (far_m if 0 < far_m <= FARTHEST_M else None), fold(rest).split()


def _parts(words: list[str]) -> dict[Relation | str, list[str]]:
    """Return the words behind each connector; those before the first are under NONE."""
    parts: dict[Relation | str, list[str]] = {Relation.NONE: []}
    meaning: Relation | str = Relation.NONE
    at = 0
    while at < len(words):
        length = next(
            (n for n in range(_LONGEST, 0, -1) if tuple(words[at : at + n]) in _CONNECTORS), 0
        )
        if length:
            meaning = _CONNECTORS[tuple(words[at : at + length])]
            parts.setdefault(meaning, [])
        elif words[at] != _MARK or meaning is Relation.NONE:
            parts[meaning].append(words[at])
        at += max(length, 1)
    return {one: said for one, said in parts.items() if said or one is Relation.NONE}


def _after_mark(words: list[str]) -> list[str]:
    return words[words.index(_MARK) + 1 :] if _MARK in words else []


def _between(words: list[str]) -> Description | None:
    """Return the two ends; the last "et" parts them when there are several."""
    places = [at for at, word in enumerate(words) if word in _AND]
    if not places:
        return None
    first, second = _bare(words[: places[-1]]), _bare(words[places[-1] + 1 :])
    if not first or not second:
        return None
    return Description(relation=Relation.BETWEEN, landmark=first, second=second)


def _bare(words: list[str]) -> str:
    """Return the words without those that only join at either end."""
    kept = [word for word in words if word != _MARK]
    while kept and kept[0] in _JOINING:
        kept = kept[1:]
    while kept and kept[-1] in _JOINING:
        kept = kept[:-1]
    return " ".join(kept)
