"""Positions coming in: believed or not, told to the boards, the last one and a track kept."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dispatch.clock import Clock
from dispatch.codec import dump, load
from dispatch.feed.port import Feed
from dispatch.store import tables
from dispatch.store.engine import reading, writing
from dispatch.tracking import Tracker
from fleet.track import Fix, Rejection


@dataclass(frozen=True, slots=True, kw_only=True)
class Positions:
    """Takes fixes from crews and keeps what matters of them."""

    engine: AsyncEngine
    clock: Clock
    tracker: Tracker
    feed: Feed

    async def report(self, fixes: Sequence[Fix]) -> list[Rejection | None]:
        """Take fixes in the order they were made; returns why each was refused, or None."""
        verdicts = [self.tracker.take(fix) for fix in fixes]
        believed = [fix for fix, verdict in zip(fixes, verdicts, strict=True) if verdict is None]
        if believed:
            await self.feed.move(believed)
            await self._keep([fix for fix in believed if self.tracker.due_for_record(fix)])
        return verdicts

    async def restore(self) -> None:
        """Start from the last positions the store knows."""
        async with reading(self.engine) as connection:
            bodies = (await connection.execute(sa.select(tables.unit_position.c.body))).scalars()
            self.tracker.restore([load(Fix, body) for body in bodies])

    async def _keep(self, fixes: Sequence[Fix]) -> None:
        if not fixes:
            return
        async with writing(self.engine) as connection:
            for fix in fixes:
                await _keep_last(connection, fix)
                await _keep_point(connection, fix)


async def _keep_last(connection: AsyncConnection, fix: Fix) -> None:
    table = tables.unit_position
    values = {"body": dump(fix), "received_at": fix.received_at}
    changed = await connection.execute(
        table.update().where(table.c.unit_id == fix.unit_id).values(**values)
    )
    if changed.rowcount == 0:
        await connection.execute(table.insert().values(unit_id=fix.unit_id, **values))


async def _keep_point(connection: AsyncConnection, fix: Fix) -> None:
    table = tables.track_point
    known = await connection.execute(
        sa.select(table.c.unit_id).where(
            table.c.unit_id == fix.unit_id, table.c.fix_at == fix.fix_at
        )
    )
    if known.first() is None:
        position = fix.position
        await connection.execute(
            table.insert().values(
                unit_id=fix.unit_id, fix_at=fix.fix_at, lat=position.lat, lon=position.lon
            )
        )
