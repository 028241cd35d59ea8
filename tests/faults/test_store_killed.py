"""PostgreSQL is killed: the service says so in time, and goes on by itself when it is back."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import httpx
import psutil
import pytest

from dispatch.store.engine import CONNECT_S_MAX, STATEMENT_S_MAX
from tests.faults.writers import SOAK, Writers, readiness, verify_journal
from tests.people import call_taker
from tests.services import PostgresServer, RunningServer, start_postgres
from tests.stores import set_up_now
from tests.web.visitor import PATIENCE_S, Visitor, signed_in, watching

pytestmark = pytest.mark.postgres

BEFORE = 20
"""Commands acknowledged before the store dies, and again after it is back."""


@pytest.fixture
def own_postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL with real durability that this test alone may kill."""
    server = start_postgres(fsync=True)
    yield server
    server.close()


async def answers_again(visitor: Visitor) -> set[int]:
    """Ask until a command is done; returns the statuses of the answers before that."""
    seen: set[int] = set()
    async with asyncio.timeout(3 * PATIENCE_S):
        while True:
            body = {"centre_id": "KL", "number": ""}
            answer = await asyncio.to_thread(visitor.ask, "/calls", body)
            if answer.is_success:
                return seen
            seen.add(answer.status_code)
            assert answer.json()["code"] == "store_unavailable", answer.text


async def kill_the_store(postgres: PostgresServer, writers: Writers) -> None:
    server = writers.visitor.server
    await writers.until(lambda w: len(w.promised) >= BEFORE)
    await asyncio.to_thread(postgres.kill)
    async with asyncio.timeout(PATIENCE_S):
        body = {"centre_id": "KL", "number": ""}
        answer = await asyncio.to_thread(writers.visitor.ask, "/calls", body)
    assert answer.status_code == httpx.codes.SERVICE_UNAVAILABLE
    assert answer.json()["code"] == "store_unavailable"
    ready = await asyncio.to_thread(readiness, server)
    assert (ready["ready"], ready["store"]) == (False, "unreachable")
    assert server.is_healthy()
    await asyncio.to_thread(postgres.restart)
    assert await answers_again(writers.visitor) <= {503}
    enough = len(writers.promised) + BEFORE
    await writers.until(lambda w: len(w.promised) >= enough)
    assert (await asyncio.to_thread(readiness, server))["ready"]


async def test_the_service_outlives_its_store(own_postgres: PostgresServer) -> None:
    url = own_postgres.create_database()
    await asyncio.to_thread(set_up_now, url)
    server = await asyncio.to_thread(RunningServer({"SAMU_DATABASE_URL": url}).start)
    try:
        with signed_in(server, call_taker("KL")) as visitor:
            writers = Writers(visitor=visitor)
            async with watching(visitor, centre="KL") as screen:
                await writers.during(lambda w: kill_the_store(own_postgres, w))
                assert writers.refused == []
                last = max(answer["n"]["KL"] for answer in writers.promised.values())
                await screen.until_number(last)
                async with watching(visitor, centre="KL") as fresh:
                    await screen.until_number(fresh.n)
                    assert screen.picture == fresh.picture
            await writers.ask_again()
        await writers.check_store(url)
        verify_journal(url)
    finally:
        server.stop()


@contextmanager
def frozen(postgres: PostgresServer) -> Iterator[None]:
    """Let a PostgreSQL neither answer nor hang up, as one behind a cut line."""
    assert postgres.daemon is not None
    assert postgres.daemon.process is not None
    server = psutil.Process(postgres.daemon.process.pid)
    family = [server, *server.children(recursive=True)]
    for member in family:
        member.suspend()
    try:
        yield
    finally:
        for member in family:
            with suppress(psutil.NoSuchProcess):
                member.resume()


@pytest.mark.skipif(not SOAK, reason="takes 20 s: SAMU_SOAK=1 runs it")
def test_a_store_behind_a_cut_line_is_said_to_be_gone(own_postgres: PostgresServer) -> None:
    url = own_postgres.create_database()
    set_up_now(url)
    server = RunningServer({"SAMU_DATABASE_URL": url}).start()
    try:
        with signed_in(server, call_taker("KL")) as visitor:
            visitor.ring("KL")
            visitor.http.timeout = CONNECT_S_MAX + STATEMENT_S_MAX + PATIENCE_S
            with frozen(own_postgres):
                for _ in range(2):
                    answer = visitor.ask("/calls", {"centre_id": "KL", "number": ""})
                    assert answer.status_code == httpx.codes.SERVICE_UNAVAILABLE
                    assert answer.json()["code"] == "store_unavailable"
            visitor.ring("KL")
    finally:
        server.stop()
