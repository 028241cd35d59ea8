"""The house of the stories: a desk on a real store, with a clock that stands still."""

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.actor import Actor
from dispatch.call_reader import CallReader
from dispatch.command import Command
from dispatch.desk import Desk, Outcome
from dispatch.due import Sweep
from dispatch.feed.in_process import InProcessFeed
from dispatch.feed.port import Feed
from dispatch.proposal.keeper import ProposalKeeper
from dispatch.proposal_reader import ProposalReader
from dispatch.protocols import Protocols
from dispatch.reader import Reader
from dispatch.room import Room
from dispatch.store.engine import open_engine
from dispatch.tracking import Tracker
from geo.straight_line import StraightLineRouter
from tests.stores import senegal, shipped_library

_numbers = itertools.count(1)


@dataclass(slots=True, kw_only=True)
class HandClock:
    """A clock that moves only when told; its ids are numbers that never come twice."""

    moment: datetime = field(default_factory=lambda: datetime(2027, 3, 2, 20, 0, tzinfo=UTC))

    def now(self) -> datetime:
        """Return the moment it was set to."""
        return self.moment

    def new_id(self) -> str:
        """Return the next id."""
        return f"{next(_numbers):026d}"

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self.moment += timedelta(seconds=seconds)


def new_key() -> str:
    """Return an idempotency key that was never used."""
    return f"key-{next(_numbers):022d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A desk, what it stands on, and who reads beside it."""

    engine: AsyncEngine
    clock: HandClock
    feed: Feed
    desk: Desk
    reader: Reader
    keeper: ProposalKeeper
    proposals: ProposalReader
    calls: CallReader
    sweep: Sweep

    async def do(self, command: Command, actor: Actor, key: str | None = None) -> Outcome:
        """Carry out a command under a key of its own, or the one given."""
        return await self.desk.do(command, actor=actor, key=key or new_key())


@asynccontextmanager
async def open_house(url: str) -> AsyncIterator[House]:
    """Open a house on a prepared store and close it again."""
    engine, clock, feed = open_engine(url), HandClock(), InProcessFeed()
    room = Room(
        country=senegal(),
        protocols=Protocols(everywhere=shipped_library()),
        router=StraightLineRouter(senegal()),
        tracker=Tracker(),
    )
    keeper = ProposalKeeper(engine=engine, clock=clock, kept_days=365)
    reader = Reader(engine=engine, clock=clock, room=room, keeper=keeper)
    desk = Desk(engine=engine, clock=clock, room=room, feed=feed)
    try:
        yield House(
            engine=engine,
            clock=clock,
            feed=feed,
            desk=desk,
            reader=reader,
            keeper=keeper,
            proposals=ProposalReader(engine=engine, clock=clock),
            calls=CallReader(engine=engine, clock=clock, reader=reader),
            sweep=Sweep(engine=engine, desk=desk),
        )
    finally:
        await feed.close()
        await engine.dispose()
