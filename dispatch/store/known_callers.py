"""The directory of professional callers: one row a number."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dispatch.store import tables
from dispatch.store.engine import reading, writing
from geo.position import Position
from regulation.caller import CallerType
from regulation.known_caller import KnownCaller

_TABLE = tables.known_caller


def _known(row: sa.Row[Any]) -> KnownCaller:
    located = row.lat is not None and row.lon is not None
    return KnownCaller(
        number=row.number,
        name=row.name,
        type=CallerType(row.type),
        centre_id=row.centre_id,
        place=row.place,
        position=Position(lat=row.lat, lon=row.lon) if located else None,
    )


async def find(connection: AsyncConnection, number: str) -> KnownCaller | None:
    """Return who rings from a number, None for a number that nobody entered."""
    if not number:
        return None
    row = (await connection.execute(sa.select(_TABLE).where(_TABLE.c.number == number))).first()
    return None if row is None else _known(row)


async def all_of(engine: AsyncEngine, centre_id: str | None = None) -> list[KnownCaller]:
    """Return the directory of one centre, or of all, by centre and name."""
    query = sa.select(_TABLE).order_by(_TABLE.c.centre_id, _TABLE.c.name, _TABLE.c.number)
    if centre_id is not None:
        query = query.where(_TABLE.c.centre_id == centre_id)
    async with reading(engine) as connection:
        return [_known(row) for row in await connection.execute(query)]


async def save(engine: AsyncEngine, callers: Iterable[KnownCaller]) -> int:
    """Enter or replace numbers, all or none; returns how many were not known before."""
    new = 0
    async with writing(engine) as connection:
        for one in callers:
            removed = await connection.execute(_TABLE.delete().where(_TABLE.c.number == one.number))
            new += removed.rowcount == 0
            await connection.execute(
                _TABLE.insert().values(
                    number=one.number,
                    name=one.name,
                    type=one.type.value,
                    centre_id=one.centre_id,
                    place=one.place,
                    lat=one.position.lat if one.position else None,
                    lon=one.position.lon if one.position else None,
                )
            )
    return new


async def remove(engine: AsyncEngine, number: str) -> bool:
    """Forget a number; returns whether it was known. Calls received keep what they showed."""
    async with writing(engine) as connection:
        removed = await connection.execute(_TABLE.delete().where(_TABLE.c.number == number))
    return removed.rowcount > 0
