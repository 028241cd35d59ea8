"""Fixtures that many tests share: the real services and the browser."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.services import PostgresServer, RedisServer, start_postgres, start_redis
from tests.stores import copy_of, prepare_postgres, prepare_sqlite

settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")
"""A busy machine is no fault of the code: nothing here is judged by the clock."""


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One PostgreSQL for the whole run; take a database of your own from it."""
    server = start_postgres()
    yield server
    server.close()


@pytest.fixture(scope="session")
def redis_server() -> Iterator[RedisServer]:
    """One Redis or Valkey for the whole run; choose keys of your own in it."""
    server = start_redis()
    yield server
    server.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """URL of a new empty database: the test runs on SQLite and again on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'samu.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    url = server.create_database()
    yield url
    server.drop_database(url)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Path of Chromium; without one the test is skipped, and fails on CI."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None and os.environ.get("CI") == "true":
        pytest.fail("no Chromium on this machine: `make test` installs one")
    if path is None:
        pytest.skip("NO CHROMIUM on this machine, the browser is NOT tested: see `make test`")
    return path


@pytest.fixture(scope="session")
def prepared_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with Senegal's centres, fleet, wards and people in it; copy it."""
    return prepare_sqlite(tmp_path_factory.mktemp("prepared"))


@pytest.fixture(scope="session")
def prepared_postgres(postgres_server: PostgresServer) -> str:
    """Name of a PostgreSQL database with the same in it; take copies."""
    return prepare_postgres(postgres_server)


@pytest.fixture
def sqlite_store(prepared_sqlite: Path, tmp_path: Path) -> str:
    """URL of a prepared SQLite store of one's own."""
    return copy_of(prepared_sqlite, tmp_path)


@pytest.fixture
def postgres_store(postgres_server: PostgresServer, prepared_postgres: str) -> Iterator[str]:
    """URL of a prepared PostgreSQL store of one's own."""
    url = postgres_server.create_database(template=prepared_postgres)
    yield url
    postgres_server.drop_database(url)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def store_url(request: pytest.FixtureRequest) -> str:
    """URL of a prepared store: the test runs on SQLite and again on PostgreSQL."""
    name = "sqlite_store" if request.param == "sqlite" else "postgres_store"
    url: str = request.getfixturevalue(name)
    return url
