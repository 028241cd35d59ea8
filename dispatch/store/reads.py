"""The log of who looked at which patient's record."""

from collections.abc import Iterable

from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.clock import Clock
from dispatch.store import tables
from dispatch.store.engine import writing


async def log(
    engine: AsyncEngine, clock: Clock, person_id: str, case_ids: Iterable[str], what: str
) -> None:
    """Note that a person looked at these cases; `what` says at which part of them."""
    looks = [
        {
            "id": clock.new_id(),
            "at": clock.now(),
            "person_id": person_id,
            "case_id": case_id,
            "what": what,
        }
        for case_id in case_ids
    ]
    if looks:
        async with writing(engine) as connection:
            await connection.execute(tables.read_log.insert(), looks)
