"""Keeps a router that does not answer from costing its time limit on every question."""

from collections.abc import Callable
from typing import Final

from geo.travel import RouterFault

FAULTS_MAX: Final = 2
"""Faults in a row until a router is no longer waited for."""

RETRY_S: Final = 2.0
RETRY_MAX_S: Final = 30.0
"""It is tried again after 2 s, then 4, 8, ... 30: a server that restarts is back on the board
within half a minute at the latest."""

HARMLESS: Final = frozenset({RouterFault.NOT_COVERED})
"""Says something of the place that was asked, nothing of the router."""


class Breaker:
    """A circuit breaker: closed while the router answers, open after faults in a row.

    While it is open, `is_probe_due` says at growing intervals that one question may be tried.
    ``now_s`` is a clock that only runs forward, in seconds.
    """

    def __init__(self, now_s: Callable[[], float]) -> None:
        self._now_s = now_s
        self._in_a_row = 0
        self._wait_s = RETRY_S
        self._retry_at_s = 0.0
        self.fault: RouterFault | None = None
        """The last fault, None after an answer."""

    @property
    def is_open(self) -> bool:
        """Whether the router is passed over without being asked."""
        return self._in_a_row >= FAULTS_MAX

    @property
    def is_probe_due(self) -> bool:
        """Whether it is time to try the router again."""
        return self.is_open and self._now_s() >= self._retry_at_s

    def probing(self) -> None:
        """Note that one question is on its way, so that no second one is sent beside it."""
        self._retry_at_s = self._now_s() + self._wait_s

    def answered(self) -> None:
        """Close it."""
        self._in_a_row = 0
        self._wait_s = RETRY_S
        self.fault = None

    def failed(self, fault: RouterFault) -> None:
        """Count a fault; enough of them open it, and each further one lengthens the wait."""
        if fault in HARMLESS:
            return
        was_open = self.is_open
        self.fault = fault
        self._in_a_row += 1
        if was_open:
            self._wait_s = min(RETRY_MAX_S, 2 * self._wait_s)
        if self.is_open:
            self._retry_at_s = self._now_s() + self._wait_s
