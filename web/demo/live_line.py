"""One screen's live line: the websocket, and the picture it keeps true."""

import asyncio
import json
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlencode

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, WebSocketException

from web.demo.client import PREFIX, Client, SignedOut, View

T = TypeVar("T")

AGAIN_S = 1.0
KINDS = ("call", "case", "mission", "notice", "unit", "ward", "task")
SIGNED_OUT = 4401
NOT_ALLOWED = 4403


class NotAllowed(Exception):  # noqa: N818 - a state
    """The person may not watch that board."""


class LiveLine:
    """What one screen sees: `things` by kind and id, `fixes` by unit, at journal number `n`."""

    def __init__(self, client: Client, **watched: str) -> None:
        address = f"{client.url}{PREFIX}/live?{urlencode(watched)}"
        self._address = "ws" + address.removeprefix("http")
        self._headers = {"Authorization": f"Bearer {client.token}"}
        self._news = asyncio.Event()
        self.things: dict[str, dict[str, View]] = {kind: {} for kind in KINDS}
        self.fixes: dict[str, View] = {}
        self.n = -1
        self.ready = False

    async def run(self) -> None:
        """Keep the picture true until cancelled; raises SignedOut or NotAllowed."""
        while True:
            try:
                await self._listen()
            except ConnectionClosed as closed:
                _raise_final(closed)
            except (OSError, TimeoutError, WebSocketException):
                pass  # the server is away: the picture stays, and the line is tried again
            await asyncio.sleep(AGAIN_S)

    async def until(self, found: Callable[[], T | None], within_s: float) -> T:
        """Return what `found` finds in the picture as soon as it does; raises TimeoutError."""
        async with asyncio.timeout(within_s):
            while (value := found()) is None:
                await self._news.wait()
        return value

    def all(self, kind: str) -> list[View]:
        """Return all things of one kind."""
        return list(self.things[kind].values())

    async def _listen(self) -> None:
        line = connect(
            self._address,
            additional_headers=self._headers,
            proxy=None,
            compression=None,
            ping_interval=None,
            max_size=None,
        )
        async with line as socket:
            async for frame in socket:
                self._take(json.loads(frame))
                news, self._news = self._news, asyncio.Event()
                news.set()

    def _take(self, message: View) -> None:
        match message["type"]:
            case "snapshot":
                self._replace(message)
            case "event" | "catch_up":
                self.n = message["n"]
                for change in message["changes"]:
                    self._change(change)
            case "positions":
                self.fixes |= {fix["unit_id"]: fix for fix in message["fixes"]}
            case "heartbeat" | "hello":
                pass

    def _replace(self, snapshot: View) -> None:
        self.n = snapshot["n"]
        for kind in KINDS:
            self.things[kind] = {thing["id"]: thing for thing in snapshot[f"{kind}s"]}
        self.fixes = {fix["unit_id"]: fix for fix in snapshot["positions"]}
        self.ready = True

    def _change(self, change: View) -> None:
        shelf = self.things[change["kind"]]
        if change["view"] is None:
            shelf.pop(change["id"], None)
        else:
            shelf[change["id"]] = change["view"]


def _raise_final(closed: ConnectionClosed) -> None:
    code = closed.rcvd.code if closed.rcvd else None
    if code == SIGNED_OUT:
        raise SignedOut from closed
    if code == NOT_ALLOWED:
        raise NotAllowed from closed
