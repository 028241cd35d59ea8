"""The secrets of callers' links: known to whoever holds the address, kept here as digests only."""

import hashlib
import secrets
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dispatch.store import rows, tables
from dispatch.store.engine import reading, writing
from dispatch.subject import CALL
from regulation.call import Call

TOKEN_BYTES = 24
"""192 bits: not to be guessed, and the address still fits into one short message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Gives links their secrets, and finds a link by its secret."""

    engine: AsyncEngine

    async def issue(self, link_id: str) -> str:
        """Return a fresh secret for a link; one given before is good no longer.

        So a request for a link that is repeated because its answer was lost is answered with a
        good address, although nobody here remembers the first.
        """
        token, table = secrets.token_urlsafe(TOKEN_BYTES), tables.location_link
        async with writing(self.engine) as connection:
            await connection.execute(
                table.update().where(table.c.id == link_id).values(token_hash=_digest(token))
            )
        return token

    async def find(self, token: str) -> str | None:
        """Return the id of the link that has this secret, None when none has."""
        table = tables.location_link
        query = sa.select(table.c.id).where(table.c.token_hash == _digest(token))
        async with reading(self.engine) as connection:
            return (await connection.execute(query)).scalar_one_or_none()


async def case_of_link(connection: AsyncConnection, link_id: str) -> str | None:
    """Return the id of the case that a link belongs to by now, None while it has none."""
    link = tables.location_link
    row = (await connection.execute(sa.select(link).where(link.c.id == link_id))).one_or_none()
    if row is None or row.call_id is None:
        return None if row is None else row.case_id
    called: Call | None = await rows.find(connection, CALL, row.call_id)
    return called.case_id if called else None


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
