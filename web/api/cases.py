"""Cases: open, locate, describe, question, take, end; and the looks at them."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import Field

from dispatch import command
from dispatch.journal import Entry
from regulation.case import CaseState, Outcome
from web.api.answer import (
    CaseDone,
    MissionDone,
    NoticeDone,
    case_done,
    mission_done,
    notice_done,
)
from web.signin import Key, Parts, Who
from web.view.case import CallerBody, CaseView, PatientBody, case_view
from web.view.patients import VitalsBody
from web.view.place import PlaceBody
from web.view.proposal import ProposalView, proposal_view
from web.view.wire import Body, Moment, PersonView, Short, View, Words

router = APIRouter(prefix="/cases", tags=["cases"])

_Id = Annotated[str, Field(max_length=64)]


class OpenBody(Body):
    """A new case. `centre_id` is the caller's centre; the place decides who owns the case."""

    call_id: _Id | None = None
    centre_id: _Id
    caller: CallerBody = CallerBody()
    place: PlaceBody = PlaceBody()
    also: list[PlaceBody] = Field(default=[], max_length=20, description="Other places stated.")
    adopt: int | None = Field(
        default=None, ge=1, description="The call's own statement that counts instead of `place`."
    )
    what: Words = ""
    patient: PatientBody = PatientBody()
    vitals: VitalsBody | None = Field(default=None, description="What was measured already.")
    measured_by: Short = ""


class LocateBody(Body):
    """A better place."""

    place: PlaceBody


class DescriptionBody(Body):
    """What happens, who calls, who is ill."""

    what: Words
    caller: CallerBody
    patient: PatientBody


class NoteBody(Body):
    """A free note."""

    text: str = Field(max_length=10_000)


class LineBody(Body):
    """Whether the caller stays on the line."""

    on_line: bool


class AssessmentBody(Body):
    """A protocol's answers so far."""

    protocol_id: _Id = Field(examples=["OPENING"])
    answers: dict[str, str] = Field(max_length=100, examples=[{"awake": "no"}])
    context: list[str] = Field(default=[], max_length=20)


class TakeBody(Body):
    """Whether to take the case over from another physician."""

    over: bool = False


class MissionBody(Body):
    """The unit to send, with the reason if it is not the proposed one."""

    unit_id: _Id = Field(examples=["KL-SMUR-1"])
    override_reason: Short | None = None


class NoticeBody(Body):
    """The ward to tell, with the reason if it is not the proposed one."""

    ward_id: _Id
    message: Words = ""
    override_reason: Short | None = None


class StateBody(Body):
    """The state to bring the case to; ending it asks for the outcome."""

    state: CaseState
    outcome: Outcome | None = None


class RecordEntryView(View):
    """One line of a case's record."""

    centre_id: str
    n: int
    at: Moment
    at_device: Moment | None
    actor: PersonView
    type: str
    subject: str
    facts: dict[str, Any] | None


class RecordView(View):
    """All that was written about a case, in order."""

    case_id: str
    entries: list[RecordEntryView]


def _entry_view(entry: Entry) -> RecordEntryView:
    return RecordEntryView(
        centre_id=entry.centre_id,
        n=entry.n,
        at=entry.at,
        at_device=entry.at_device,
        actor=PersonView.model_validate(entry.actor),
        type=entry.type,
        subject=entry.subject,
        facts=entry.payload,
    )


@router.post("", status_code=201)
async def open_case(body: OpenBody, who: Who, key: Key, parts: Parts) -> CaseDone:
    """Open a case at the centre whose territory holds the place."""
    asked = command.OpenCase(
        call_id=body.call_id,
        centre_id=body.centre_id,
        caller=body.caller.state(),
        place=body.place.state(),
        what=body.what,
        patient=body.patient.state(),
        keep_outside=body.place.keep_outside,
        also=tuple(place.state() for place in body.also),
        vitals=body.vitals.state() if body.vitals else None,
        measured_by=body.measured_by,
        adopt=body.adopt,
    )
    return case_done(await parts.desk.do(asked, actor=who, key=key))


@router.get("")
async def list_cases(
    centre: Annotated[str, Query(max_length=16)],
    who: Who,
    parts: Parts,
    q: Annotated[str, Query(max_length=32, description="Part of the case's number.")] = "",
) -> list[CaseView]:
    """Return a centre's newest cases, closed ones too."""
    return [case_view(case) for case in await parts.reader.cases(centre, q, actor=who)]


