"""The road graph, asked in a process of its own: it can be killed, hang or reload, and is replaced.

A question is sent through a pipe and waited for; the event loop never searches. A process that
ends is started again, each time after a longer pause; one that no longer answers is killed first.
Meanwhile `RouterFailed` is raised and the next router of the chain answers.
"""

import asyncio
import contextlib
import logging
import os
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Final, cast

from dispatch.routing.frames import LENGTH, Loaded, Reply, Request, Unusable, framed, unframed
from geo.position import Position
from geo.roads.border import BorderPolicy
from geo.roads.factors import SpeedFactors
from geo.travel import (
    NotReached,
    Reach,
    Route,
    RouterFailed,
    RouterFault,
    TravelMethod,
    TravelTimes,
    Trip,
)

log = logging.getLogger(__name__)

QUEUE_MAX: Final = 32
"""Questions under way; a longer queue would be answered later than anybody waits."""

QUESTION_S: Final = 10.0
"""The longest anything may take: the reach of an hour's drive on a whole country."""

HUNG_S: Final = 15.0
"""A process that has said nothing for so long while it was asked is killed."""

PAUSE_S: Final = 0.2
PAUSE_MAX_S: Final = 30.0
"""Before a process that ended is started again: longer each time until one answers."""

FILE_LOOK_S: Final = 1.0
STOP_S: Final = 2.0


