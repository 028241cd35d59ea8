"""What each border crossing costs just now: kept beside the graph, never baked into it.

A crossing is shut in a minute, by somebody at the board; the graph is built once a night.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from geo.crossing import Crossing


class Passage(StrEnum):
    """Says whether ambulances may pass a crossing."""

    OPEN = "open"
    """As any road."""
    COSTLY = "costly"
    """It may be passed, and takes time on top of driving."""
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class BorderRule:
    """Holds what holds at one crossing; ``extra_s`` counts only where it is costly."""

    passage: Passage
    extra_s: float = 0.0
    name: str = ""


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
    def of(cls, crossings: Iterable[Crossing]) -> Self:
        """Make the policy from the service's crossings as they are now."""
        return cls(rules={crossing.id: _rule(crossing) for crossing in crossings})

    def at(self, border_id: str) -> BorderRule:
        """Return what holds at a crossing."""
        return self.rules.get(border_id, self.unlisted)


def _rule(crossing: Crossing) -> BorderRule:
    if not crossing.open:
        return BorderRule(passage=Passage.CLOSED, name=crossing.name)
    passage = Passage.COSTLY if crossing.delay_s > 0 else Passage.OPEN
    return BorderRule(passage=passage, extra_s=crossing.delay_s, name=crossing.name)
