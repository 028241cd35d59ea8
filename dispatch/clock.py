"""The only reader of time and of randomness in the house below `web`."""

from datetime import UTC, datetime
from typing import Protocol

from ulid import ULID


class Clock(Protocol):
    """Tells the time and makes ids; tests hand in one that stands still."""

    def now(self) -> datetime:
        """Return the present moment, timezone-aware UTC."""
        ...

    def new_id(self) -> str:
        """Return a new opaque id; ids sort by the time they were made."""
        ...


class SystemClock:
    """The machine's clock and ULIDs (26 characters, time first)."""

    def now(self) -> datetime:
        """Return the present moment, timezone-aware UTC."""
        return datetime.now(UTC)

    def new_id(self) -> str:
        """Return a new ULID."""
        return str(ULID())
