"""Whoever stands before the running service: a person who is signed in, and their screen."""

import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any, Self

import httpx
from websockets.asyncio.client import ClientConnection, connect

from dispatch.actor import Actor
from tests.people import PASSWORD
from tests.services import RunningServer

PATIENCE_S = 10.0
"""Longest wait for what must come; only ever spent when it does not."""

_keys = itertools.count(1)

Json = dict[str, Any]
Picture = dict[str, dict[str, Json]]


def new_key() -> str:
    """Return an idempotency key that was never used in this run."""
    return f"web-key-{next(_keys):018d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """A program that acts for one signed-in person, over real HTTP."""

    server: RunningServer
    http: httpx.Client
    token: str

    def get(self, path: str, **query: str | float) -> Json:
        """Return what a GET answers; it must be well."""
        answer = self.http.get(path, params=query)
        assert answer.status_code == httpx.codes.OK, answer.text
        found: Json = answer.json()
        return found

    def ask(
        self, path: str, body: object = None, *, key: str | None = None, method: str = "POST"
    ) -> httpx.Response:
        """Send a command under a key of its own or the one given; returns the answer."""
        headers = {"Idempotency-Key": key or new_key()}
        return self.http.request(method, path, json=body, headers=headers)

    def do(self, path: str, body: object = None, *, key: str | None = None) -> Json:
        """Send a command that must be done; returns what it answers."""
        answer = self.ask(path, body, key=key)
        assert answer.is_success, answer.text
        done: Json = answer.json()
        return done

    def ring(self, centre_id: str, number: str = "+221771234567") -> Json:
        """Let the phone ring; returns the call."""
        call: Json = self.do("/calls", {"centre_id": centre_id, "number": number})["call"]
        return call

    def open_case(self, centre_id: str, lat: float | None = 14.145, lon: float = -16.0764) -> Json:
        """Open a case, by default in Kaolack; returns it."""
        place: Json = {"said": "derrière le marché"}
        if lat is not None:
            place |= {"position": {"lat": lat, "lon": lon}, "precision": "EXACTE", "source": "map"}
        body = {"centre_id": centre_id, "place": place, "what": "douleur dans la poitrine"}
        case: Json = self.do("/cases", body)["case"]
        return case

    def decide(self, case_id: str) -> None:
        """Take a case and decide to send a means."""
        self.do(f"/cases/{case_id}/take", {})
        self.do(f"/cases/{case_id}/decisions", {"type": "INTER", "care_level": "R1"})

    def order(self, case_id: str, unit_id: str) -> Json:
        """Send a unit; returns the mission."""
        body = {"unit_id": unit_id, "override_reason": "le plus proche"}
        mission: Json = self.do(f"/cases/{case_id}/missions", body)["mission"]
        return mission


@contextmanager
def signed_in(server: RunningServer, actor: Actor) -> Iterator[Visitor]:
    """Sign a person in as a program does, and let go of the connection at the end."""
    base = f"{server.url}/api/v1"
    with httpx.Client(base_url=base, trust_env=False, timeout=PATIENCE_S) as http:
        answer = http.post(
            "/session",
            json={"login": actor.id, "password": PASSWORD},
            headers={"X-Samu-Client": "program"},
        )
        assert answer.status_code == httpx.codes.OK, answer.text
        token = answer.json()["token"]
        http.headers["Authorization"] = f"Bearer {token}"
        yield Visitor(server=server, http=http, token=token)


@dataclass(slots=True, kw_only=True)
class Screen:
    """A live board as a browser keeps it: the picture, its number, and what came."""

    socket: ClientConnection
    n: int = -1
    strict: bool = True
    """Whether numbers must follow each other, as they do in a room."""
    picture: Picture = field(default_factory=dict)
    """All that stands on the board save its tasks, which the service raises at its own time."""
    tasks: dict[str, Json] = field(default_factory=dict)
    fixes: dict[str, Json] = field(default_factory=dict)
    etas: dict[str, Json] = field(default_factory=dict)
    """By mission."""
    messages: list[Json] = field(default_factory=list)

    async def next(self) -> Json:
        """Take the next message and apply it as the console does."""
        async with asyncio.timeout(PATIENCE_S):
            message: Json = json.loads(await self.socket.recv())
        self.messages.append(message)
        match message["type"]:
            case "snapshot":
                self._replace(message)
            case "event" | "catch_up":
                first = message.get("from_n", message["n"] - 1)
                assert not self.strict or first == self.n, "a number is missing"
                self.n = message["n"]
                self._change(message["changes"])
            case "positions":
                self.fixes |= {fix["unit_id"]: fix for fix in message["fixes"]}
            case "etas":
                self.etas |= {eta["mission_id"]: eta for eta in message["etas"]}
        return message

    def _replace(self, message: Json) -> None:
        self.n = message["n"]
        self.picture = {
            kind: {view["id"]: view for view in message[f"{kind}s"]}
            for kind in ("call", "case", "mission", "notice", "unit", "ward")
        }
        self.tasks = {view["id"]: view for view in message["tasks"]}
        self.fixes = {fix["unit_id"]: fix for fix in message["positions"]}
        self.etas = {eta["mission_id"]: eta for eta in message["etas"]}

    def _change(self, changes: list[Json]) -> None:
        for change in changes:
            shelf = self.tasks if change["kind"] == "task" else self.picture[change["kind"]]
            if change["view"] is None:
                shelf.pop(change["id"], None)
            else:
                shelf[change["id"]] = change["view"]

    async def until(self, enough: Callable[[Self], bool]) -> Self:
        """Take messages until the picture is as wanted."""
        async with asyncio.timeout(PATIENCE_S):
            while not enough(self):
                await self.next()
        return self

    async def until_number(self, n: int) -> Self:
        """Take messages until the board is at a number."""
        return await self.until(lambda screen: screen.n >= n)

    def types(self) -> list[str]:
        """Return the types of the messages that came."""
        return [message["type"] for message in self.messages]


def live_url(server: RunningServer, **query: str | int) -> str:
    """Return the address of a live board."""
    return str(httpx.URL(f"ws://127.0.0.1:{server.port}/api/v1/live", params=query))


@asynccontextmanager
async def line(
    server: RunningServer,
    token: str | None,
    query: Mapping[str, str | int],
    *,
    origin: str | None = None,
) -> AsyncIterator[ClientConnection]:
    """Open a websocket to a live board."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if origin is not None:
        headers["Origin"] = origin
    async with connect(
        live_url(server, **query), additional_headers=headers, proxy=None, max_size=None
    ) as socket:
        yield socket


@asynccontextmanager
async def watching(visitor: Visitor, **query: str | int) -> AsyncIterator[Screen]:
    """Open a screen and bring it to the present."""
    async with line(visitor.server, visitor.token, query) as socket:
        screen = Screen(socket=socket, strict=query.get("view", "room") == "room")
        if "after" not in query:
            await screen.until(lambda shown: "snapshot" in shown.types())
        yield screen
