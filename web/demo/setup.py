"""Sets the demonstration's store up, once, and refuses one that is not a demonstration."""

from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.accounts import Accounts
from dispatch.bootstrap import make_store_folder
from dispatch.clock import SystemClock
from dispatch.registry import register
from dispatch.settings import Settings
from dispatch.store import migrate, tables
from dispatch.store.engine import open_engine, reading
from fleet.roster import FleetPlan, load_fleet
from geo.country import load_country
from web.demo.accounts import HASHER, demo_accounts
from web.demo.past import remember_transfers
from web.demo.words import Say

SUFFIXES = ("", "-wal", "-shm")
"""SQLite keeps two files beside the store while it is open, or after a kill."""


class NotADemonstration(RuntimeError):  # noqa: N818 - a state, told to the operator
    """The store holds persons who are not invented: the demonstration does not touch it."""


def demo_settings(folder: Path, **given: object) -> Settings:
    """Return the settings of a demonstration that keeps its store in `folder`."""
    url = f"sqlite+aiosqlite:///{folder / 'samu.sqlite'}"
    fixed: dict[str, object] = {"database_url": url, "redis_url": None, "demo": True}
    return Settings().model_copy(update=given | fixed)


async def set_up_demo(settings: Settings, say: Callable[[Say], None], *, fresh: bool) -> bool:
    """Bring the store to its first state; returns False when there was nothing left to do.

    Raises NotADemonstration, before anything is changed, when real persons are registered.
    """
    make_store_folder(settings.database_url)
    engine = open_engine(settings.database_url)
    try:
        await _refuse_real_persons(engine)
        if fresh:
            await engine.dispose()
            _remove(settings)
        return await _complete(engine, settings, say)
    finally:
        await engine.dispose()


async def _refuse_real_persons(engine: AsyncEngine) -> None:
    if await migrate.version(engine) is None:
        return
    person = tables.person
    query = sa.select(person.c.login).where(sa.not_(person.c.demo)).limit(1)
    async with reading(engine) as connection:
        if (await connection.execute(query)).first() is not None:
            raise NotADemonstration(engine.url.render_as_string(hide_password=True))


def _remove(settings: Settings) -> None:
    database = sa.make_url(settings.database_url).database
    for suffix in SUFFIXES if database else ():
        Path(f"{database}{suffix}").unlink(missing_ok=True)


async def _complete(engine: AsyncEngine, settings: Settings, say: Callable[[Say], None]) -> bool:
    fleet = load_fleet(settings.country)
    newest = await migrate.version(engine) == migrate.newest_version()
    if newest and await _is_complete(engine, fleet):
        return False
    say(Say.TABLES)
    await migrate.upgrade(engine)
    say(Say.COUNTRY)
    country = load_country(settings.country)
    registered = await register(engine, SystemClock(), country, fleet)
    if registered.wards == len(fleet.wards):
        await remember_transfers(engine, fleet, SystemClock().now())
    accounts = demo_accounts([centre.id for centre in country.centres], fleet)
    say(Say.ACCOUNTS)
    hours = settings.session_hours
    book = Accounts(engine=engine, clock=SystemClock(), session_hours=hours, hasher=HASHER)
    await book.register(accounts)
    return True


async def _is_complete(engine: AsyncEngine, fleet: FleetPlan) -> bool:
    centres = await _centres(engine)
    wanted = {account.login for account in demo_accounts(centres, fleet)}
    return bool(centres) and wanted <= await _logins(engine)


async def _logins(engine: AsyncEngine) -> set[str]:
    async with reading(engine) as connection:
        return set((await connection.execute(sa.select(tables.person.c.login))).scalars())


async def _centres(engine: AsyncEngine) -> list[str]:
    async with reading(engine) as connection:
        return list((await connection.execute(sa.select(tables.centre.c.id))).scalars())
