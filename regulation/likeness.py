"""Whether two reports may be about one event: how near they lie in place, time and motive.

Several people ring about one accident. What is found is only offered, with its reasons; a person
joins the call or leaves it. What nobody has said yet counts for nothing and never against: a
caller who cannot say where it is must not hide that ten others have rung about the same thing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from rapidfuzz import fuzz

from geo.apart import gap_m, lies_far
from geo.place import WITHIN_M, Place, Precision
from regulation.protocols.search import tokens

WINDOW_S = 4 * 3600.0
"""Reports of one event come within minutes; passers-by still ring about a crash hours later."""

AT_ONCE_S = 15 * 60.0
"""Within a quarter of an hour two reports are as good as at the same time."""

ON_THE_SPOT_M = 150.0
"""Two callers at one crash point at the map this far from each other."""

NEAR_M = 2000.0
"""Beyond two kilometres even a caller who drove past no longer means the same spot."""

SHARP_M = 1000.0
"""Two pins that are together good to this much say all that they can; wider ones say less: all
who know only the town have its one pin."""

PLACE_WEIGHT = 45.0
PLACE_WORDS_WEIGHT = 35.0
"""The same words for the place weigh less than the same spot: there are many markets."""
TIME_WEIGHT = 25.0
MOTIVE_WEIGHT = 30.0
NUMBER_WEIGHT = 50.0
"""The same telephone is the same caller: who rings twice mostly rings about the same thing."""

OFFERED_FROM = 50.0
"""Of 100. Time with motive is enough, or time with the same spot; none is enough alone."""

SAME_WORD = 80.0
"""Likeness, of 100, from which two words are one that was typed in a hurry."""

ENOUGH_WORDS = 0.5
"""Share of the shorter report's words that the other must have."""

SAYS_LITTLE = frozenset(
    ("homme", "femme", "enfant", "garcon", "fille", "monsieur", "madame", "dame", "personne")
) | frozenset(("depuis", "beaucoup", "tres", "plus", "fait", "gens", "pres", "cote", "derriere"))
"""Words of nearly every call: who is ill and how the place lies, and not what happened where."""


class Reason(StrEnum):
    """What speaks for one event."""

    DISTANCE = "distance"
    PLACE_WORDS = "place_words"
    TIME = "time"
    COMPLAINT = "complaint"
    WORDS = "words"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one caller or case says of an event. `complaints` are protocol ids, `numbers` E.164."""

    at: datetime
    place: Place
    what: str
    complaints: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One reason, what it is worth, and the facts that tell it (metres, seconds, words)."""

    reason: Reason
    worth: float
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How much speaks for one event, 0 to 100, and what does: the weightiest first."""

    evidence: tuple[Evidence, ...]

    @property
    def score(self) -> float:
        """The worth of all reasons together, at most 100."""
        return min(100.0, sum(each.worth for each in self.evidence))

    @property
    def is_offered(self) -> bool:
        """Whether it is worth a call-taker's look."""
        return self.score >= OFFERED_FROM


NOTHING = Likeness(evidence=())


def likeness(one: Report, other: Report) -> Likeness:
    """Compare two reports; the order in which they are given makes no difference."""
    apart_s = abs((one.at - other.at).total_seconds())
    same_caller = bool(one.numbers & other.numbers)
    if apart_s > WINDOW_S or (_is_elsewhere(one.place, other.place) and not same_caller):
        return NOTHING
    found = [
        *_of_place(one.place, other.place),
        *_of_time(apart_s),
        *_of_motive(one, other),
        *([Evidence(reason=Reason.NUMBER, worth=NUMBER_WEIGHT)] if same_caller else []),
    ]
    told = [each for each in found if each.worth > 0]
    return Likeness(evidence=tuple(sorted(told, key=lambda each: -each.worth)))


def _radius_m(place: Place) -> float:
    return WITHIN_M[Precision.VILLE] if place.radius_m is None else place.radius_m


def _is_elsewhere(one: Place, other: Place) -> bool:
    """Say whether the two are known to lie apart: only two pins can know that."""
    between_m = gap_m(one, other)
    return between_m is not None and between_m > NEAR_M and lies_far(one, other)


def _of_place(one: Place, other: Place) -> Iterator[Evidence]:
    between_m = gap_m(one, other)
    if between_m is None:
        share = shared_words(_where(one), _where(other))
        if share >= ENOUGH_WORDS:
            yield Evidence(reason=Reason.PLACE_WORDS, worth=PLACE_WORDS_WEIGHT * share)
        return
    spread_m = _radius_m(one) + _radius_m(other)
    sharpness = min(1.0, SHARP_M / spread_m) if spread_m > 0 else 1.0
    beyond_m = between_m - ON_THE_SPOT_M if spread_m <= SHARP_M else between_m - spread_m
    closeness = max(0.0, 1 - max(0.0, beyond_m) / (NEAR_M - ON_THE_SPOT_M))
    # Squared: half a kilometre on, it is mostly another house with another illness.
    worth = PLACE_WEIGHT * closeness**2 * sharpness
    yield Evidence(reason=Reason.DISTANCE, worth=worth, facts={"m": f"{between_m:.0f}"})


def _where(place: Place) -> str:
    return f"{place.said} {place.landmark} {place.found_name or ''}"


def _of_time(apart_s: float) -> Iterator[Evidence]:
    late = max(0.0, apart_s - AT_ONCE_S) / (WINDOW_S - AT_ONCE_S)
    yield Evidence(
        reason=Reason.TIME, worth=TIME_WEIGHT * (1 - late), facts={"s": f"{apart_s:.0f}"}
    )


def _of_motive(one: Report, other: Report) -> Iterator[Evidence]:
    if one.complaints & other.complaints:
        yield Evidence(reason=Reason.COMPLAINT, worth=MOTIVE_WEIGHT)
        return
    share = shared_words(one.what, other.what)
    if share >= ENOUGH_WORDS:
        yield Evidence(reason=Reason.WORDS, worth=MOTIVE_WEIGHT * share)


def shared_words(one: str, other: str) -> float:
    """Return the share, 0 to 1, of the shorter text's telling words that the other has too.

    Long words weigh more; misspelt ones count. 0 when either text says nothing.
    """
    texts = [{word for word in tokens(text) if word not in SAYS_LITTLE} for text in (one, other)]
    shorter, longer = sorted(texts, key=lambda words: (len(words), sorted(words)))
    if not shorter:
        return 0.0
    found = [word for word in shorter if any(fuzz.ratio(word, w) >= SAME_WORD for w in longer)]
    return sum(map(len, found)) / sum(map(len, shorter))
