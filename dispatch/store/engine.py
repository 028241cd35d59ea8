"""The database engine, and the two kinds of transaction: one that reads, one that writes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

BUSY_TIMEOUT_MS = 10_000
"""SQLite waits this long for another writer: longer than any command, shorter than patience."""

POOL_SIZE = 10
"""Connections to PostgreSQL a process: commands of one centre queue on its counter anyway."""

CONNECT_S_MAX = 5.0
"""A PostgreSQL that takes longer than this to let us in is said to be unreachable."""

STATEMENT_S_MAX = 10.0
"""No statement takes a second, waiting for its centre's counter included; one that takes ten was
sent to a server that is gone without a word, and whoever waits must be told."""

_WRITES = "samu_writes"


def open_engine(url: str) -> AsyncEngine:
    """Open the store at `url` (sqlite+aiosqlite or postgresql+asyncpg)."""
    if url.startswith("sqlite"):
        return _open_sqlite(url)
    return create_async_engine(
        url,
        pool_size=POOL_SIZE,
        max_overflow=POOL_SIZE,
        pool_pre_ping=True,
        connect_args={"timeout": CONNECT_S_MAX, "command_timeout": STATEMENT_S_MAX},
    )


def _open_sqlite(url: str) -> AsyncEngine:
    engine = create_async_engine(url)

    @sa.event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
        # The driver must not open transactions by itself: BEGIN is ours (below).
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode = WAL",
            # An acknowledged command must survive the power cut, not only the process.
            "synchronous = FULL",
            f"busy_timeout = {BUSY_TIMEOUT_MS}",
            "foreign_keys = ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @sa.event.listens_for(engine.sync_engine, "begin")
    def begin(connection: sa.Connection) -> None:
        # A writer takes the lock at once: upgrading a read lock later can only fail.
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@asynccontextmanager
async def reading(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Open a transaction that sees one consistent state and changes nothing."""
    async with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            await connection.execution_options(isolation_level="REPEATABLE READ")
        async with connection.begin():
            yield connection


@asynccontextmanager
async def writing(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Open a transaction that commits when the block ends well, and undoes all otherwise."""
    async with engine.connect() as connection:
        await connection.execution_options(**{_WRITES: True})
        async with connection.begin():
            yield connection
