"""The descriptions of places that crews have confirmed, ready to be searched in every process.

One cheap question a search tells whether any process has changed one since; so what was taught in
one room is known in all at the next keystroke, with no message that could be lost.
"""

import asyncio
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dispatch.store import rows, tables
from dispatch.store.engine import reading
from dispatch.subject import ALIAS
from geo.naming.known_places import KnownPlace, KnownPlaces
from regulation.place_alias import PlaceAlias


@dataclass(slots=True, kw_only=True)
class Aliases:
    """The confirmed descriptions, read anew when they have changed."""

    engine: AsyncEngine
    _revision: int = -1
    _known: KnownPlaces = field(default_factory=KnownPlaces)
    _reading: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def known(self) -> KnownPlaces:
        """Return the descriptions that are offered now."""
        async with self._reading, reading(self.engine) as connection:
            revision = await _revision(connection)
            if revision != self._revision:
                active = await rows.where(connection, ALIAS, tables.place_alias.c.active)
                self._known = KnownPlaces([_known_place(alias) for alias in active])
                self._revision = revision
        return self._known

    async def of_centre(self, centre_id: str) -> list[PlaceAlias]:
        """Return a centre's descriptions, the last confirmed first."""
        table = tables.place_alias
        async with reading(self.engine) as connection:
            found: list[PlaceAlias] = await rows.where(
                connection, ALIAS, table.c.centre_id == centre_id, table.c.active
            )
        return sorted(found, key=lambda alias: alias.last_at, reverse=True)


async def _revision(connection: AsyncConnection) -> int:
    """Return a number that rises with every change; nothing is ever taken out of the table."""
    total = sa.func.coalesce(sa.func.sum(tables.place_alias.c.revision), 0)
    return int((await connection.execute(sa.select(total))).scalar_one())


def _known_place(alias: PlaceAlias) -> KnownPlace:
    return KnownPlace(
        id=alias.id,
        name=alias.name,
        position=alias.position,
        region=alias.region,
        centre_id=alias.centre_id,
        confirmed_count=alias.confirmed_count,
        confirmed_at=alias.last_at,
    )
