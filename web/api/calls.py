"""Calls: ring, take, class, join, taking that back; and the looks at them."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from dispatch import command
from regulation.call import CallState
from web.api.answer import CallDone, call_done
from web.signin import Key, Parts, Who
from web.view.call_history import CallHistoryView, history_view
from web.view.case import CallerBody, CallView, RungNumber, call_view
from web.view.place import PlaceBody
from web.view.wire import Body, Words

router = APIRouter(prefix="/calls", tags=["calls"])


class CallBody(Body):
    """A call that rings at a centre."""

    centre_id: str = Field(max_length=16, examples=["KL"])
    number: RungNumber = Field(default="", examples=["+221771234567"])


class ClassBody(Body):
    """How a call without a case ends."""

    as_: CallState = Field(alias="as", examples=[CallState.NUISANCE])


class JoinBody(Body):
    """The case a call belongs to, and what its caller said before that was known."""

    case_id: str = Field(max_length=64)
    caller: CallerBody | None = None
    place: PlaceBody | None = None
    what: Words = ""


@router.post("", status_code=201)
async def receive(body: CallBody, who: Who, key: Key, parts: Parts) -> CallDone:
    """Let the phone ring at a centre."""
    asked = command.ReceiveCall(centre_id=body.centre_id, number=body.number)
    return call_done(await parts.desk.do(asked, actor=who, key=key))


@router.get("")
async def list_calls(
    centre: Annotated[str, Query(max_length=16)],
    who: Who,
    parts: Parts,
    state: Annotated[
        list[CallState], Query(max_length=len(CallState), description="Only these states.")
    ] = [],  # noqa: B006 - never changed
) -> list[CallView]:
    """Return a centre's newest calls, whatever became of them."""
    return [call_view(call) for call in await parts.calls.calls(centre, state, actor=who)]


@router.get("/{call_id}")
async def call(call_id: str, who: Who, parts: Parts) -> CallView:
    """Return one call."""
    return call_view(await parts.calls.call(call_id, actor=who))


@router.get("/{call_id}/history")
async def history(call_id: str, who: Who, parts: Parts) -> CallHistoryView:
    """Return how often the call's number rang before, what for and what came of it.

    The number itself is in no address. Counts are over all centres; cases are told as far as the
    reader may see them, and each look is logged.
    """
    found = await parts.calls.history(call_id, actor=who)
    return history_view(found, parts.room.protocols)


@router.post("/{call_id}/take")
async def take(call_id: str, who: Who, key: Key, parts: Parts) -> CallDone:
    """Pick up."""
    return call_done(await parts.desk.do(command.TakeCall(call_id=call_id), actor=who, key=key))


@router.post("/{call_id}/classify")
async def classify(call_id: str, body: ClassBody, who: Who, key: Key, parts: Parts) -> CallDone:
    """End a call without a case, or correct the class it ended with."""
    asked = command.ClassifyCall(call_id=call_id, as_=body.as_)
    return call_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/{call_id}/undo")
async def undo(call_id: str, who: Who, key: Key, parts: Parts) -> CallDone:
    """Take back, within seconds, a class that was put by a slip: the call is in hand again."""
    asked = command.UndoClass(call_id=call_id)
    return call_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/{call_id}/abandon")
async def abandon(call_id: str, who: Who, key: Key, parts: Parts) -> CallDone:
    """Note that the caller hung up while it rang."""
    asked = command.AbandonCall(call_id=call_id)
    return call_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/{call_id}/join")
async def join(call_id: str, body: JoinBody, who: Who, key: Key, parts: Parts) -> CallDone:
    """Tie a call to a case that exists; what its caller said is kept with it."""
    asked = command.JoinCall(
        call_id=call_id,
        case_id=body.case_id,
        caller=body.caller.state() if body.caller else None,
        place=body.place.state() if body.place else None,
        what=body.what,
    )
    return call_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/{call_id}/split")
async def split(call_id: str, who: Who, key: Key, parts: Parts) -> CallDone:
    """Take a call off its case: it is in hand again, and may open a case of its own."""
    asked = command.SplitCall(call_id=call_id)
    return call_done(await parts.desk.do(asked, actor=who, key=key))
