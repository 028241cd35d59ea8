"""Proves the journals of all centres, as they stand in the store."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.journal import Fault, verify
from dispatch.store import journal, tables
from dispatch.store.engine import reading


async def check_journals(engine: AsyncEngine) -> tuple[dict[str, int], list[Fault]]:
    """Return how many entries each centre has, and every fault found."""
    checked: dict[str, int] = {}
    faults: list[Fault] = []
    async with reading(engine) as connection:
        query = sa.select(tables.centre.c.id).order_by(tables.centre.c.id)
        for centre_id in (await connection.execute(query)).scalars().all():
            head_n, head_hash = await journal.head(connection, centre_id)
            entries = [entry async for entry in journal.read_all(connection, centre_id)]
            faults += verify(centre_id, entries, head_n=head_n, head_hash=head_hash)
            checked[centre_id] = len(entries)
    return checked, faults
