"""The patients of one case where there are several, and what was measured on each patient."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from regulation.patient import Sex
from regulation.person import Person
from regulation.priority import Priority, most_urgent
from regulation.triage.age_band import AgeBand
from regulation.triage.tag import TAG_PRIORITY, Tag, TagMethod
from regulation.triage.vitals import Vitals

FIRST = 1
"""The number of the patient of a single case; it stays theirs when others are added."""


class CasualtyState(StrEnum):
    """Where one patient is on their way."""

    ON_SCENE = "ON_SCENE"
    TRAPPED = "TRAPPED"
    UNDER_WAY = "UNDER_WAY"
    ARRIVED = "ARRIVED"
    STAYS = "STAYS"
    """Not transported: treated and left, or dead on scene."""


class VictimCount(StrEnum):
    """Hub Santé's nbVictimes."""

    NONE = "0"
    ONE = "1"
    SEVERAL = "PLUSIEURS"
    MANY = "BEAUCOUP"
    UNKNOWN = "INCONNU"


MANY_FROM = 5
"""From five patients a call is not covered by the means of one centre's ordinary day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagGiven:
    """One colour that was given, how, by whom, from which findings; `reason` when by hand."""

    tag: Tag
    method: TagMethod
    by: Person
    at: datetime
    findings: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualty:
    """One patient among several. `number` counts from 1 within the case and is never given twice.

    `set_priority` is what somebody set by hand: it can only add urgency to the colour's own.
    A patient counted by mistake is struck, never removed.
    """

    number: int
    tags: tuple[TagGiven, ...] = ()
    age_band: AgeBand = AgeBand.UNKNOWN
    sex: Sex = Sex.UN
    set_priority: Priority | None = None
    state: CasualtyState = CasualtyState.ON_SCENE
    note: str = ""
    destination: str = ""
    unit: str = ""
    struck: str | None = None

    @property
    def tag(self) -> Tag | None:
        """The colour that holds now, None while nobody has sorted this patient."""
        return self.tags[-1].tag if self.tags else None

    @property
    def own_priority(self) -> Priority | None:
        """What the colour and the hand ask for this patient; None when nobody has said."""
        asked = [] if self.tag is None else [TAG_PRIORITY[self.tag]]
        asked += [] if self.set_priority is None else [self.set_priority]
        return most_urgent(tuple(asked)) if asked else None


@dataclass(frozen=True, slots=True, kw_only=True)
class VitalsTaken:
    """One round of vital signs of one patient: when it was measured and by whom, who wrote it.

    A round that was mistyped is struck with a reason: it stays in the record and counts no more.
    """

    id: str
    number: int
    vitals: Vitals
    measured_at: datetime
    measured_by: str
    by: Person
    at: datetime
    struck: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is said of an incident with several patients, after the word METHANE.

    The exact place is the case's own. `number` is how many patients the scene speaks of, None
    while nobody has said; `major` says whether the service has declared a major incident.
    """

    major: bool | None = None
    kind: str = ""
    hazards: str = ""
    access: str = ""
    number: int | None = None
    services_present: str = ""
    services_needed: str = ""


def victim_count(number: int | None) -> VictimCount:
    """Return Hub Santé's code for a number of patients, None for a number nobody knows."""
    if number is None:
        return VictimCount.UNKNOWN
    if number >= MANY_FROM:
        return VictimCount.MANY
    return {0: VictimCount.NONE, 1: VictimCount.ONE}.get(number, VictimCount.SEVERAL)
