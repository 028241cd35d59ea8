"""Two web processes on one PostgreSQL and one Redis: one room, whichever process serves it."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from tests.people import call_taker, crew
from tests.services import PATIENT, PostgresServer, RedisServer, RunningServer, start_redis
from tests.web.test_live import report
from tests.web.visitor import Visitor, signed_in, watching

pytestmark = [pytest.mark.postgres, pytest.mark.redis]

WITHOUT_REDIS_S = 2.0
"""An event of the other process is on the board within this, by looking at the journal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two processes of the service and the Redis between them."""

    redis: RedisServer
    here: RunningServer
    there: RunningServer


@pytest.fixture(scope="module")
def pair(postgres_server: PostgresServer, prepared_postgres: str) -> Iterator[Pair]:
    """Two processes on one store, with a Redis that these tests alone may kill."""
    url = postgres_server.create_database(template=prepared_postgres)
    redis = start_redis()
    settings = {"SAMU_DATABASE_URL": url, "SAMU_REDIS_URL": redis.url} | PATIENT
    here, there = RunningServer(settings), RunningServer(settings)
    with ExitStack() as stack:
        stack.callback(postgres_server.drop_database, url)
        stack.callback(redis.close)
        for server in (here, there):
            stack.callback(server.stop)
            server.start()
        yield Pair(redis=redis, here=here, there=there)


@pytest.fixture
def parms(pair: Pair) -> Iterator[tuple[Visitor, Visitor]]:
    """The call-taker of Kaolack at one process and at the other."""
    with (
        signed_in(pair.here, call_taker("KL")) as here,
        signed_in(pair.there, call_taker("KL")) as there,
    ):
        yield here, there


async def test_what_one_process_writes_stands_on_the_boards_of_the_other(
    parms: tuple[Visitor, Visitor],
) -> None:
    here, there = parms
    async with watching(there, centre="KL") as screen:
        calls = [here.ring("KL") for _ in range(10)] + [there.ring("KL") for _ in range(10)]
        await screen.until(lambda shown: all(c["id"] in shown.picture["call"] for c in calls))
        async with watching(here, centre="KL") as beside:
            assert beside.picture == screen.picture


async def test_a_unit_seen_by_one_process_moves_on_the_boards_of_the_other(
    pair: Pair, parms: tuple[Visitor, Visitor]
) -> None:
    with signed_in(pair.here, crew("KL-SMUR-1")) as driver:
        async with watching(parms[1], centre="KL") as screen:
            report(driver, "KL-SMUR-1", 14.1502, -16.0702)
            await screen.until(lambda shown: "KL-SMUR-1" in shown.fixes)


async def test_a_sign_in_at_one_process_holds_at_the_other(
    pair: Pair, parms: tuple[Visitor, Visitor]
) -> None:
    elsewhere = Visitor(server=pair.there, http=parms[1].http, token=parms[0].token)
    async with watching(elsewhere, centre="KL") as screen:
        assert "snapshot" in screen.types()


async def test_a_key_used_at_one_process_is_known_at_the_other(
    parms: tuple[Visitor, Visitor],
) -> None:
    here, there = parms
    body = {"centre_id": "KL", "number": "+221770001122"}
    first = here.do("/calls", body, key="same-key-two-doors")
    assert there.do("/calls", body, key="same-key-two-doors") == first


async def test_with_redis_killed_the_boards_stay_true_and_say_so(
    pair: Pair, parms: tuple[Visitor, Visitor]
) -> None:
    here, there = parms
    async with watching(there, centre="KL") as screen:
        pair.redis.kill()
        async with asyncio.timeout(WITHOUT_REDIS_S):
            call = await asyncio.to_thread(here.ring, "KL")
            await screen.until(lambda shown: call["id"] in shown.picture["call"])
        await screen.until(lambda shown: shown.messages[-1].get("degraded") is True)
        pair.redis.restart()
        await screen.until(lambda shown: shown.messages[-1].get("degraded") is False)
        again = await asyncio.to_thread(here.ring, "KL")
        await screen.until(lambda shown: again["id"] in shown.picture["call"])
