"""The journal's table: append under a centre's lock, read by number."""

from collections import Counter, deque
from collections.abc import AsyncIterator, Iterator

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.journal import READ_PAGE, Entry
from dispatch.store.tables import centre, journal
from regulation.person import Person, Role

_ACTOR = ("actor_id", "actor_name", "actor_role")


async def append(connection: AsyncConnection, entry: Entry) -> None:
    """Write one entry and move its centre's head; the caller holds the centre's lock."""
    columns = {
        name: getattr(entry, name)
        for name in journal.c.keys()  # noqa: SIM118 - a column collection, not a dict
        if name not in _ACTOR
    }
    actor = entry.actor
    await connection.execute(
        journal.insert().values(
            **columns, actor_id=actor.id, actor_name=actor.name, actor_role=actor.role.value
        )
    )
    await connection.execute(
        centre.update()
        .where(centre.c.id == entry.centre_id)
        .values(last_n=entry.n, last_hash=entry.hash)
    )


def _entry(row: sa.Row[tuple[object, ...]]) -> Entry:
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's documented access
    actor = Person(
        id=values.pop("actor_id"),
        name=values.pop("actor_name"),
        role=Role(values.pop("actor_role")),
    )
    return Entry(actor=actor, **values)


async def read(
    connection: AsyncConnection, centre_id: str, *, after: int, limit: int = READ_PAGE
) -> list[Entry]:
    """Return up to `limit` entries of one centre with numbers above `after`, in order."""
    query = (
        sa.select(journal)
        .where(journal.c.centre_id == centre_id, journal.c.n > after)
        .order_by(journal.c.n)
        .limit(limit)
    )
    return [_entry(row) for row in await connection.execute(query)]


async def read_all(connection: AsyncConnection, centre_id: str) -> AsyncIterator[Entry]:
    """Give every entry of one centre in order, a page at a time."""
    after = 0
    while page := await read(connection, centre_id, after=after):
        for entry in page:
            yield entry
        after = page[-1].n


async def of_case(connection: AsyncConnection, case_id: str) -> list[Entry]:
    """Return all that was written about one case, once per event, in the order it happened."""
    query = (
        sa.select(journal)
        .where(journal.c.case_id == case_id)
        .order_by(journal.c.centre_id, journal.c.n)
    )
    by_centre: dict[str, deque[Entry]] = {}
    for row in await connection.execute(query):
        entry = _entry(row)
        by_centre.setdefault(entry.centre_id, deque()).append(entry)
    return list(_merged(by_centre))


def _merged(by_centre: dict[str, deque[Entry]]) -> Iterator[Entry]:
    """Merge centres' entries so that each centre's own order holds, the earlier first otherwise.

    Times alone do not order them: all events of one command bear the same.
    """
    left = Counter(entry.event_id for entries in by_centre.values() for entry in entries)
    while heads := [entries[0] for entries in by_centre.values() if entries]:
        standing = Counter(entry.event_id for entry in heads)
        ready = [entry for entry in heads if standing[entry.event_id] == left[entry.event_id]]
        # A tampered journal may be in no order at all; it is shown all the same.
        first = min(ready or heads, key=lambda entry: (entry.at, entry.n))
        yield first
        for entries in by_centre.values():
            if entries and entries[0].event_id == first.event_id:
                entries.popleft()
                left[first.event_id] -= 1


async def head(connection: AsyncConnection, centre_id: str) -> tuple[int, str]:
    """Return a centre's last number and hash; raises KeyError for an unknown centre."""
    query = sa.select(centre.c.last_n, centre.c.last_hash).where(centre.c.id == centre_id)
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        raise KeyError(centre_id)
    return row.last_n, row.last_hash
