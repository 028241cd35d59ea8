"""The regulating physician's decision: what is due, and why."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from regulation.care_level import CareLevel
from regulation.person import Person


class DecisionType(StrEnum):
    """Kinds of decision, in Hub Santé's codes (typeDecision)."""

    CONSEIL = "CONSEIL"
    """Medical advice by telephone."""
    PMT = "PMT"
    """Prescription by telephone."""
    INTER = "INTER"
    """A means is sent."""
    ORIENT = "ORIENT"
    """The patient goes to a place of care by their own means."""
    PASPLUS = "PASPLUS"
    """Nothing more is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision as it was made; later ones never erase it."""

    type: DecisionType
    care_level: CareLevel
    note: str
    by: Person
    at: datetime
