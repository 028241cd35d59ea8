"""SALT: sort by voice, then assess each one with the life-saving gestures done on the way.

Source: SALT mass casualty triage (US consensus, 2008), public: who is still or plainly dying is
assessed first, who waves next, who walks last; then colour by four yes-or-no questions.
"""

from dataclasses import dataclass
from enum import IntEnum

from regulation.triage.sorting import Sorting
from regulation.triage.tag import Tag


class SaltTurn(IntEnum):
    """In which turn a patient is assessed, by what they do when called to."""

    STILL_OR_DYING = 1
    WAVES = 2
    WALKS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SaltFindings:
    """What was seen once the gestures were done; None where nobody has said.

    `breathes` is after the airway was opened (and two breaths given to a child); `survivable`
    is the judgement of who is there, with the means that are there.
    """

    breathes: bool | None = None
    obeys: bool | None = None
    pulse: bool | None = None
    no_distress: bool | None = None
    bleeding_controlled: bool | None = None
    minor_only: bool | None = None
    survivable: bool | None = None


def salt_turn(*, walks: bool | None, waves: bool | None, dying: bool | None) -> SaltTurn:
    """Return when a patient is assessed; whoever was not seen to move is among the first."""
    if dying:
        return SaltTurn.STILL_OR_DYING
    if walks:
        return SaltTurn.WALKS
    return SaltTurn.WAVES if waves else SaltTurn.STILL_OR_DYING


def salt(findings: SaltFindings) -> Sorting:
    """Return the colour by SALT; what is not known counts as the worst of the living."""
    if findings.breathes is False:
        return Sorting(tag=Tag.BLACK, step="no_breath")
    signs = {
        "breathes": findings.breathes,
        "obeys": findings.obeys,
        "pulse": findings.pulse,
        "no_distress": findings.no_distress,
        "bleeding_controlled": findings.bleeding_controlled,
    }
    missing = tuple(name for name, value in signs.items() if value is None)
    if all(signs.values()):
        if findings.minor_only:
            return Sorting(tag=Tag.GREEN, step="minor_only")
        unsaid = ("minor_only",) if findings.minor_only is None else ()
        return Sorting(tag=Tag.YELLOW, step="minor_only", missing=unsaid)
    # Beyond help is a judgement on signs that were seen, never on signs that were not.
    if findings.survivable is False and False in signs.values():
        return Sorting(tag=Tag.GREY, step="survivable", missing=missing)
    return Sorting(tag=Tag.RED, step="signs", missing=missing)
