"""The priority of regulation: how soon a physician must take the call."""

from enum import StrEnum


class Priority(StrEnum):
    """The P code that call reception gives to a case.

    Codes are those of Hub Santé (`priorite`): P0 life threat, P1 immediate regulation,
    P2 regulation that may wait (the default), P3 deferred with an agreed call-back,
    NR no medical act.
    """

    P0 = "P0"
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    NR = "NR"

    @property
    def urgency(self) -> int:
        """Rank the priority as an integer from 0 (NR) to 4 (P0), most urgent highest."""
        return _URGENCY[self]

    def at_least_as_urgent_as(self, other: "Priority") -> bool:
        """Tell whether this priority can stand in for the other without losing urgency."""
        return self.urgency >= other.urgency


_URGENCY = {code: rank for rank, code in enumerate(reversed(Priority))}


def more_urgent(first: Priority, second: Priority) -> Priority:
    """Return the more urgent of two priorities."""
    return first if first.at_least_as_urgent_as(second) else second


def most_urgent(priorities: tuple[Priority, ...]) -> Priority:
    """Return the most urgent of several priorities, NR when there are none."""
    return max(priorities, key=lambda priority: priority.urgency, default=Priority.NR)
