"""Stores that are ready for use: Senegal's centres, fleet and wards, and people who can sign in.

Setting one up takes a second; it is done once for each engine, and every test gets a copy.
"""

import asyncio
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from dispatch.accounts import Accounts
from dispatch.clock import SystemClock
from dispatch.registry import register
from dispatch.store import migrate
from dispatch.store.engine import open_engine
from fleet.roster import load_fleet
from geo.country import Country, load_country
from regulation.protocols.library import Library, load_library
from tests.people import QUICK_HASHER, accounts
from tests.services import PostgresServer


@cache
def senegal() -> Country:
    """Return the country, read once for the whole run."""
    return load_country("senegal")


@cache
def shipped_library() -> Library:
    """Return the protocols that come with the software, read once for the whole run."""
    return load_library()


async def set_up(url: str) -> None:
    """Create the tables of an empty store and register everything and everybody."""
    engine, clock = open_engine(url), SystemClock()
    try:
        await migrate.upgrade(engine)
        await register(engine, clock, senegal(), load_fleet("senegal"))
        people = Accounts(engine=engine, clock=clock, session_hours=12, hasher=QUICK_HASHER)
        await people.register(accounts())
    finally:
        await engine.dispose()


def set_up_now(url: str) -> None:
    """Do the same where a loop may or may not be running."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(asyncio.run, set_up(url)).result()


def sqlite_url(file: Path) -> str:
    """Return the URL of an SQLite file."""
    return f"sqlite+aiosqlite:///{file}"


def prepare_sqlite(folder: Path) -> Path:
    """Return a prepared SQLite file, with nothing left in its write-ahead log."""
    file = folder / "prepared.sqlite"
    set_up_now(sqlite_url(file))
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return file


def copy_of(prepared: Path, folder: Path) -> str:
    """Return the URL of a copy of a prepared SQLite file."""
    return sqlite_url(Path(shutil.copy(prepared, folder / "samu.sqlite")))


def prepare_postgres(server: PostgresServer) -> str:
    """Return the name of a prepared PostgreSQL database, to be copied as a template."""
    url = server.create_database()
    set_up_now(url)
    return url.rpartition("/")[2]
