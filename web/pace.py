"""How often somebody may knock at a door that is open to everyone."""

import time
from collections import OrderedDict
from collections.abc import Callable

KEYS_MAX = 10_000
"""Whoever knocks under more names than this pushes only the oldest names out of memory."""


class Pace:
    """Counts knocks by name in windows of `window_s` seconds; lives in one process."""

    def __init__(
        self, limit: int, window_s: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._limit, self._window_s, self._clock = limit, window_s, clock
        self._counted: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def allows(self, name: str) -> bool:
        """Count one knock and say whether it is within the limit of its window."""
        now = self._clock()
        since, knocks = self._counted.pop(name, (now, 0))
        if now - since >= self._window_s:
            since, knocks = now, 0
        self._counted[name] = (since, knocks + 1)
        while len(self._counted) > KEYS_MAX:
            self._counted.popitem(last=False)
        return knocks < self._limit
