"""Several callers, one event: who rang about a case, which cases are alike, tying and parting."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from dispatch import command
from dispatch.alike import Told
from web.api.answer import CaseDone, case_done
from web.signin import Key, Parts, Who
from web.view.alike import AlikeView, alike_view
from web.view.case import CallView, RungNumber, call_view
from web.view.place import PlaceBody
from web.view.wire import Body, Words

router = APIRouter(prefix="/cases", tags=["cases"])

_Id = Annotated[str, Field(max_length=64)]


class AlikeBody(Body):
    """What is known of an event: a case, or what a form holds so far."""

    centre_id: _Id
    case_id: _Id | None = Field(default=None, description="A case; the rest is then left out.")
    place: PlaceBody = PlaceBody()
    what: Words = ""
    number: RungNumber = ""


class TieBody(Body):
    """The other case of the event."""

    case_id: _Id


@router.post("/alike")
async def alike(body: AlikeBody, who: Who, parts: Parts) -> list[AlikeView]:
    """Return the open cases of the last hours that may be about the same event, with reasons.

    Asked by POST so that no place, word or number stands in an address; changes nothing.
    """
    if body.case_id is not None:
        found = await parts.calls.alike_case(body.case_id, body.centre_id, actor=who)
    else:
        told = Told(
            place=body.place.state(),
            what=body.what,
            numbers=frozenset({body.number} - {""}),
            at=parts.clock.now(),
        )
        found = await parts.calls.alike(body.centre_id, told, actor=who)
    return [alike_view(each, parts.room.protocols) for each in found]


@router.get("/{case_id}/calls")
async def calls(case_id: str, who: Who, parts: Parts) -> list[CallView]:
    """Return the calls tied to a case, and to those that follow it; the look is logged."""
    return [call_view(call) for call in await parts.calls.calls_of_case(case_id, actor=who)]


@router.post("/{case_id}/same-event")
async def tie(case_id: str, body: TieBody, who: Who, key: Key, parts: Parts) -> CaseDone:
    """Say that two cases are about one event: the later one leaves the physician's queue."""
    asked = command.TieCases(case_id=case_id, with_case_id=body.case_id)
    return case_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/{case_id}/own-event")
async def part(case_id: str, who: Who, key: Key, parts: Parts) -> CaseDone:
    """Say that a case is about an event of its own after all."""
    return case_done(await parts.desk.do(command.PartCase(case_id=case_id), actor=who, key=key))
