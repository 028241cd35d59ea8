"""How long a case, a call or a promise may wait before somebody must be told.

All durations are seconds. The figures are starting values that each service sets for itself:
P0 is regulated within the call, P1 without waiting, P2 may wait while others are handled and is
checked on by telephone after ten to fifteen minutes.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from regulation.care_level import CareLevel
from regulation.case import Case
from regulation.priority import Priority

WARN_SHARE = 0.5
"""Half of its time gone: late enough to mean something, early enough to act upon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """The service's own times, in seconds."""

    wait_p0_s: float = 0.0
    """A P0 may wait this long for a physician, for a place on the map and for a unit."""
    wait_p1_s: float = 60.0
    wait_p2_s: float = 600.0
    recheck_s: float = 720.0
    """A caller who waits for a physician is rung this long after they were last spoken with."""
    retry_s: float = 600.0
    """Somebody who did not answer is rung again after this time."""
    safety_r1_s: float = 900.0
    """An advice that sends nobody is followed up after this time, by its care level."""
    safety_r2_s: float = 1800.0
    safety_r3_s: float = 7200.0
    safety_r4_s: float = 14_400.0
    ring_s: float = 60.0
    """A call that rang this long calls for somebody: 99 of 100 are to be answered within it."""
    ring_back_s: float = 60.0
    """An abandoned call is rung back within this time of its first ring."""
    untaken_s: float = 120.0
    """A task that nobody has taken for this long is brought before everybody."""
    held_s: float = 900.0
    """A task that one person has held for this long is brought before everybody again."""

    def safety_net_s(self, level: CareLevel) -> float:
        """Return how long after an advice of this level the patient is rung."""
        return {
            CareLevel.R1: self.safety_r1_s,
            CareLevel.R2: self.safety_r2_s,
            CareLevel.R3: self.safety_r3_s,
            CareLevel.R4: self.safety_r4_s,
        }[level]

    def wait_s(self, priority: Priority) -> float | None:
        """Return how long a case may wait for a physician; None when none is awaited (NR).

        A P3 has no clock of its own: until its call-back is agreed it waits like a P2.
        """
        match priority:
            case Priority.P0:
                return self.wait_p0_s
            case Priority.P1:
                return self.wait_p1_s
            case Priority.P2 | Priority.P3:
                return self.wait_p2_s
            case Priority.NR:
                return None


class Urge(StrEnum):
    """How a running clock stands."""

    CALM = "CALM"
    WARN = "WARN"
    OVERDUE = "OVERDUE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """One case's running clock."""

    since: datetime
    warn_at: datetime
    due_at: datetime

    def urge(self, now: datetime) -> Urge:
        """Say how the clock stands at `now`."""
        if now >= self.due_at:
            return Urge.OVERDUE
        return Urge.WARN if now >= self.warn_at else Urge.CALM


def wait_of(case: Case, clocks: Clocks) -> Wait | None:
    """Return the clock that runs on a case, or None when it waits for no physician."""
    limit_s = clocks.wait_s(case.priority)
    if case.waiting_since is None or limit_s is None:
        return None
    limit = timedelta(seconds=limit_s)
    return Wait(
        since=case.waiting_since,
        warn_at=case.waiting_since + limit * WARN_SHARE,
        due_at=case.waiting_since + limit,
    )
