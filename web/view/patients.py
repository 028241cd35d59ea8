"""Vital signs, and several patients, on the wire."""

from pydantic import AwareDatetime, Field

from regulation.case import Case
from regulation.casualty import Casualty, CasualtyState, Scene, VitalsTaken
from regulation.patient import Sex
from regulation.priority import Priority, most_urgent
from regulation.raised import Raise, band_of
from regulation.triage.age_band import CHILDREN, AgeBand
from regulation.triage.opening_answers import opening_answers
from regulation.triage.tag import Tag, TagMethod
from regulation.triage.tews import TewsColour, tews
from regulation.triage.vitals import Avpu, Mobility, Vitals, improbable
from web.view.protocol import TextView
from web.view.wire import Body, Moment, PersonView, Short, View, Words

PATIENTS_MAX = 100_000
"""A number of people that a caller can mean; more is a key that stuck."""


class VitalsBody(Body):
    """Vital signs; null where nothing was measured. The rule says what is impossible."""

    breaths_per_min: int | None = None
    heart_per_min: int | None = None
    systolic_mmhg: int | None = None
    temperature_c: float | None = None
    spo2_pct: int | None = None
    glucose_mmol_l: float | None = None
    avpu: Avpu | None = None
    mobility: Mobility | None = None
    trauma: bool | None = None

    def state(self) -> Vitals:
        """Return them as the regulation room knows them."""
        return Vitals(**self.model_dump())


class MeasureBody(Body):
    """A round of vital signs of one patient; `number` 1 is the patient of a single case."""

    vitals: VitalsBody
    number: int = Field(default=1, ge=1, le=PATIENTS_MAX)
    measured_at: AwareDatetime | None = None
    measured_by: Short = ""


class ReasonBody(Body):
    """Why something is taken out of the count."""

    reason: Short


class SeveralBody(Body):
    """Whether the case has several patients, listed one by one."""

    several: bool


class SceneBody(Body):
    """What the scene says of itself (METHANE); the exact place is the case's own."""

    major: bool | None = None
    kind: Words = ""
    hazards: Words = ""
    access: Words = ""
    number: int | None = Field(default=None, ge=0, le=PATIENTS_MAX)
    services_present: Words = ""
    services_needed: Words = ""

    def state(self) -> Scene:
        """Return it as the regulation room knows it."""
        return Scene(**self.model_dump())


class CasualtyBody(Body):
    """One more patient, with a colour if one was told."""

    tag: Tag | None = None
    age_band: AgeBand = AgeBand.UNKNOWN
    sex: Sex = Sex.UN


class TagBody(Body):
    """A colour: told or by hand (`tag`), or by a scheme from its findings."""

    method: TagMethod
    tag: Tag | None = None
    findings: dict[Short, Short] = Field(
        default={}, max_length=20, examples=[{"walks": "false", "breaths_per_min": "34"}]
    )
    reason: Short = ""


class CasualtyDescriptionBody(Body):
    """What is known of one patient."""

    age_band: AgeBand = AgeBand.UNKNOWN
    sex: Sex = Sex.UN
    set_priority: Priority | None = None
    state: CasualtyState = CasualtyState.ON_SCENE
    note: Words = ""
    destination: Short = ""
    unit: Short = ""


class StrikeBody(Body):
    """Why a patient does not count; null lets them count again."""

    reason: Short | None


class VitalsValues(View):
    """The signs as measured."""

    breaths_per_min: int | None
    heart_per_min: int | None
    systolic_mmhg: int | None
    temperature_c: float | None
    spo2_pct: int | None
    glucose_mmol_l: float | None
    avpu: Avpu | None
    mobility: Mobility | None
    trauma: bool | None


class TewsView(View):
    """The adult score: `colour` is null while what is missing could still change it."""

    points: int
    colour: TewsColour | None
    at_least: TewsColour
    at_most: TewsColour
    missing: list[str]


class VitalsView(View):
    """A round of vital signs, its score (none for a child), and what is hardly true."""

    id: str
    number: int
    vitals: VitalsValues
    measured_at: Moment
    measured_by: str
    by: PersonView
    at: Moment
    struck: str | None
    tews: TewsView | None
    age_band: AgeBand
    improbable: list[str]


class RaiseView(View):
    """A reason for the priority beside the protocols."""

    rule_id: str
    priority: Priority
    rationale: TextView
    number: int | None


class TagView(View):
    """A colour that was given."""

    tag: Tag
    method: TagMethod
    findings: dict[str, str]
    missing: list[str]
    reason: str
    by: PersonView
    at: Moment


class CasualtyView(View):
    """One patient among several; `priority` is null while nobody has sorted them."""

    number: int
    tag: Tag | None
    tags: list[TagView]
    age_band: AgeBand
    sex: Sex
    set_priority: Priority | None
    priority: Priority | None
    state: CasualtyState
    note: str
    destination: str
    unit: str
    struck: str | None


class SceneView(View):
    """What the scene says of itself."""

    major: bool | None
    kind: str
    hazards: str
    access: str
    number: int | None
    services_present: str
    services_needed: str


def vitals_view(taken: VitalsTaken, case: Case) -> VitalsView:
    """Return a round of vital signs with its score; children have no adult score."""
    band = band_of(taken.number, case.patient, case.casualties)
    return VitalsView(
        id=taken.id,
        number=taken.number,
        vitals=VitalsValues.model_validate(taken.vitals),
        measured_at=taken.measured_at,
        measured_by=taken.measured_by,
        by=PersonView.model_validate(taken.by),
        at=taken.at,
        struck=taken.struck,
        tews=None if band in CHILDREN else TewsView.model_validate(tews(taken.vitals)),
        age_band=band,
        improbable=list(improbable(taken.vitals)),
    )


def raise_view(reason: Raise) -> RaiseView:
    """Return a reason as it goes over the wire."""
    return RaiseView(
        rule_id=reason.rule_id,
        priority=reason.priority,
        rationale=TextView(fr=reason.rationale_fr, en=reason.rationale_en),
        number=reason.number,
    )


def casualty_view(one: Casualty, case: Case) -> CasualtyView:
    """Return a patient with the priority that colour, hand and signs ask for."""
    asked = [reason.priority for reason in case.raises if reason.number == one.number]
    asked += [] if one.own_priority is None else [one.own_priority]
    same = {
        name: getattr(one, name)
        for name in CasualtyView.model_fields
        if name not in {"priority", "tags"}
    }
    made = {
        "priority": most_urgent(tuple(asked)) if asked else None,
        "tags": [TagView.model_validate(given) for given in one.tags],
    }
    return CasualtyView.model_validate(same | made)


def offered_answers(case: Case) -> dict[str, str]:
    """Return what the newest vital signs answer of the opening; {} with several patients."""
    counted = [taken for taken in case.vitals if taken.struck is None]
    if case.several or not counted:
        return {}
    newest = max(counted, key=lambda taken: (taken.measured_at, taken.at))
    band = band_of(newest.number, case.patient, case.casualties)
    return opening_answers(newest.vitals, band)
