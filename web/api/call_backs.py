"""Call-backs of a case: promise, answer, move, call off; and the list of all promises."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from dispatch import command
from regulation.call_back import CallBackOutcome
from web.api.answer import CaseDone, case_done
from web.signin import Key, Parts, Who
from web.view.call_back import CallBackView
from web.view.case import Phone
from web.view.wire import Body, Moment, Short, View

router = APIRouter(tags=["call-backs"])


class AppointmentBody(Body):
    """When to ring, which number, and whom to ask for; the caller's own where none is named."""

    at: Moment
    number: Phone = ""
    who: Short = ""


class AnswerBody(Body):
    """What the person said, or that nobody answered."""

    outcome: CallBackOutcome = Field(examples=[CallBackOutcome.BETTER])
    note: Short = ""


class TimeBody(Body):
    """When to ring instead."""

    at: Moment


class CancellationBody(Body):
    """Why the promise is called off."""

    reason: Short


class PromiseView(View):
    """A promise that is still to be kept, with the case it was made in."""

    case_id: str
    case_number: str
    call_back: CallBackView


@router.get("/call-backs")
async def list_call_backs(
    centre: Annotated[str, Query(max_length=16)], who: Who, parts: Parts
) -> list[PromiseView]:
    """Return a centre's promises to ring that are still to be kept, the earliest first."""
    return [
        PromiseView(
            case_id=case.id,
            case_number=case.number,
            call_back=CallBackView.model_validate(promised),
        )
        for case, promised in await parts.reader.promised(centre, actor=who)
    ]


@router.post("/cases/{case_id}/call-backs", status_code=201)
async def book(case_id: str, body: AppointmentBody, who: Who, key: Key, parts: Parts) -> CaseDone:
    """Promise the caller a call at an agreed time; an earlier appointment gives way."""
    asked = command.BookCallBack(case_id=case_id, at=body.at, number=body.number, who=body.who)
    return case_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/cases/{case_id}/call-backs/{call_back_id}/answer")
async def answer(
    case_id: str, call_back_id: str, body: AnswerBody, who: Who, key: Key, parts: Parts
) -> CaseDone:
    """Note what came of ringing; who got worse is before the physicians again."""
    asked = command.AnswerCallBack(
        case_id=case_id, call_back_id=call_back_id, outcome=body.outcome, note=body.note
    )
    return case_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/cases/{case_id}/call-backs/{call_back_id}/time")
async def move(
    case_id: str, call_back_id: str, body: TimeBody, who: Who, key: Key, parts: Parts
) -> CaseDone:
    """Bring a call-back forward or put it off."""
    asked = command.MoveCallBack(case_id=case_id, call_back_id=call_back_id, at=body.at)
    return case_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/cases/{case_id}/call-backs/{call_back_id}/cancellation")
async def cancel(
    case_id: str, call_back_id: str, body: CancellationBody, who: Who, key: Key, parts: Parts
) -> CaseDone:
    """Call a promise off, and say why."""
    asked = command.CancelCallBack(case_id=case_id, call_back_id=call_back_id, reason=body.reason)
    return case_done(await parts.desk.do(asked, actor=who, key=key))
