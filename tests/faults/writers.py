"""Clients that write while things are killed, and know what they were promised."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import httpx
import sqlalchemy as sa

from dispatch.store import tables
from dispatch.store.engine import open_engine, reading
from tests.services import ROOT, RunningServer, without_prefix
from tests.web.visitor import PATIENCE_S, Json, Visitor, new_key

WRITERS = 4
"""Clients that write at the same moment, one command after the other each."""

PAUSE_S = 0.02
"""Between two commands of one client: what matters is when things die, not how many there are."""

SOAK = os.environ.get("SAMU_SOAK") == "1"


@dataclass(slots=True, kw_only=True)
class Writers:
    """Several clients of one call-taker that let the phone ring as fast as they can."""

    visitor: Visitor
    promised: dict[str, Json] = field(default_factory=dict)
    """What was answered 2xx, by key."""
    unanswered: set[str] = field(default_factory=set)
    """Keys whose command was sent and whose answer never came, or was "unknown"."""
    refused: list[int] = field(default_factory=list)
    """Status of each answer that was neither."""
    stopped: bool = False

    async def write(self) -> None:
        """Write until stopped, each client one command after the other."""
        limits = httpx.Limits(max_connections=WRITERS)
        async with httpx.AsyncClient(
            base_url=self.visitor.http.base_url,
            headers=self.visitor.http.headers,
            trust_env=False,
            timeout=PATIENCE_S,
            limits=limits,
        ) as http:
            await asyncio.gather(*(self._one(http) for _ in range(WRITERS)))

    async def _one(self, http: httpx.AsyncClient) -> None:
        while not self.stopped:
            key = new_key()
            self.unanswered.add(key)
            try:
                answer = await ring(http, key)
            except httpx.TransportError:
                await asyncio.sleep(0.05)
                continue
            if answer.is_success:
                self.promised[key] = answer.json()
                self.unanswered.discard(key)
            elif answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                self.refused.append(answer.status_code)
            await asyncio.sleep(PAUSE_S)

    async def until(self, enough: Callable[["Writers"], bool]) -> None:
        """Wait until the writers have come far enough."""
        async with asyncio.timeout(PATIENCE_S):
            while not enough(self):  # noqa: ASYNC110 - what is counted has no event
                await asyncio.sleep(0.01)

    async def during(self, act: Callable[["Writers"], Awaitable[None]]) -> None:
        """Let something happen while they write, then stop them."""
        writing = asyncio.create_task(self.write())
        try:
            await act(self)
        finally:
            self.stopped = True
            await writing

    async def ask_again(self) -> None:
        """Repeat every command under its key: each promise must be given again, word by word."""
        for key in [*self.promised, *self.unanswered]:
            answer = await asyncio.to_thread(self.visitor.ask, "/calls", body_of(key), key=key)
            assert answer.status_code == httpx.codes.CREATED, answer.text
            assert answer.json() == self.promised.setdefault(key, answer.json())

    async def check_store(self, url: str) -> None:
        """Check that every command was done, and done once, and that its entry is there."""
        engine = open_engine(url)
        try:
            async with reading(engine) as connection:
                numbers = (
                    (await connection.execute(sa.select(tables.call.c.number))).scalars().all()
                )
                journal = tables.journal.c
                entries = (await connection.execute(sa.select(journal.caused_by))).scalars().all()
        finally:
            await engine.dispose()
        wanted = {body_of(key)["number"] for key in self.promised}
        assert len(numbers) == len(set(numbers))
        assert wanted <= set(numbers)
        assert set(self.promised) <= set(entries)


def body_of(key: str) -> dict[str, str]:
    """Return the body of the command with this key; its number is found again in the store."""
    return {"centre_id": "KL", "number": f"+2217{key[-8:]}"}


async def ring(http: httpx.AsyncClient, key: str) -> httpx.Response:
    """Let the phone ring once under a key."""
    return await http.post("calls", json=body_of(key), headers={"Idempotency-Key": key})


def verify_journal(url: str) -> str:
    """Run `samu journal verify` on a store; returns what it says, which must be well."""
    done = subprocess.run(
        [sys.executable, "-m", "web.cli", "journal", "verify"],
        cwd=ROOT,
        env=without_prefix("SAMU_") | {"SAMU_DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def readiness(server: RunningServer) -> Json:
    """Return what GET /readyz answers, whatever its status."""
    found: Json = httpx.get(f"{server.url}/readyz", timeout=PATIENCE_S, trust_env=False).json()
    return found
