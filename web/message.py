"""What the live board says to a screen: every message by name, typed once for both sides."""

from typing import Annotated, Any, Literal

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import Field, TypeAdapter

from web.problem import describe_problems
from web.view.case import CallView, CaseView
from web.view.eta import EtaView
from web.view.fleet import FixView, UnitView, WardView
from web.view.mission import MissionView, NoticeView
from web.view.task import ClocksView, TaskView
from web.view.wire import Moment, PersonView, View

AnyView = CallView | CaseView | MissionView | NoticeView | UnitView | WardView | TaskView

ViewName = Literal["room", "unit", "ward"]


class Change(View):
    """One thing as it stands now; `view` is null when it is gone from this screen."""

    kind: Literal["call", "case", "mission", "notice", "unit", "ward", "task"]
    id: str
    view: AnyView | None


class Happened(View):
    """One event, for the screen's log."""

    n: int
    type: str
    actor: PersonView
    case_id: str | None
    at: Moment


class Hello(View):
    """The first message: whose board this is, the server's time, how long a case may wait."""

    type: Literal["hello"] = "hello"
    server_time: Moment
    version: str
    centre_id: str
    view: ViewName
    heartbeat_s: float
    clocks: ClocksView


class Snapshot(View):
    """The whole picture at number `n`; replaces everything the screen had."""

    type: Literal["snapshot"] = "snapshot"
    n: int
    at: Moment
    calls: list[CallView]
    cases: list[CaseView]
    missions: list[MissionView]
    notices: list[NoticeView]
    units: list[UnitView]
    wards: list[WardView]
    tasks: list[TaskView]
    positions: list[FixView]
    etas: list[EtaView]


class EventMessage(View):
    """The next event, and everything it changed on this screen."""

    type: Literal["event"] = "event"
    n: int
    at: Moment
    event: Happened
    changes: list[Change]


class CatchUp(View):
    """What a screen missed since `from_n`: the events, and what they changed, as it is now."""

    type: Literal["catch_up"] = "catch_up"
    from_n: int
    n: int
    at: Moment
    events: list[Happened]
    changes: list[Change]


class PositionsMessage(View):
    """Where units are now; only the newest of each."""

    type: Literal["positions"] = "positions"
    at: Moment
    fixes: list[FixView]


class EtasMessage(View):
    """When units under way are expected now; only the newest of each mission.

    A mission that is under way no longer keeps its last arrival on the screen's side: what its
    status says counts.
    """

    type: Literal["etas"] = "etas"
    at: Moment
    etas: list[EtaView]


class Heartbeat(View):
    """The connection lives, the server's clock, and the centre's number."""

    type: Literal["heartbeat"] = "heartbeat"
    at: Moment
    n: int
    degraded: bool


ServerMessage = Annotated[
    Hello | Snapshot | EventMessage | CatchUp | PositionsMessage | EtasMessage | Heartbeat,
    Field(discriminator="type"),
]
"""Anything a screen can be told."""


def add_messages(app: FastAPI) -> None:
    """Let the OpenAPI document describe the live board's messages beside the API's."""

    def document() -> dict[str, Any]:
        if app.openapi_schema:
            return app.openapi_schema
        schema = get_openapi(
            title=app.title, version=app.version, summary=app.summary, routes=app.routes
        )
        messages = TypeAdapter[Any](ServerMessage).json_schema(
            mode="serialization", ref_template="#/components/schemas/{model}"
        )
        schemas = schema["components"]["schemas"]
        for name, definition in messages.pop("$defs").items():
            schemas.setdefault(name, definition)
        schemas["ServerMessage"] = messages
        describe_problems(schema)
        app.openapi_schema = schema
        return schema

    app.openapi = document  # type: ignore[method-assign]
