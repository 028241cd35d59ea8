"""One router of the chain: asked within its time limit, judged, and left alone while it is down."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from dispatch.routing.breaker import Breaker
from geo.travel import Router, RouterFailed, RouterFault, TravelMethod

log = logging.getLogger(__name__)

Answered = TypeVar("Answered")

Judge = Callable[[Answered], RouterFault | None]
"""Says what is wrong with an answer, None when it can be true."""

PROBE_LIMIT_S: Final = 2.0
"""Nobody waits for a probe, so it may take longer; but what takes longer is not yet well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a router stands: its last fault, or the milliseconds its last answer took."""

    name: str
    method: TravelMethod
    fault: RouterFault | None
    answer_ms: float | None
    detail: str = ""
    """What the fault said, for operators."""
    data: str | None = None
    """The date of its map, as it tells it itself."""


class Candidate:
    """A router that may fail, with its breaker; ``name`` is for operators.

    ``stands`` says whether there is such a router now: none is passed over that was never there.
    """

    def __init__(
        self,
        name: str,
        router: Router,
        method: TravelMethod,
        *,
        limit_s: float,
        stands: Callable[[], bool] = lambda: True,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self.stands = stands
        self.name = name
        self.router = router
        self.method = method
        self.limit_s = limit_s
        self._now_s = now_s
        self._breaker = Breaker(now_s)
        self._answer_ms: float | None = None
        self._detail = ""
        self._probes: set[asyncio.Task[None]] = set()

    @property
    def standing(self) -> Standing:
        """How it stands after the last question."""
        return Standing(
            name=self.name,
            method=self.method,
            fault=self._breaker.fault,
            answer_ms=self._answer_ms,
            detail=self._detail if self._breaker.fault else "",
        )

    async def answer(
        self,
        question: Callable[[Router], Awaitable[Answered]],
        judge: Judge[Answered],
        *,
        limit_s: float | None = None,
    ) -> Answered:
        """Return a sound answer. Raises `RouterFailed` for anything else, within the limit.

        A router whose breaker is open is not waited for: where a try is due, it is asked the same
        question in the background, and nobody's proposal pays for that.
        """
        if not self._breaker.is_open:
            return await self._asked(question, judge, limit_s or self.limit_s)
        if self._breaker.is_probe_due:
            self._breaker.probing()
            probe = asyncio.create_task(self._probe(question, judge))
            self._probes.add(probe)
            probe.add_done_callback(self._probes.discard)
        raise RouterFailed(self._breaker.fault or RouterFault.FAILED, "not asked again yet")

    async def _asked(
        self,
        question: Callable[[Router], Awaitable[Answered]],
        judge: Judge[Answered],
        limit_s: float,
    ) -> Answered:
        began_s = self._now_s()
        try:
            answered = await self._within(question, judge, limit_s)
        except RouterFailed as failed:
            log.warning("router %s: %s", self.name, failed)
            self._breaker.failed(failed.fault)
            self._detail = str(failed)
            raise
        self._breaker.answered()
        self._answer_ms = (self._now_s() - began_s) * 1000
        return answered

    async def _within(
        self,
        question: Callable[[Router], Awaitable[Answered]],
        judge: Judge[Answered],
        limit_s: float,
    ) -> Answered:
        """Ask and judge; whatever goes wrong is a `RouterFailed`, also a bug in a router."""
        try:
            async with asyncio.timeout(limit_s):
                answered = await question(self.router)
            fault = judge(answered)
        except RouterFailed:
            raise
        except TimeoutError as error:
            raise RouterFailed(RouterFault.SLOW, f"over {limit_s:g} s") from error
        except Exception as error:
            log.exception("router %s broke", self.name)
            raise RouterFailed(RouterFault.FAILED, type(error).__name__) from error
        if fault is not None:
            raise RouterFailed(fault, "judged by its answer")
        return answered

    async def _probe(
        self, question: Callable[[Router], Awaitable[Answered]], judge: Judge[Answered]
    ) -> None:
        try:
            await self._asked(question, judge, PROBE_LIMIT_S)
        except RouterFailed as failed:
            log.info("router %s still down: %s", self.name, failed)

    async def close(self) -> None:
        """End what is still being tried."""
        probes: Sequence[asyncio.Task[None]] = tuple(self._probes)
        for probe in probes:
            probe.cancel()
        await asyncio.gather(*probes, return_exceptions=True)
