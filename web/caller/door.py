"""The caller's door: a page by its secret, and the one position that is sent by it.

Open to everybody, so it is paced: unknown secrets by the address they come from, a known one by
itself, so that nobody behind the same mobile network can keep a caller out.
"""

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import AwareDatetime, Field

from dispatch.actor import Actor, Duty
from dispatch.command import AnswerLink
from dispatch.refusal import Refused
from geo.position import Position
from regulation.caller_link import better_until
from regulation.person import Role, the_caller
from regulation.statement import CallerLink, Statement
from web.caller import page
from web.pace import Pace
from web.problem import RESPONSES, Problem
from web.signin import Key, Parts
from web.view.wire import Body, Moment, View

KNOCKS_MAX = 30
KNOCK_WINDOW_S = 60.0
"""A frightened person presses ten times a minute; a program presses a hundred times a second."""

UNSPECIFIED = "unknown address"

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
}

_ONLY_HERE: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": HTTPStatus(status).phrase}
    for status in (HTTPStatus.GONE, HTTPStatus.TOO_MANY_REQUESTS)
}

router = APIRouter(tags=["caller"])

Token = Annotated[str, Path(max_length=128, description="The secret in a link's address.")]


class PhoneBody(Body):
    """Where a phone is, by its own receiver and its own clock."""

    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    accuracy_m: float = Field(ge=0, le=1_000_000)
    fix_at: AwareDatetime | None = None


class PhoneHeard(View):
    """What became of a position: nothing about the call it was sent for."""

    received_at: Moment
    clock_wrong: bool
    better_until: Moment | None = Field(description="Until when a better position is taken.")
    better_for_s: float


@router.api_route("/l/{token}", methods=["GET", "HEAD"], include_in_schema=False)
async def caller_page(
    token: Token,
    request: Request,
    parts: Parts,
    lang: Annotated[str | None, Query(max_length=8)] = None,
    accepted: Annotated[str, Header(alias="Accept-Language", max_length=200)] = "",
) -> Response:
    """Serve the page; looking at it, as a messenger's preview does, uses nothing up."""
    chosen, demo = page.language(lang, accepted), parts.settings.demo
    link_id = await parts.links.find(token)
    if not _paced(request, link_id):
        return _html(page.over(chosen, "many", demo=demo), HTTPStatus.TOO_MANY_REQUESTS)
    if link_id is None:
        return _html(page.over(chosen, "over", demo=demo), HTTPStatus.NOT_FOUND)
    return _html(page.asking(chosen, demo=demo), HTTPStatus.OK)


@router.post("/l/{token}", responses=RESPONSES | _ONLY_HERE)
async def answer(
    token: Token, body: PhoneBody, request: Request, key: Key, parts: Parts
) -> PhoneHeard:
    """Take the position of the phone that holds the link."""
    link_id = await parts.links.find(token)
    if not _paced(request, link_id):
        raise Refused("too_many_requests")
    if link_id is None:
        raise Refused("link_unknown")
    asked = AnswerLink(
        link_id=link_id,
        position=Position(lat=body.lat, lon=body.lon, accuracy_m=body.accuracy_m),
        fix_at=body.fix_at,
    )
    person = the_caller(link_id)
    caller = Actor(id=person.id, name=person.name, duties=(Duty(role=Role.CALLER),))
    outcome = await parts.desk.do(asked, actor=caller, key=key)
    return _heard(outcome.things.get("case") or outcome.things["call"], link_id, body)


def _heard(told: Any, link_id: str, body: PhoneBody) -> PhoneHeard:  # noqa: ANN401 - call or case
    said: tuple[Statement, ...] = told.statements
    links: tuple[CallerLink, ...] = told.links
    mine = [one for one in said if one.link_id == link_id][-1]
    expires_at = next((link.expires_at for link in links if link.id == link_id), mine.at)
    until = better_until(link_id, said, expires_at)
    return PhoneHeard(
        received_at=mine.at,
        clock_wrong=body.fix_at is not None and mine.fix_at is None,
        better_until=until,
        better_for_s=max(0.0, (until - mine.at).total_seconds()) if until else 0.0,
    )


@router.get("/caller.js", include_in_schema=False)
async def script() -> Response:
    """Serve the page's script."""
    return Response(page.asset("caller.js"), media_type="text/javascript", headers=_FRESH)


@router.get("/caller.css", include_in_schema=False)
async def style() -> Response:
    """Serve the page's style."""
    return Response(page.asset("caller.css"), media_type="text/css", headers=_FRESH)


_FRESH = {"Cache-Control": "no-cache"}


def _paced(request: Request, link_id: str | None) -> bool:
    pace: Pace = request.app.state.pace
    address = request.client.host if request.client else UNSPECIFIED
    return pace.allows(f"link {link_id}" if link_id else f"from {address}")


def _html(text: str, status: HTTPStatus) -> HTMLResponse:
    return HTMLResponse(text, status_code=status, headers=HEADERS)
