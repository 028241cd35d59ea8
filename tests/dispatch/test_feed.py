"""The live feed: what is told arrives everywhere, and nothing that matters depends on it."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing
from datetime import UTC, datetime, timedelta

import pytest

from dispatch.eta.bound import Toward
from dispatch.eta.expected import Eta
from dispatch.feed.in_process import QUEUE_MAX, InProcessFeed
from dispatch.feed.port import Expected, Feed, Moved, Signal, Woken
from dispatch.feed.redis import RedisFeed
from fleet.track import Fix
from geo.position import Position
from geo.travel import TravelMethod
from tests.services import RedisServer, start_redis

PATIENCE_S = 10.0
"""Longest wait for what must come; only ever spent when it does not."""

AT = datetime(2027, 3, 2, 20, 0, tzinfo=UTC)
FIX = Fix(
    unit_id="KL-SMUR-1",
    position=Position(lat=14.15, lon=-16.07, accuracy_m=8.0),
    fix_at=AT,
    received_at=AT,
    speed_kmh=62.5,
)


ETA = Eta(
    mission_id="m",
    unit_id="KL-SMUR-1",
    case_id="c",
    toward=Toward.WARD,
    ward_id="KL-CHR-URG",
    destination=Position(lat=14.14, lon=-16.08),
    eta_at=AT + timedelta(minutes=12),
    promised_at=None,
    not_reached=None,
    distance_m=9_300.5,
    method=TravelMethod.ROAD_GRAPH,
    via="Pont de la Sénégambie",
    start=FIX.position,
    fix_at=AT,
    stood=FIX.position,
    stood_at=AT,
    still_since=None,
    computed_at=AT,
)


class Listener:
    """Hears a feed from the moment it is made, and keeps what it heard."""

    def __init__(self, feed: Feed) -> None:
        self.heard: list[Signal] = []
        self._came = asyncio.Condition()
        self._task = asyncio.create_task(self._listen(feed))

    async def _listen(self, feed: Feed) -> None:
        async for signal in feed.listen():
            async with self._came:
                self.heard.append(signal)
                self._came.notify_all()

    async def until(self, enough: Callable[[list[Signal]], bool]) -> list[Signal]:
        async with asyncio.timeout(PATIENCE_S), self._came:
            await self._came.wait_for(lambda: enough(self.heard))
        return self.heard

    async def ended(self) -> None:
        await asyncio.wait_for(self._task, PATIENCE_S)


@pytest.fixture
def own_redis() -> Iterator[RedisServer]:
    """A Redis that this test alone may kill."""
    server = start_redis()
    yield server
    server.close()


_processes = itertools.count(1)


async def open_redis_feed(url: str) -> RedisFeed:
    feed = RedisFeed(url, process_id=f"process-{next(_processes)}")
    feed.start()
    return feed


async def hears(speaker: Feed, listener: Listener) -> None:
    """Speak until the listener hears: a channel takes a moment to open."""
    async with asyncio.timeout(PATIENCE_S):
        while not listener.heard:
            await speaker.wake({"warm-up": 0})
            await asyncio.sleep(0.02)


async def becomes(feed: Feed, *, degraded: bool) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while feed.degraded is not degraded:  # noqa: ASYNC110 - a port has no event for this
            await asyncio.sleep(0.05)


@pytest.fixture(params=["in_process", pytest.param("redis", marks=pytest.mark.redis)])
async def feeds(request: pytest.FixtureRequest) -> AsyncIterator[tuple[Feed, Feed]]:
    """The feed that speaks and the one that listens: one process, or two over Redis."""
    if request.param == "in_process":
        feed = InProcessFeed()
        yield feed, feed
        await feed.close()
        return
    server: RedisServer = request.getfixturevalue("redis_server")
    async with aclosing(_Closing(server.url)) as both:
        yield await both.open()


class _Closing:
    def __init__(self, url: str) -> None:
        self.url = url
        self.feeds: list[RedisFeed] = []

    async def open(self) -> tuple[Feed, Feed]:
        self.feeds = [await open_redis_feed(self.url) for _ in range(2)]
        return self.feeds[0], self.feeds[1]

    async def aclose(self) -> None:
        for feed in self.feeds:
            await feed.close()


async def test_a_wake_up_reaches_every_listener(feeds: tuple[Feed, Feed]) -> None:
    speaker, other = feeds
    near, far, second = Listener(speaker), Listener(other), Listener(other)
    await asyncio.sleep(0)
    await hears(speaker, far)
    await speaker.wake({"KL": 118, "TB": 7})
    for listener in (near, far, second):
        heard = await listener.until(lambda got: Woken(centre_id="TB", n=7) in got)
        assert Woken(centre_id="KL", n=118) in heard


async def test_positions_arrive_as_they_were_sent(feeds: tuple[Feed, Feed]) -> None:
    speaker, other = feeds
    listener = Listener(other)
    await asyncio.sleep(0)
    await hears(speaker, listener)
    await speaker.move([FIX])
    await listener.until(lambda got: Moved(fixes=(FIX,)) in got)


async def test_expected_arrivals_arrive_as_they_were_reckoned(feeds: tuple[Feed, Feed]) -> None:
    speaker, other = feeds
    listener = Listener(other)
    await asyncio.sleep(0)
    await hears(speaker, listener)
    await speaker.expect([ETA])
    await listener.until(lambda got: Expected(etas=(ETA,)) in got)


async def test_a_signal_is_heard_once(feeds: tuple[Feed, Feed]) -> None:
    speaker, other = feeds
    near, far = Listener(speaker), Listener(other)
    await asyncio.sleep(0)
    await hears(speaker, far)
    for n in (1, 2, 3):
        await speaker.wake({"KL": n})
    for listener in (near, far):
        heard = await listener.until(lambda got: Woken(centre_id="KL", n=3) in got)
        numbers = [s.n for s in heard if isinstance(s, Woken) and s.centre_id == "KL"]
        assert numbers == [1, 2, 3]


async def test_closing_ends_every_listener(feeds: tuple[Feed, Feed]) -> None:
    speaker, _ = feeds
    listener = Listener(speaker)
    await asyncio.sleep(0)
    await speaker.close()
    await listener.ended()


async def test_a_listener_that_stopped_loses_the_oldest_and_delays_nobody() -> None:
    feed = InProcessFeed()
    stopped = feed.listen()
    first = asyncio.ensure_future(anext(stopped))
    await asyncio.sleep(0)
    for n in range(QUEUE_MAX + 50):
        await feed.wake({"KL": n})
    await first
    newest = [await anext(stopped) for _ in range(QUEUE_MAX - 1)]
    assert newest[-1] == Woken(centre_id="KL", n=QUEUE_MAX + 49)
    await feed.close()


@pytest.mark.redis
async def test_with_redis_gone_the_feed_says_so_serves_its_own_and_comes_back(
    own_redis: RedisServer,
) -> None:
    async with aclosing(_Closing(own_redis.url)) as both:
        speaker, other = await both.open()
        near, far = Listener(speaker), Listener(other)
        await asyncio.sleep(0)
        await hears(speaker, far)
        assert not speaker.degraded
        own_redis.kill()
        await speaker.wake({"KL": 1})
        await speaker.move([FIX])
        await near.until(lambda got: Moved(fixes=(FIX,)) in got)
        assert speaker.degraded
        await becomes(other, degraded=True)
        own_redis.restart()
        far.heard.clear()
        await hears(speaker, far)
        await becomes(speaker, degraded=False)
        await becomes(other, degraded=False)


@pytest.mark.redis
async def test_a_feed_that_never_found_redis_is_degraded_and_still_serves_its_own(
    own_redis: RedisServer,
) -> None:
    own_redis.kill()
    feed = await open_redis_feed(own_redis.url)
    listener = Listener(feed)
    await asyncio.sleep(0)
    async with asyncio.timeout(2):
        await feed.wake({"KL": 1})
    await listener.until(lambda got: Woken(centre_id="KL", n=1) in got)
    assert feed.degraded
    await feed.close()


@pytest.mark.redis
@pytest.mark.parametrize("turns", range(0, 40, 4))
async def test_a_feed_closes_at_whatever_moment_of_its_connecting(
    redis_server: RedisServer, turns: int
) -> None:
    feed = await open_redis_feed(redis_server.url)
    for _ in range(turns):
        await asyncio.sleep(0)
    async with asyncio.timeout(PATIENCE_S):
        await feed.close()
        await feed.close()
