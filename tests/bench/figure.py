"""One measured figure, and how it is come by: ours beside a bare baseline in the same run."""

import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

ROUNDS = 60
"""Enough for a median that holds; the whole run stays under a few minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure: ours, the baseline's, their ratio, and the ratio aimed at."""

    name: str
    value: float
    unit: str
    baseline: str
    ratio: float
    aim: float
    met: bool


def median_ms(act: Callable[[], Any], rounds: int = ROUNDS) -> float:
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        act()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


async def median_async_ms(act: Callable[[int], Awaitable[Any]], rounds: int = ROUNDS) -> float:
    times = []
    for index in range(rounds):
        begun = time.perf_counter()
        await act(index)
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def compare(name: str, ours_ms: float, baseline: str, bare_ms: float, aim: float) -> Figure:
    ratio = ours_ms / bare_ms
    return Figure(
        name=name,
        value=round(ours_ms, 3),
        unit="ms",
        baseline=f"{baseline} ({bare_ms:.3f} ms)",
        ratio=round(ratio, 2),
        aim=aim,
        met=ratio <= aim,
    )


def percentile_ms(times_ms: Sequence[float], percent: int) -> float:
    """Return the time that so many percent of the rounds did not exceed."""
    return sorted(times_ms)[min(len(times_ms) - 1, len(times_ms) * percent // 100)]
