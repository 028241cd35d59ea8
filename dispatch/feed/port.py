"""What a feed promises."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from dispatch.eta.expected import Eta
from fleet.track import Fix


@dataclass(frozen=True, slots=True, kw_only=True)
class Woken:
    """A centre's journal is at `n` at least."""

    centre_id: str
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Units were seen somewhere new."""

    fixes: tuple[Fix, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Arrivals of units under way were reckoned again."""

    etas: tuple[Eta, ...]


Signal = Woken | Moved | Expected


class Feed(Protocol):
    """Carries signals to every listener of every process, at most once and quickly."""

    @property
    def degraded(self) -> bool:
        """Whether signals may not reach other processes now; the journal still does."""
        ...

    async def wake(self, n: Mapping[str, int]) -> None:
        """Tell that centres are at these numbers; never fails, a lost wake-up is made good."""
        ...

    async def move(self, fixes: Sequence[Fix]) -> None:
        """Tell where units are; never fails, a lost position is followed by the next."""
        ...

    async def expect(self, etas: Sequence[Eta]) -> None:
        """Tell when units will arrive; never fails, a lost arrival is reckoned again."""
        ...

    def listen(self) -> AsyncIterator[Signal]:
        """Give the signals from now on, until the feed closes."""
        ...

    async def close(self) -> None:
        """End every listener."""
        ...