class RoadGraphWorker:
    """A `Router` on the road graph in ``path``, in a worker process; start it, and close it.

    ``borders`` and ``factors`` are asked at every question, so a crossing that is closed is closed
    for the next one.
    """

    method = TravelMethod.ROAD_GRAPH

    def __init__(
        self,
        path: Path,
        *,
        borders: Callable[[], BorderPolicy],
        factors: Callable[[], SpeedFactors] = SpeedFactors,
        hung_s: float = HUNG_S,
    ) -> None:
        self._path = path
        self._borders = borders
        self._factors = factors
        self._hung_s = hung_s
        self._numbers = count(1)
        self._waiting: dict[int, asyncio.Future[Reply]] = {}
        self._unanswered: dict[int, float] = {}
        self._process: Process | None = None
        self._is_loaded = asyncio.Event()
        self._keeper: asyncio.Task[None] | None = None
        self._pause_s = PAUSE_S
        self.data_date: datetime | None = None
        self.trouble: str = ""
        """Why the file in place gives no graph, empty when it does."""

    @property
    def stands(self) -> bool:
        """Whether there is a graph to ask: one is in use, or a file is in its place."""
        return self._is_loaded.is_set() or self._path.exists()

    @property
    def process_id(self) -> int | None:
        """The worker process, None while there is none."""
        return self._process.pid if self._process else None

    async def start(self, wait_s: float = 0.0) -> None:
        """Start the process; wait so long for the graph, where there is a file to load."""
        self._keeper = asyncio.create_task(self._keep())
        if wait_s and self._path.exists():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._is_loaded.wait(), wait_s)

    async def close(self) -> None:
        """End the process and everything that waits for it."""
        if self._keeper is not None:
            self._keeper.cancel()
            await asyncio.gather(self._keeper, return_exceptions=True)

    async def about(self, near: Position) -> str | None:
        """Return the day that the map shows, as its file states it."""
        del near
        return None if self.data_date is None else self.data_date.date().isoformat()

    async def many_to_one(
        self,
        origins: Sequence[Position],
        destination: Position,
        trip: Trip,
        *,
        enough: int | None = None,
        within_s: float | None = None,
    ) -> TravelTimes:
        """Return one answer per origin; see `Router`."""
        options = {"enough": enough, "within_s": within_s}
        answer = await self._ask("many_to_one", tuple(origins), destination, trip, **options)
        return cast("TravelTimes", answer)

    async def one_to_many(
        self,
        origin: Position,
        destinations: Sequence[Position],
        trip: Trip,
        *,
        enough: int | None = None,
        within_s: float | None = None,
    ) -> TravelTimes:
        """Return one answer per destination; see `Router`."""
        options = {"enough": enough, "within_s": within_s}
        answer = await self._ask("one_to_many", origin, tuple(destinations), trip, **options)
        return cast("TravelTimes", answer)

    async def route(
        self, origin: Position, destination: Position, trip: Trip
    ) -> Route | NotReached:
        """Return the quickest way with its line and turns."""
        return cast("Route | NotReached", await self._ask("route", origin, destination, trip))

    async def reachable(
        self, origin: Position, limits_s: Sequence[float], trip: Trip
    ) -> tuple[Reach, ...]:
        """Return the ground reached within each limit, in their order."""
        answer = await self._ask("reachable", origin, tuple(limits_s), trip)
        return cast("tuple[Reach, ...]", answer)

    async def reached(
        self,
        origins: Sequence[Position],
        places: Sequence[Position],
        limit_s: float,
        trip: Trip,
    ) -> list[frozenset[int]]:
        """Return, per origin, which of the places are driven to within ``limit_s`` seconds."""
        answer = await self._ask("reached", tuple(origins), tuple(places), limit_s, trip)
        return cast("list[frozenset[int]]", answer)

    async def _ask(self, method: str, *arguments: object, **options: object) -> object:
        process = self._process
        if process is None or process.stdin is None or not self._is_loaded.is_set():
            raise RouterFailed(RouterFault.FAILED, self.trouble or "the road graph is starting")
        if len(self._unanswered) >= QUEUE_MAX:
            raise RouterFailed(RouterFault.SLOW, "too many questions wait")
        number, now_s = next(self._numbers), time.monotonic()
        request = Request(
            number=number,
            until_s=now_s + QUESTION_S,
            method=method,
            arguments=arguments,
            options=options,
            borders=self._borders(),
            factors=self._factors(),
        )
        reply: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self._waiting[number], self._unanswered[number] = reply, now_s
        try:
            process.stdin.write(framed(request))
            async with asyncio.timeout(QUESTION_S):
                return _value(await reply)
        except TimeoutError as error:
            raise RouterFailed(RouterFault.SLOW, f"over {QUESTION_S:g} s") from error
        except ConnectionError as error:
            raise RouterFailed(RouterFault.FAILED, "the worker ended") from error
        finally:
            self._waiting.pop(number, None)

    async def _keep(self) -> None:
        """Keep one process running while there is a file to load, until cancelled."""
        while True:
            if not self._path.exists():
                await asyncio.sleep(FILE_LOOK_S)
                continue
            try:
                await self._serve()
            except OSError:  # no memory or no handles left: later there may be
                log.exception("the road graph's process could not be started")
            log.warning("the road graph's process ended; again in %.1f s", self._pause_s)
            await asyncio.sleep(self._pause_s)
            self._pause_s = min(PAUSE_MAX_S, 2 * self._pause_s)

    async def _serve(self) -> None:
        """Start one process and listen to it until it ends."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "dispatch.routing.graph_process", str(self._path)),
            stdin=PIPE,
            stdout=PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            start_new_session=True,
        )
        self._process = process
        try:
            await self._listen(process)
        finally:
            await self._end(process)

    async def _listen(self, process: Process) -> None:
        """Give every reply to who waits for it; return when the process ends or hangs."""
        pipe = process.stdout
        if pipe is None:
            return
        listening = asyncio.ensure_future(self._read(pipe))
        try:
            while not listening.done():
                await asyncio.wait({listening}, timeout=self._hung_s / 4)
                if self._is_hung():
                    log.error("the road graph's process does not answer and is killed")
                    return
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)

    async def _read(self, pipe: asyncio.StreamReader) -> None:
        while True:
            try:
                (length,) = LENGTH.unpack(await pipe.readexactly(LENGTH.size))
                message = unframed(await pipe.readexactly(length))
            except (asyncio.IncompleteReadError, ConnectionError):
                return
            if isinstance(message, Reply):
                self._heard(message)
            elif isinstance(message, Loaded):
                self.data_date, self.trouble = message.data_date, ""
                self._is_loaded.set()
            elif isinstance(message, Unusable):
                self.trouble = message.detail
                log.error("the road graph cannot be used: %s", message.detail)

    def _heard(self, reply: Reply) -> None:
        self._pause_s = PAUSE_S
        self._unanswered.pop(reply.number, None)
        waiting = self._waiting.get(reply.number)
        if waiting is not None and not waiting.done():
            waiting.set_result(reply)

    def _is_hung(self) -> bool:
        oldest_s = min(self._unanswered.values(), default=None)
        return oldest_s is not None and time.monotonic() - oldest_s > self._hung_s

    async def _end(self, process: Process) -> None:
        """Tell everybody who waits, and make sure that the process is gone."""
        self._process = None
        self._is_loaded.clear()
        self._unanswered.clear()
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(RouterFailed(RouterFault.FAILED, "the worker ended"))
        if process.stdin is not None:
            process.stdin.close()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), STOP_S)
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


def _value(reply: Reply) -> object:
    if reply.fault is not None:
        raise RouterFailed(reply.fault, reply.detail)
    return reply.value
