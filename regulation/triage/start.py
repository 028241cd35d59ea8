"""START: sorts adults and older children (over eight years) in under a minute each.

Source: START as published by the Newport Beach services (1983, revised 1994) and restated by
OpenEM: walking, breathing, perfusion, obeying, in that order.
"""

from dataclasses import dataclass

from regulation.triage.sorting import Sorting
from regulation.triage.tag import Tag

BREATHS_MAX = 30
"""Breaths a minute; more than this is red."""

REFILL_S_MAX = 2.0
"""Seconds for the nail to turn pink again; more than this is red."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartFindings:
    """What was seen; None where nobody has said. Breaths a minute, refill in seconds."""

    walks: bool | None = None
    breathes: bool | None = None
    breathes_once_opened: bool | None = None
    breaths_per_min: int | None = None
    radial_pulse: bool | None = None
    refill_s: float | None = None
    obeys: bool | None = None

    @property
    def is_breathing(self) -> bool | None:
        """Whether breath is there; a count of zero is believed before a yes."""
        if self.breaths_per_min is not None:
            return self.breaths_per_min > 0
        return self.breathes

    @property
    def is_perfused(self) -> bool | None:
        """Whether blood reaches the hand: one bad sign is enough, one good sign too."""
        slow = None if self.refill_s is None else self.refill_s > REFILL_S_MAX
        if self.radial_pulse is False or slow:
            return False
        return True if self.radial_pulse or slow is False else None


def start(findings: StartFindings) -> Sorting:
    """Return the colour by START; what is not known counts as the worst of the living."""
    if findings.walks:
        return Sorting(tag=Tag.GREEN, step="walks")
    if findings.is_breathing is False:
        return _apnoea(findings)
    breaths = findings.breaths_per_min
    holds = (
        ("breathing_unknown", findings.is_breathing),
        ("breaths", breaths is not None and breaths <= BREATHS_MAX),
        ("perfusion", findings.is_perfused),
        ("obeys", findings.obeys),
    )
    red = next((step for step, well in holds if not well), None)
    tag = Tag.YELLOW if red is None else Tag.RED
    return Sorting(tag=tag, step=red or "obeys", missing=_missing(findings))


def _apnoea(findings: StartFindings) -> Sorting:
    match findings.breathes_once_opened:
        case False:
            return Sorting(tag=Tag.BLACK, step="no_breath")
        case True:
            return Sorting(tag=Tag.RED, step="airway_opened")
        case None:
            return Sorting(tag=Tag.RED, step="airway", missing=("breathes_once_opened",))


def _missing(findings: StartFindings) -> tuple[str, ...]:
    known = {
        "walks": findings.walks,
        "breathes": findings.is_breathing,
        "breaths_per_min": findings.breaths_per_min,
        "perfusion": findings.is_perfused,
        "obeys": findings.obeys,
    }
    return tuple(name for name, value in known.items() if value is None)