@router.get("/queue")
async def queue(
    centre: Annotated[str, Query(max_length=16)], who: Who, parts: Parts
) -> list[CaseView]:
    """Return the cases that wait for a physician: by priority, then by waiting time."""
    return [case_view(case) for case in await parts.reader.queue(centre, actor=who)]


@router.get("/{case_id}")
async def case(case_id: str, who: Who, parts: Parts) -> CaseView:
    """Return one case; the look is logged."""
    return case_view(await parts.reader.case(case_id, actor=who))


@router.get("/{case_id}/record")
async def record(case_id: str, who: Who, parts: Parts) -> RecordView:
    """Return all that was written about a case, with who, when and why; the look is logged."""
    entries = await parts.reader.record(case_id, actor=who)
    return RecordView(case_id=case_id, entries=[_entry_view(entry) for entry in entries])


@router.get("/{case_id}/proposal")
async def proposal(case_id: str, who: Who, parts: Parts) -> ProposalView:
    """Return the ranked units and wards for a case as it stands now."""
    return proposal_view(await parts.reader.proposal(case_id, actor=who))


@router.post("/{case_id}/place")
async def locate(case_id: str, body: LocateBody, who: Who, key: Key, parts: Parts) -> CaseDone:
    """Say better where it is; the case follows the place to its centre."""
    asked = command.LocateCase(
        case_id=case_id, place=body.place.state(), keep_outside=body.place.keep_outside
    )
    return case_done(await parts.desk.do(asked, actor=who, key=key))


@router.put("/{case_id}/description")
async def describe(
    case_id: str, body: DescriptionBody, who: Who, key: Key, parts: Parts
) -> CaseDone:
    """Write down what happens, who calls, who is ill."""
    asked = command.DescribeCase(
        case_id=case_id,
        what=body.what,
        caller=body.caller.state(),
        patient=body.patient.state(),
    )
    return case_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/{case_id}/notes")
async def note(case_id: str, body: NoteBody, who: Who, key: Key, parts: Parts) -> CaseDone:
    """Add a free note."""
    asked = command.AddNote(case_id=case_id, text=body.text)
    return case_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/{case_id}/line")
async def keep_line(case_id: str, body: LineBody, who: Who, key: Key, parts: Parts) -> CaseDone:
    """Keep the caller on the line, or let them go."""
    asked = command.KeepLine(case_id=case_id, on_line=body.on_line)
    return case_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/{case_id}/assessments")
async def assess(case_id: str, body: AssessmentBody, who: Who, key: Key, parts: Parts) -> CaseDone:
    """Record a protocol's answers; a P0 orders the reflex departure at once."""
    asked = command.AssessCase(
        case_id=case_id,
        protocol_id=body.protocol_id,
        answers=body.answers,
        context=frozenset(body.context),
    )
    return case_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/{case_id}/take")
async def take(case_id: str, body: TakeBody, who: Who, key: Key, parts: Parts) -> CaseDone:
    """Give the case to the physician who asks."""
    asked = command.TakeCase(case_id=case_id, over=body.over)
    return case_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/{case_id}/missions", status_code=201)
async def order(case_id: str, body: MissionBody, who: Who, key: Key, parts: Parts) -> MissionDone:
    """Send a unit."""
    asked = command.OrderMission(
        case_id=case_id, unit_id=body.unit_id, override_reason=body.override_reason
    )
    return mission_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/{case_id}/notices", status_code=201)
async def tell_ward(case_id: str, body: NoticeBody, who: Who, key: Key, parts: Parts) -> NoticeDone:
    """Tell a ward who is coming and ask whether it receives."""
    asked = command.SendNotice(
        case_id=case_id,
        ward_id=body.ward_id,
        message=body.message,
        override_reason=body.override_reason,
    )
    return notice_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/{case_id}/state")
async def move(case_id: str, body: StateBody, who: Who, key: Key, parts: Parts) -> CaseDone:
    """Bring the case to another state of its life."""
    asked = command.MoveCase(case_id=case_id, state=body.state, outcome=body.outcome)
    return case_done(await parts.desk.do(asked, actor=who, key=key))
