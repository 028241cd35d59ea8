"""Brings the tables to this version's shape, with Alembic and no file to configure."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.store.engine import writing

_FOLDER = Path(__file__).parent / "migrations"


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["connection"] = connection
    return config


def newest_version() -> str:
    """Return the version these sources need."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None, "no migration is shipped"  # noqa: S101 - a broken package
    return head


async def version(engine: AsyncEngine) -> str | None:
    """Return the version the store is at, or None for an empty store."""
    async with engine.connect() as connection:
        return await connection.run_sync(
            lambda sync: MigrationContext.configure(sync).get_current_revision()
        )


async def upgrade(engine: AsyncEngine) -> None:
    """Bring the store to the newest version; does nothing when it is there already."""
    async with writing(engine) as connection:
        await connection.run_sync(lambda sync: command.upgrade(_config(sync), "head"))
