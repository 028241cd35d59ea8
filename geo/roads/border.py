"""What each border crossing costs just now: kept beside the graph, never baked into it.

A crossing is shut in a minute, by somebody at the board; the graph is built once a night.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self

from geo.crossing import BorderPost, Crossing


class Passage(StrEnum):
    """Says whether ambulances may pass a crossing."""

    OPEN = "open"
    """As any road."""
    COSTLY = "costly"
    """It may be passed, and takes time on top of driving."""
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class BorderRule:
    """Holds what holds at one crossing or border post; ``extra_s`` counts only where it is costly.

    ``part_of`` is the crossing that a post belongs to: that one's time holds the post's already.
    """

    passage: Passage
    extra_s: float = 0.0
    name: str = ""
    part_of: str | None = None


CLOSED: BorderRule = BorderRule(passage=Passage.CLOSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class BorderPolicy:
    """Maps crossings, by id, to what holds there.

    A crossing that the map knows and the service does not is ``unlisted``: closed, since nobody
    has said that an ambulance may pass. ``extra_s`` of a crossing is all the time lost there, so
    it takes the place of the map's own waiting time on that way (a ferry that is a border).
    """

    rules: Mapping[str, BorderRule] = field(default_factory=dict)
    unlisted: BorderRule = CLOSED

    @classmethod
    def of(cls, crossings: Iterable[Crossing], posts: Iterable[BorderPost] = ()) -> Self:
        """Make the policy from the service's crossings, and the posts before them, as of now."""
        rules = {crossing.id: _rule(crossing) for crossing in crossings}
        rules |= {post.id: replace(_rule(post), part_of=post.crossing) for post in posts}
        return cls(rules=rules)

    def at(self, border_id: str) -> BorderRule:
        """Return what holds at a crossing."""
        return self.rules.get(border_id, self.unlisted)

    def is_crossing(self, border_id: str) -> bool:
        """Say whether this is a crossing of the service's table, which a drive is named after."""
        return border_id in self.rules and self.rules[border_id].part_of is None

    def extras_s(self, border_ids: Sequence[str]) -> list[float]:
        """Return the seconds lost at each of a map's borders, infinite where it is closed.

        A crossing's time is told for the whole passage; where the map holds its posts as well,
        they take their share of it, so that driving through pays once and half-way pays half.
        """
        shares = dict.fromkeys(border_ids, 0.0)
        for border_id in border_ids:
            rule = self.at(border_id)
            if rule.part_of in shares and rule.passage is Passage.COSTLY:
                shares[rule.part_of] += rule.extra_s
        return [_lost_s(self.at(border_id), shares[border_id]) for border_id in border_ids]


def _lost_s(rule: BorderRule, elsewhere_s: float) -> float:
    if rule.passage is Passage.CLOSED:
        return math.inf
    return max(0.0, rule.extra_s - elsewhere_s) if rule.passage is Passage.COSTLY else 0.0


def _rule(crossing: Crossing | BorderPost) -> BorderRule:
    if not crossing.open:
        return BorderRule(passage=Passage.CLOSED, name=crossing.name)
    passage = Passage.COSTLY if crossing.delay_s > 0 else Passage.OPEN
    return BorderRule(passage=passage, extra_s=crossing.delay_s, name=crossing.name)
