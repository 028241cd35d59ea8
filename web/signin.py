"""Who is asking: the session behind a request, by cookie for browsers, by bearer for programs.

A cookie is sent by the browser whatever page asked, so requests that change something must come
from our own pages (Origin), and so must every websocket. A bearer token is sent by a program
that holds it, and needs no such check.
"""

from typing import Annotated

from fastapi import Depends, Header, Request
from starlette.requests import HTTPConnection

from dispatch.accounts import Session
from dispatch.actor import Actor
from dispatch.bootstrap import Service
from dispatch.refusal import Refused

COOKIE = "samu_session"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def service_of(connection: HTTPConnection) -> Service:
    """Return the parts this process runs on."""
    service: Service = connection.app.state.service
    return service


def token_of(connection: HTTPConnection) -> str | None:
    """Return the session token of a request or websocket, or None."""
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        return token.strip()
    return connection.cookies.get(COOKIE)


def refuse_foreign_site(connection: HTTPConnection) -> None:
    """Refuse what another site's page made the browser send; raises Refused `foreign_site`."""
    if "authorization" in connection.headers:
        return
    origin = connection.headers.get("origin")
    if origin is None:
        # Browsers always name the origin of a websocket or a cross-site change; what names none
        # is no browser page, and SameSite=Strict keeps the cookie from others.
        return
    host = connection.headers.get("host", "")
    own = {f"http://{host}", f"https://{host}", *service_of(connection).settings.public_origins}
    if origin not in own:
        raise Refused("foreign_site")


async def session_of(connection: HTTPConnection) -> Session:
    """Return who is asking; raises Refused `not_signed_in`, `session_expired`, `foreign_site`."""
    if connection.scope["type"] == "websocket" or connection.scope.get("method") not in _SAFE:
        refuse_foreign_site(connection)
    token = token_of(connection)
    if token is None:
        raise Refused("not_signed_in")
    return await service_of(connection).accounts.session(token)


async def _session(request: Request) -> Session:
    return await session_of(request)


async def _actor(session: Annotated[Session, Depends(_session)]) -> Actor:
    return session.actor


SignedIn = Annotated[Session, Depends(_session)]
"""The session of a signed-in person; every route but sign-in and health asks for it or Who."""

Who = Annotated[Actor, Depends(_actor)]
"""The person who asks, with their duties."""

Parts = Annotated[Service, Depends(service_of)]
"""The parts this process runs on."""

Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=8,
        max_length=64,
        description="A ULID or UUID made once per act; repeat it to repeat the same act.",
        examples=["01JD9V8Q2N6T4W0Z7YB3K5M1PC"],
    ),
]
