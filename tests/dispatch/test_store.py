"""The store: the same tables on both engines, times in UTC, one path from empty to now."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from dispatch.bootstrap import StoreNotReady, open_service
from dispatch.clock import SystemClock
from dispatch.registry import Registered, register
from dispatch.settings import Settings
from dispatch.store import migrate, tables
from dispatch.store.engine import open_engine, reading, writing
from fleet.roster import load_fleet
from tests.stores import senegal


def differences(connection: sa.Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, tables.metadata))


async def test_an_empty_store_is_brought_to_the_shape_the_code_expects(database_url: str) -> None:
    engine = open_engine(database_url)
    try:
        assert await migrate.version(engine) is None
        await migrate.upgrade(engine)
        assert await migrate.version(engine) == migrate.newest_version()
        async with engine.connect() as connection:
            assert await connection.run_sync(differences) == []
        await migrate.upgrade(engine)
        assert await migrate.version(engine) == migrate.newest_version()
    finally:
        await engine.dispose()


async def test_a_missing_column_would_be_noticed(database_url: str) -> None:
    engine = open_engine(database_url)
    try:
        await migrate.upgrade(engine)
        async with writing(engine) as connection:
            await connection.execute(sa.text("ALTER TABLE track_point DROP COLUMN lat"))
        async with engine.connect() as connection:
            assert await connection.run_sync(differences) != []
    finally:
        await engine.dispose()


async def test_registering_twice_changes_nothing(store_url: str) -> None:
    engine = open_engine(store_url)
    try:
        again = await register(engine, SystemClock(), senegal(), load_fleet("senegal"))
        assert again == Registered(centres=0, units=0, wards=0)
    finally:
        await engine.dispose()


async def test_a_store_that_was_never_set_up_is_said_so(database_url: str) -> None:
    with pytest.raises(StoreNotReady):
        await open_service(Settings(database_url=database_url, _env_file=None))


async def test_times_come_back_as_utc_whatever_zone_they_were_given_in(store_url: str) -> None:
    engine, table = open_engine(store_url), tables.track_point
    dakar_summer = datetime(2027, 3, 2, 22, 0, tzinfo=timezone(timedelta(hours=2)))
    try:
        async with writing(engine) as connection:
            values = {"unit_id": "u", "fix_at": dakar_summer, "lat": 14.0, "lon": -16.0}
            await connection.execute(table.insert().values(**values))
        async with reading(engine) as connection:
            kept = (await connection.execute(sa.select(table.c.fix_at))).scalar_one()
        assert (kept, kept.tzinfo) == (dakar_summer, UTC)
        naive = table.insert().values(**(values | {"fix_at": dakar_summer.replace(tzinfo=None)}))
        async with writing(engine) as connection:
            with pytest.raises(sa.exc.StatementError, match="naive time"):
                await connection.execute(naive)
    finally:
        await engine.dispose()


async def test_a_block_that_fails_leaves_nothing_behind(store_url: str) -> None:
    engine, table = open_engine(store_url), tables.read_log
    values = {"id": "1", "at": datetime.now(UTC), "person_id": "p", "case_id": "c", "what": "x"}

    async def write_and_fail() -> None:
        async with writing(engine) as connection:
            await connection.execute(table.insert().values(**values))
            raise ZeroDivisionError

    try:
        with pytest.raises(ZeroDivisionError):
            await write_and_fail()
        async with reading(engine) as connection:
            assert (await connection.execute(sa.select(table.c.id))).all() == []
    finally:
        await engine.dispose()
