"""A server on a real socket that passes an OSRM's answers on, spoilt in one of many ways."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx

from tests.services import LOOPBACK

Spoil = Callable[["Exchange"], "asyncio.Future[None] | Any"]


class Exchange:
    """One question, and the connection to answer it on."""

    def __init__(self, target: str, upstream: str, writer: asyncio.StreamWriter) -> None:
        self.target = target
        self._upstream = upstream
        self.writer = writer

    async def truth(self) -> dict[str, Any]:
        """Return what the real server answers."""
        async with httpx.AsyncClient(trust_env=False) as client:
            document: dict[str, Any] = (await client.get(self._upstream + self.target)).json()
            return document

    async def send(
        self, body: bytes, *, kind: str = "application/json", length: int | None = None
    ) -> None:
        """Write an answer, which may announce another length than it has."""
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n"
        head += f"Content-Length: {len(body) if length is None else length}\r\n\r\n"
        self.writer.write(head.encode() + body)
        await self.writer.drain()

    async def send_json(self, document: object) -> None:
        await self.send(json.dumps(document).encode())


@asynccontextmanager
async def bad_server(
    upstream: str, spoil: Callable[[Exchange], Any], asked: list[str] | None = None
) -> AsyncIterator[str]:
    """Serve on a free port of the loopback; yields the address."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                while (await reader.readline()).strip():
                    pass
                target = line.split()[1].decode()
                if asked is not None:
                    asked.append(target)
                await spoil(Exchange(target, upstream, writer))
        except (ConnectionError, asyncio.CancelledError):
            return
        finally:
            writer.close()

    server = await asyncio.start_server(serve, LOOPBACK, 0)
    port = server.sockets[0].getsockname()[1]
    try:
        yield f"http://{LOOPBACK}:{port}"
    finally:
        server.close()
