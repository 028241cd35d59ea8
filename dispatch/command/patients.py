"""What a user can ask about the patients of a case: vital signs, number, colours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from dispatch.command.root import Command
from regulation.casualty import FIRST, CasualtyState, Scene
from regulation.patient import Sex
from regulation.priority import Priority
from regulation.triage.age_band import AgeBand
from regulation.triage.tag import Tag, TagMethod
from regulation.triage.vitals import Vitals


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureVitals(Command):
    """Write down what was measured on a patient; no time means now."""

    case_id: str
    vitals: Vitals
    number: int = FIRST
    measured_at: datetime | None = None
    measured_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeVitals(Command):
    """Take a mistyped round of vital signs out of the count."""

    case_id: str
    vitals_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountPatients(Command):
    """Make the case one of several patients, or of a single one again."""

    case_id: str
    several: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribeScene(Command):
    """Write down what the scene says."""

    case_id: str
    scene: Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class AddCasualty(Command):
    """Count one more patient, with a colour if one was told."""

    case_id: str
    tag: Tag | None = None
    age_band: AgeBand = AgeBand.UNKNOWN
    sex: Sex = Sex.UN


@dataclass(frozen=True, slots=True, kw_only=True)
class TagCasualty(Command):
    """Give a patient a colour: told or by hand (`tag`), or by a scheme (`findings`)."""

    case_id: str
    number: int
    method: TagMethod
    tag: Tag | None = None
    findings: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribeCasualty(Command):
    """Write down what is known of a patient."""

    case_id: str
    number: int
    age_band: AgeBand
    sex: Sex
    set_priority: Priority | None
    state: CasualtyState
    note: str
    destination: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeCasualty(Command):
    """Take a patient counted by mistake out of the count; `reason` None counts them again."""

    case_id: str
    number: int
    reason: str | None
