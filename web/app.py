"""The web application: routes, limits, headers, and the parts it runs on."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from importlib.metadata import version
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dispatch.bootstrap import open_service
from dispatch.due import Sweep
from dispatch.eta.watch import EtaWatch
from dispatch.settings import Settings
from web import board
from web.aml import door as aml
from web.api import (
    call_backs,
    calls,
    case_calls,
    cases,
    decisions,
    fleet,
    guidance,
    health,
    known_places,
    missions,
    notices,
    patients,
    places,
    proposals,
    reach,
    reference,
    reservations,
    session,
    tasks,
    vocabulary,
)
from web.caller import door
from web.live import Hub
from web.message import add_messages
from web.pace import Pace
from web.pages import serve_pages
from web.problem import RESPONSES, problem, tell_problems

BODY_BYTES_MAX = 256 * 1024
"""The largest honest body is a phone's two hours of positions; beyond it lies only abuse."""

HEADERS = {
    # Nothing on any page comes from, or goes to, anywhere else; OpenLayers sets element styles.
    "Content-Security-Policy": (
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=()",
}

API_PREFIX = "/api/v1"


class BodyLimit:
    """Refuses a request body beyond the limit, announced or not, before it is read whole."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its body bounded."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        body = await _bounded_body(request, receive)
        if body is None:
            refusal = problem(request, "body_too_large", {"max": str(BODY_BYTES_MAX)})
            await refusal(scope, receive, send)
            return
        await self.app(scope, _replayed(body, receive), send)


async def _bounded_body(request: Request, receive: Receive) -> bytes | None:
    """Return the body, or None once it is known to be too large."""
    announced = request.headers.get("content-length", "0")
    if not announced.isdigit() or int(announced) > BODY_BYTES_MAX:
        return None
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            return b""
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > BODY_BYTES_MAX:
            return None
    return body


def _replayed(body: bytes, receive: Receive) -> Receive:
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


async def _with_headers(
    request: Request, call_next: Callable[[Request], Awaitable[Response]]
) -> Response:
    response = await call_next(request)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.url.path.startswith(API_PREFIX):
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _serve_api(app: FastAPI) -> None:
    api = APIRouter(prefix=API_PREFIX, responses=RESPONSES)
    acts = (
        session,
        calls,
        cases,
        case_calls,
        decisions,
        call_backs,
        patients,
        places,
        known_places,
        missions,
        reservations,
        guidance,
        notices,
        proposals,
        tasks,
    )
    for module in (*acts, fleet, reach, reference, vocabulary):
        api.include_router(module.router)
    app.include_router(api)


def create_app(settings: Settings, static: Path | None = None) -> FastAPI:
    """Build the application; its parts are opened when it starts and closed when it stops."""

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        service = await open_service(settings)
        app.state.service = service
        hub = Hub(service)
        app.state.hub = hub
        sweep = Sweep(engine=service.engine, desk=service.desk)
        etas = EtaWatch(desk=service.desk, feed=service.feed, boards=sweep.boards)
        tasks = [asyncio.create_task(part.run()) for part in (hub, sweep, etas, service.keeper)]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await service.close()

    app = FastAPI(
        title="SAMU",
        version=version("samu-regulation"),
        summary="Call reception, medical regulation, dispatch and hospital notice.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=f"{API_PREFIX}/openapi.json",
    )
    tell_problems(app)
    app.add_middleware(BodyLimit)
    app.middleware("http")(_with_headers)  # the outermost: refusals carry the headers too
    _serve_api(app)
    app.state.pace = Pace(door.KNOCKS_MAX, door.KNOCK_WINDOW_S)
    app.include_router(door.router)
    app.include_router(aml.router)
    app.include_router(health.router)
    app.include_router(board.router)
    add_messages(app)
    serve_pages(app, static)
    return app
