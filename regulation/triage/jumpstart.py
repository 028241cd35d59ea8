"""JumpSTART: sorts children from one to eight years, or who look it; infants one by one.

Source: JumpSTART (Romig, 1995, revised 2001): as START, with a pulse before giving up on a child
who does not breathe, five rescue breaths, and the child's own limits.
"""

from dataclasses import dataclass
from enum import StrEnum

from regulation.triage.sorting import Sorting
from regulation.triage.tag import Tag

BREATHS_MIN = 15
"""Breaths a minute; fewer than this is red."""

BREATHS_MAX = 45
"""Breaths a minute; more than this is red."""


class ChildResponse(StrEnum):
    """How the child answers: alert, to voice, to pain (rightly or not), not at all."""

    A = "A"
    V = "V"
    P_APPROPRIATE = "P_APPROPRIATE"
    P_INAPPROPRIATE = "P_INAPPROPRIATE"
    U = "U"


RESPONDS_WELL = frozenset({ChildResponse.A, ChildResponse.V, ChildResponse.P_APPROPRIATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class JumpStartFindings:
    """What was seen; None where nobody has said. Breaths a minute.

    `infant` is under one year: carried, so that walking says nothing.
    """

    walks: bool | None = None
    infant: bool | None = None
    breathes: bool | None = None
    breathes_once_opened: bool | None = None
    pulse: bool | None = None
    breathes_after_five: bool | None = None
    breaths_per_min: int | None = None
    irregular: bool | None = None
    response: ChildResponse | None = None

    @property
    def is_breathing(self) -> bool | None:
        """Whether breath is there; a count of zero is believed before a yes."""
        if self.breaths_per_min is not None:
            return self.breaths_per_min > 0
        return self.breathes


def jumpstart(findings: JumpStartFindings) -> Sorting:
    """Return the colour by JumpSTART; what is not known counts as the worst of the living."""
    if findings.walks and not findings.infant:
        return Sorting(tag=Tag.GREEN, step="walks")
    if findings.is_breathing is False:
        return _apnoea(findings)
    breaths = findings.breaths_per_min
    holds = (
        ("breathing_unknown", findings.is_breathing),
        ("breaths", breaths is not None and BREATHS_MIN <= breaths <= BREATHS_MAX),
        ("irregular", findings.irregular is False),
        ("perfusion", findings.pulse),
        ("response", findings.response in RESPONDS_WELL),
    )
    red = next((step for step, well in holds if not well), None)
    tag = Tag.YELLOW if red is None else Tag.RED
    return Sorting(tag=tag, step=red or "response", missing=_missing(findings))


def _apnoea(findings: JumpStartFindings) -> Sorting:
    """Follow the child who does not breathe: airway, then pulse, then five breaths."""
    steps = (
        ("breathes_once_opened", findings.breathes_once_opened, "airway_opened"),
        ("pulse", findings.pulse, None),
        ("breathes_after_five", findings.breathes_after_five, "rescue_breaths"),
    )
    for name, found, red_step in steps:
        if found is None:
            return Sorting(tag=Tag.RED, step="airway", missing=(name,))
        if found and red_step:
            return Sorting(tag=Tag.RED, step=red_step)
        if not found and name == "pulse":
            return Sorting(tag=Tag.BLACK, step="no_pulse")
    return Sorting(tag=Tag.BLACK, step="no_breath")


def _missing(findings: JumpStartFindings) -> tuple[str, ...]:
    known = {
        "walks": False if findings.infant else findings.walks,
        "breathes": findings.is_breathing,
        "breaths_per_min": findings.breaths_per_min,
        "irregular": findings.irregular,
        "pulse": findings.pulse,
        "response": findings.response,
    }
    return tuple(name for name, value in known.items() if value is None)
