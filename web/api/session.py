"""Signing in and out."""

from typing import Annotated

from fastapi import APIRouter, Header, Request, Response
from pydantic import Field

from dispatch.accounts import Session
from dispatch.actor import Duty
from regulation.person import Role
from web.signin import COOKIE, Parts, SignedIn, refuse_foreign_site, token_of
from web.view.wire import Body, Moment, View

router = APIRouter(prefix="/session", tags=["session"])


class SignInBody(Body):
    """Login and password."""

    login: str = Field(max_length=100, examples=["parm.kl"])
    password: str = Field(max_length=200)


class DutyView(View):
    """One role in one place."""

    role: Role
    centre_id: str | None
    unit_id: str | None
    ward_id: str | None


class WhoView(View):
    """The signed-in person."""

    id: str
    name: str


class SessionView(View):
    """The present session. `token` is given to programs only, which ask for it by header."""

    person: WhoView
    login: str
    duties: list[DutyView]
    expires_at: Moment
    demo: bool
    token: str | None = None


def _view(session: Session, *, demo: bool, token: str | None = None) -> SessionView:
    return SessionView(
        person=WhoView(id=session.actor.id, name=session.actor.name),
        login=session.login,
        duties=[_duty(duty) for duty in session.actor.duties],
        expires_at=session.expires_at,
        demo=demo,
        token=token,
    )


def _duty(duty: Duty) -> DutyView:
    return DutyView.model_validate(duty)


@router.post("")
async def sign_in(
    body: SignInBody,
    request: Request,
    response: Response,
    parts: Parts,
    client: Annotated[str | None, Header(alias="X-Samu-Client", max_length=32)] = None,
) -> SessionView:
    """Open a session; a browser gets a cookie, a program (`X-Samu-Client: program`) a token."""
    refuse_foreign_site(request)
    token, session = await parts.accounts.sign_in(body.login, body.password)
    if client == "program":
        return _view(session, demo=parts.settings.demo, token=token)
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(parts.settings.session_hours * 3600),
        httponly=True,
        samesite="strict",
        secure=parts.settings.secure_cookies,
        path="/",
    )
    return _view(session, demo=parts.settings.demo)


@router.get("")
async def who_am_i(session: SignedIn, parts: Parts) -> SessionView:
    """Return the present session."""
    return _view(session, demo=parts.settings.demo)


@router.delete("", status_code=204)
async def sign_out(request: Request, response: Response, _session: SignedIn, parts: Parts) -> None:
    """End the present session."""
    token = token_of(request)
    if token is not None:
        await parts.accounts.sign_out(token)
    response.delete_cookie(COOKIE, path="/")
