"""Where a case is, by several sources: state one more, choose which counts."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from pydantic import Field

from dispatch import command
from dispatch.desk import Outcome
from regulation.statement import STATEMENTS_MAX, CallerLink
from web.api.answer import CaseDone, LinkDone, LinkGiven, case_done
from web.caller.address import gives_positions, link_address, sms_texts
from web.signin import Key, Parts, Who, service_of
from web.view.case import call_view, case_view
from web.view.place import PlaceBody
from web.view.wire import Body

router = APIRouter(tags=["places"])

Number = Annotated[int, Path(ge=1, le=STATEMENTS_MAX)]


class StatementBody(Body):
    """What one more source says."""

    place: PlaceBody


class InForceBody(Body):
    """Whether a point outside the country may count."""

    keep_outside: bool = Field(default=False)


@router.post("/cases/{case_id}/statements", status_code=201)
async def state(case_id: str, body: StatementBody, who: Who, key: Key, parts: Parts) -> CaseDone:
    """Add what one more source says; what is in force stays in force."""
    asked = command.StateLocation(case_id=case_id, place=body.place.state())
    return case_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/cases/{case_id}/statements/{number}/in-force")
async def put_in_force(
    case_id: str, number: Number, body: InForceBody, who: Who, key: Key, parts: Parts
) -> CaseDone:
    """Let another statement count; the case follows it to its centre."""
    asked = command.PutLocationInForce(
        case_id=case_id, number=number, keep_outside=body.keep_outside
    )
    return case_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/calls/{call_id}/location-link", status_code=201)
async def make_call_link(
    call_id: str, request: Request, who: Who, key: Key, parts: Parts
) -> LinkDone:
    """Make a link for the caller's phone, before there is a case or after.

    Repeated, it gives the same link a fresh address: the first is known to nobody here.
    """
    asked = command.MakeCallLink(call_id=call_id)
    return await _given(request, await parts.desk.do(asked, actor=who, key=key))


@router.post("/cases/{case_id}/location-link", status_code=201)
async def make_case_link(
    case_id: str, request: Request, who: Who, key: Key, parts: Parts
) -> LinkDone:
    """Make a link for the caller's phone.

    Repeated, it gives the same link a fresh address: the first is known to nobody here.
    """
    asked = command.MakeCaseLink(case_id=case_id)
    return await _given(request, await parts.desk.do(asked, actor=who, key=key))


async def _given(request: Request, outcome: Outcome) -> LinkDone:
    parts = service_of(request)
    call, case = outcome.things["call"], outcome.things["case"]
    link: CallerLink = (case or call).links[-1]
    url = link_address(parts.settings, request, await parts.links.issue(link.id))
    return LinkDone(
        n=outcome.n,
        call=call_view(call) if call else None,
        case=case_view(case) if case else None,
        link=LinkGiven(
            id=link.id,
            url=url,
            expires_at=link.expires_at,
            gives_positions=gives_positions(url),
            texts=sms_texts(url, link.expires_at, parts.room.country.timezone),
        ),
    )
