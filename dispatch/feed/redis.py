"""The feed of a service that runs as several processes: Redis between them.

Signals of this process reach its own listeners directly and the others through a channel. With
Redis gone the own listeners lose nothing; other processes find new entries by looking at the
journal, and `degraded` says so on every screen.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import RedisError

from dispatch.codec import dump, load
from dispatch.eta.expected import Eta
from dispatch.feed.in_process import InProcessFeed
from dispatch.feed.port import Expected, Feed, Moved, Signal, Woken
from fleet.track import Fix

CHANNEL = "samu:signals"
RECONNECT_S = 1.0
"""Redis is tried again every second: boards are served from the journal meanwhile."""
PUBLISH_TIMEOUT_S = 0.5
"""A command has committed; it must not wait longer than this to tell the others."""

CANCEL_AGAIN_S = 0.2
"""A cancelled listener ends within a moment; one that has not was not told."""

_log = logging.getLogger(__name__)


class RedisFeed(Feed):
    """Carries signals between processes over a Redis channel."""

    def __init__(self, url: str, process_id: str) -> None:
        self._redis: Redis = Redis.from_url(
            url, socket_timeout=PUBLISH_TIMEOUT_S, socket_connect_timeout=PUBLISH_TIMEOUT_S
        )
        self._reader: Redis = Redis.from_url(url)
        self._own = InProcessFeed()
        self._process_id = process_id
        self._degraded = False
        self._task: asyncio.Task[None] | None = None

    @property
    def degraded(self) -> bool:
        """Whether Redis did not answer the last time it was asked."""
        return self._degraded

    def start(self) -> None:
        """Begin to hear the other processes."""
        self._task = asyncio.create_task(self._hear(), name="feed-redis")

    async def wake(self, n: Mapping[str, int]) -> None:
        """Tell that centres are at these numbers, here and elsewhere."""
        await self._own.wake(n)
        await self._publish({"n": dict(n)})

    async def move(self, fixes: Sequence[Fix]) -> None:
        """Tell where units are, here and elsewhere."""
        await self._own.move(fixes)
        await self._publish({"fixes": [dump(fix) for fix in fixes]})

    async def expect(self, etas: Sequence[Eta]) -> None:
        """Tell when units will arrive, here and elsewhere."""
        await self._own.expect(etas)
        await self._publish({"etas": [dump(eta) for eta in etas]})

    def listen(self) -> AsyncIterator[Signal]:
        """Give the signals of all processes from now on, until the feed closes."""
        return self._own.listen()

    async def close(self) -> None:
        """End every listener and let go of Redis."""
        await self._own.close()
        while self._task is not None and not self._task.done():
            # The client may swallow a cancellation that falls into its connecting: ask again.
            self._task.cancel()
            await asyncio.wait({self._task}, timeout=CANCEL_AGAIN_S)
        await self._redis.aclose()
        await self._reader.aclose()

    async def _publish(self, message: dict[str, Any]) -> None:
        try:
            text = json.dumps({"from": self._process_id} | message)
            await self._redis.publish(CHANNEL, text)
            self._degraded = False
        except (RedisError, OSError, TimeoutError) as error:
            self._note_lost(error)

    async def _hear(self) -> None:
        while True:
            try:
                async with self._reader.pubsub() as channel:
                    await channel.subscribe(CHANNEL)
                    self._degraded = False
                    async for message in channel.listen():
                        if message["type"] == "message":
                            self._tell(json.loads(message["data"]))
            except (RedisError, OSError) as error:
                self._note_lost(error)
            await asyncio.sleep(RECONNECT_S)

    def _tell(self, message: dict[str, Any]) -> None:
        if message["from"] == self._process_id:
            return
        for centre_id, n in message.get("n", {}).items():
            self._own.tell(Woken(centre_id=centre_id, n=n))
        if fixes := message.get("fixes"):
            self._own.tell(Moved(fixes=tuple(load(Fix, fix) for fix in fixes)))
        if etas := message.get("etas"):
            self._own.tell(Expected(etas=tuple(load(Eta, eta) for eta in etas)))

    def _note_lost(self, error: Exception) -> None:
        if not self._degraded:
            _log.warning("Redis does not answer (%s); boards read the journal", error)
        self._degraded = True
