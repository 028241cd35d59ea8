"""Calls and cases on the wire."""

from typing import Annotated

from pydantic import (
    AliasChoices,
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
)

from regulation.call import Call, CallState
from regulation.caller import CallerType, Communication
from regulation.care_level import CareLevel
from regulation.case import MOVES, Assessment, Case, CaseState, Outcome, ReflexState, Requeue
from regulation.casualty import VictimCount
from regulation.decision import DecisionType
from regulation.language import Language
from regulation.patient import Caller, Patient, Sex
from regulation.phone import NUMBER_LENGTH_MAX, as_rung, e164
from regulation.plausible import AGE_MONTHS_MAX, AGE_YEARS_MAX
from regulation.priority import Priority
from web.faults import custom_fault
from web.view.call_back import CallBackView
from web.view.event_case import EventCaseView
from web.view.patients import (
    CasualtyView,
    RaiseView,
    SceneView,
    VitalsView,
    casualty_view,
    offered_answers,
    raise_view,
    vitals_view,
)
from web.view.place import LinkView, PlaceView, StatementView, statement_views
from web.view.protocol import ResultView, result_view
from web.view.wire import Body, Moment, PersonView, PositionView, Short, View

Phone = Annotated[str, StringConstraints(max_length=2 * NUMBER_LENGTH_MAX)]
"""A number as it is typed, with spaces and brackets."""


def _shown(number: object) -> object:
    return as_rung(number) if isinstance(number, str) else number


RungNumber = Annotated[
    str, BeforeValidator(_shown), StringConstraints(max_length=NUMBER_LENGTH_MAX)
]
"""A caller's number as the exchange shows it: never a reason to turn a call away."""


class KnownCallerView(View):
    """The professional whose number rings, as the directory had it then."""

    name: str
    type: CallerType
    place: str
    position: PositionView | None


class CallerBody(Body):
    """The person on the phone."""

    number: RungNumber = ""
    callback_number: Phone = Field(
        default="", description="A number that can be rung; kept in E.164.", examples=["771234567"]
    )
    name: Short = ""
    relation: Short = Field(default="", description="Free words beside the type.")
    language: Short = Field(
        default="", description="Free words of older records; name the language in `speaks`."
    )
    type: CallerType = CallerType.INCONNU
    speaks: Language | None = None
    communication: Communication | None = None

    @field_validator("callback_number", mode="after")
    @classmethod
    def _can_be_rung(cls, typed: str, info: ValidationInfo) -> str:
        # The number the call came from is offered as it is, whatever the exchange made of it.
        if typed == "" or as_rung(typed) == info.data.get("number"):
            return as_rung(typed)
        number = e164(typed)
        if number is None:
            raise custom_fault("not_a_phone_number")
        return number

    def state(self) -> Caller:
        """Return it as the regulation room knows it."""
        return Caller(**self.model_dump())


class CallerView(View):
    """The person on the phone, as recorded."""

    number: str
    callback_number: str
    name: str
    relation: str
    language: str
    type: CallerType
    speaks: Language | None = Field(validation_alias=AliasChoices("spoken", "speaks"))
    communication: Communication | None


class CallView(View):
    """One ring of the phone."""

    id: str
    centre_id: str
    number: str
    state: CallState
    received_at: Moment
    taken_by: PersonView | None
    taken_at: Moment | None
    case_id: str | None
    classed_by: PersonView | None
    classed_at: Moment | None
    undo_until: Moment | None = Field(description="Until when the class can be undone as a slip.")
    known: KnownCallerView | None
    statements: list[StatementView]
    links: list[LinkView]
    caller: CallerView | None = Field(description="Who called, if the call joined an open case.")
    where: str
    what: str


class PatientBody(Body):
    """What is known of the patients."""

    count: int = Field(default=1, ge=1, le=1000)
    age_years: int | None = Field(default=None, ge=0, le=AGE_YEARS_MAX)
    age_months: int | None = Field(default=None, ge=0, le=AGE_MONTHS_MAX)
    sex: Sex = Sex.UN
    pregnant: bool | None = None
    name: Short = ""

    def state(self) -> Patient:
        """Return it as the regulation room knows it."""
        return Patient(**self.model_dump())


class PatientView(View):
    """What is known of the patients, as recorded."""

    count: int
    age_years: int | None
    age_months: int | None
    sex: Sex
    pregnant: bool | None
    name: str


class AssessmentView(View):
    """One protocol's latest answers and what they gave."""

    answers: dict[str, str]
    context: list[str]
    result: ResultView
    by: PersonView
    at: Moment


class DecisionView(View):
    """One decision of a regulating physician."""

    type: DecisionType
    care_level: CareLevel
    note: str
    by: PersonView
    at: Moment


class NoteView(View):
    """One free note."""

    text: str
    by: PersonView
    at: Moment


class CaseView(View):
    """One regulation record as it stands."""

    id: str
    number: str = Field(examples=["KL-2026-000118"])
    centre_id: str
    shared_with: list[str]
    state: CaseState
    opened_at: Moment
    opened_by: PersonView
    caller: CallerView
    place: PlaceView
    statements: list[StatementView]
    links: list[LinkView]
    what: str
    patient: PatientView
    priority: Priority
    assessments: list[AssessmentView]
    capabilities_needed: list[str]
    reflex: ReflexState
    on_line: bool
    physician: PersonView | None
    taken_at: Moment | None
    decisions: list[DecisionView]
    notes: list[NoteView]
    outcome: Outcome | None
    several: bool
    scene: SceneView | None
    casualties: list[CasualtyView]
    vitals: list[VitalsView]
    raises: list[RaiseView]
    victims: VictimCount
    offered_answers: dict[str, str] = Field(
        description="What the newest vital signs answer of the opening, by question."
    )
    waits_for_physician: bool
    waiting_since: Moment | None
    call_backs: list[CallBackView]
    requeued: Requeue | None
    follows_id: str | None
    follows_number: str | None
    same_event_as: EventCaseView | None
    gathers: list[EventCaseView]
    allowed_states: list[CaseState]


def call_view(call: Call) -> CallView:
    """Return a call as it goes over the wire."""
    same = {name: getattr(call, name) for name in CallView.model_fields}
    said = statement_views(call.statements, None)
    return CallView.model_validate(same | {"statements": said}, from_attributes=True)


def _assessment_view(assessment: Assessment) -> AssessmentView:
    return AssessmentView(
        answers=assessment.answers,
        context=sorted(assessment.context),
        result=result_view(assessment.result),
        by=PersonView.model_validate(assessment.by),
        at=assessment.at,
    )


_MADE = {"shared_with", "assessments", "capabilities_needed", "allowed_states", "statements"}
_MADE |= {"casualties", "vitals", "raises", "offered_answers"}
"""What a case's view holds in another form than the case."""


def case_view(case: Case) -> CaseView:
    """Return a case as it goes over the wire."""
    same = {name: getattr(case, name) for name in CaseView.model_fields if name not in _MADE}
    return CaseView.model_validate(
        same
        | {
            "shared_with": sorted(case.shared_with),
            "assessments": [_assessment_view(a) for a in case.assessments],
            "capabilities_needed": sorted(case.capabilities_needed),
            "allowed_states": sorted(MOVES[case.state]),
            "casualties": [casualty_view(one, case) for one in case.casualties],
            "vitals": [vitals_view(taken, case) for taken in case.vitals],
            "raises": [raise_view(reason) for reason in case.raises],
            "offered_answers": offered_answers(case),
            "statements": statement_views(case.said_where, case.number_in_force),
        },
        from_attributes=True,
    )
