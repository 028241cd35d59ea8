"""Calls: ring, take, class, join."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from dispatch import command
from regulation.call import CallState
from web.api.answer import CallDone, call_done
from web.signin import Key, Parts, Who
from web.view.case import CallView, RungNumber, call_view
from web.view.wire import Body

router = APIRouter(prefix="/calls", tags=["calls"])


class CallBody(Body):
    """A call that rings at a centre."""

    centre_id: str = Field(max_length=16, examples=["KL"])
    number: RungNumber = Field(default="", examples=["+221771234567"])


class ClassBody(Body):
    """How a call without a case ends."""

    as_: CallState = Field(alias="as", examples=[CallState.NUISANCE])


class JoinBody(Body):
    """The case a call belongs to."""

    case_id: str = Field(max_length=64)


@router.post("", status_code=201)
async def receive(body: CallBody, who: Who, key: Key, parts: Parts) -> CallDone:
    """Let the phone ring at a centre."""
    asked = command.ReceiveCall(centre_id=body.centre_id, number=body.number)
    return call_done(await parts.desk.do(asked, actor=who, key=key))


@router.get("")
async def list_calls(
    centre: Annotated[str, Query(max_length=16)], who: Who, parts: Parts
) -> list[CallView]:
    """Return a centre's newest calls, whatever became of them."""
    return [call_view(call) for call in await parts.reader.calls(centre, actor=who)]


@router.post("/{call_id}/take")
async def take(call_id: str, who: Who, key: Key, parts: Parts) -> CallDone:
    """Pick up."""
    return call_done(await parts.desk.do(command.TakeCall(call_id=call_id), actor=who, key=key))


@router.post("/{call_id}/classify")
async def classify(call_id: str, body: ClassBody, who: Who, key: Key, parts: Parts) -> CallDone:
    """End a call without a case."""
    asked = command.ClassifyCall(call_id=call_id, as_=body.as_)
    return call_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/{call_id}/abandon")
async def abandon(call_id: str, who: Who, key: Key, parts: Parts) -> CallDone:
    """Note that the caller hung up while it rang."""
    asked = command.AbandonCall(call_id=call_id)
    return call_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/{call_id}/join")
async def join(call_id: str, body: JoinBody, who: Who, key: Key, parts: Parts) -> CallDone:
    """Tie a call to a case that exists."""
    asked = command.JoinCall(call_id=call_id, case_id=body.case_id)
    return call_done(await parts.desk.do(asked, actor=who, key=key))
