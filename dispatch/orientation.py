"""The whole answer to "which ward": the ranked wards, the ways in two steps, and what is nowhere.

An empty list never stands alone: `complete` says whether any ward that is reached has all, and
`nowhere` names what no ward of the country has today.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dispatch.needs import Needs
from dispatch.orient import WardOption
from dispatch.two_steps import Onward, TwoSteps, two_steps, wanted
from dispatch.weigh import WardCandidate, open_capabilities
from regulation.paths.time_critical import TimeCriticalPath


@dataclass(frozen=True, slots=True, kw_only=True)
class Orientation:
    """What is said of the wards beside their order."""

    needs: Needs
    complete: bool
    """Whether a ward that is reached has, with its house, all that is needed."""
    nowhere: frozenset[str]
    path: TimeCriticalPath | None
    since: datetime | None
    onset_known: bool
    ways: tuple[TwoSteps, ...]


def nowhere(candidates: Sequence[WardCandidate], needs: Needs, now: datetime) -> frozenset[str]:
    """Return the needs that no ward can meet now; of a choice that nobody meets, all of it."""
    had = frozenset[str]().union(*(open_capabilities(one.ward, now) for one in candidates))
    missing = needs.all_of - had
    return missing if needs.any_of & had else missing | needs.any_of


def ways_of(options: Sequence[WardOption], onward: Sequence[Onward]) -> tuple[TwoSteps, ...]:
    """Return the ways in two steps, where they are wanted."""
    return tuple(two_steps(options, onward)) if wanted(options) else ()
