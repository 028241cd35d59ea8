"""The feed of a service that runs as one process: queues in memory."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence

from dispatch.eta.expected import Eta
from dispatch.feed.port import Expected, Feed, Moved, Signal, Woken
from fleet.track import Fix

QUEUE_MAX = 256
"""A listener this far behind has stopped; its oldest signals are dropped, newer ones say more."""


class InProcessFeed(Feed):
    """Hands every signal to every listener of this process."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[Signal | None]] = set()
        self._closed = False

    @property
    def degraded(self) -> bool:
        """Return False: there is nothing between the desk and the boards."""
        return False

    async def wake(self, n: Mapping[str, int]) -> None:
        """Tell that centres are at these numbers."""
        for centre_id, number in n.items():
            self.tell(Woken(centre_id=centre_id, n=number))

    async def move(self, fixes: Sequence[Fix]) -> None:
        """Tell where units are."""
        self.tell(Moved(fixes=tuple(fixes)))

    async def expect(self, etas: Sequence[Eta]) -> None:
        """Tell when units will arrive."""
        self.tell(Expected(etas=tuple(etas)))

    def tell(self, signal: Signal | None) -> None:
        """Put a signal before every listener; None ends them."""
        for queue in self._queues:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(signal)

    async def listen(self) -> AsyncIterator[Signal]:
        """Give the signals from now on, until the feed closes."""
        queue: asyncio.Queue[Signal | None] = asyncio.Queue(QUEUE_MAX)
        self._queues.add(queue)
        try:
            while not self._closed and (signal := await queue.get()) is not None:
                yield signal
        finally:
            self._queues.discard(queue)

    async def close(self) -> None:
        """End every listener."""
        self._closed = True
        self.tell(None)
