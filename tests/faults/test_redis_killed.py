"""Redis is killed: nothing is lost, nothing waits for it, and everyone is told."""

import asyncio
from collections.abc import Iterator

import pytest

from tests.faults.writers import Writers, readiness, verify_journal
from tests.people import call_taker
from tests.services import RedisServer, RunningServer, start_redis
from tests.web.visitor import signed_in, watching

pytestmark = pytest.mark.redis

WITHOUT = 40
"""Commands acknowledged while Redis is gone."""


@pytest.fixture
def own_redis() -> Iterator[RedisServer]:
    """A Redis that this test alone may kill."""
    server = start_redis()
    yield server
    server.close()


async def kill_redis(redis: RedisServer, writers: Writers) -> None:
    await writers.until(lambda w: len(w.promised) >= WITHOUT)
    await asyncio.to_thread(redis.kill)
    enough = len(writers.promised) + WITHOUT
    await writers.until(lambda w: len(w.promised) >= enough)
    ready = await asyncio.to_thread(readiness, writers.visitor.server)
    assert (ready["ready"], ready["store"], ready["feed"]) == (True, "ok", "degraded")


async def test_commands_and_boards_go_on_without_redis(
    sqlite_store: str, own_redis: RedisServer
) -> None:
    settings = {"SAMU_DATABASE_URL": sqlite_store, "SAMU_REDIS_URL": own_redis.url}
    server = RunningServer(settings).start()
    try:
        with signed_in(server, call_taker("KL")) as visitor:
            writers = Writers(visitor=visitor)
            async with watching(visitor, centre="KL") as screen:
                await writers.during(lambda w: kill_redis(own_redis, w))
                assert (writers.refused, writers.unanswered) == ([], set())
                last = max(answer["n"]["KL"] for answer in writers.promised.values())
                await screen.until_number(last)
            await writers.ask_again()
    finally:
        server.stop()
    await writers.check_store(sqlite_store)
    verify_journal(sqlite_store)


def test_the_service_starts_and_says_so_when_redis_is_not_there(
    sqlite_store: str, own_redis: RedisServer
) -> None:
    own_redis.kill()
    settings = {"SAMU_DATABASE_URL": sqlite_store, "SAMU_REDIS_URL": own_redis.url}
    server = RunningServer(settings).start()
    try:
        with signed_in(server, call_taker("KL")) as visitor:
            assert visitor.ring("KL")["state"] == "RINGING"
        assert readiness(server)["feed"] == "degraded"
    finally:
        server.stop()
