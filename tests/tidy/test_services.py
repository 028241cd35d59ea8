"""The services that other tests stand on do what they say."""

import sys
from pathlib import Path

import pytest
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as RedisConnectionError
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from tests.services import (
    Daemon,
    PostgresServer,
    RedisServer,
    RunningServer,
    answers_sql,
    run_sql,
    start_postgres,
    start_redis,
)


async def first_value(url: str, statement: str) -> object:
    engine = create_async_engine(url)
    try:
        async with engine.begin() as connection:
            return (await connection.execute(text(statement))).scalar()
    finally:
        await engine.dispose()


async def test_each_database_kind_answers(database_url: str) -> None:
    assert await first_value(database_url, "SELECT 1") == 1


@pytest.mark.parametrize("turn", [1, 2])
async def test_each_test_gets_an_empty_database(database_url: str, turn: int) -> None:
    engine = create_async_engine(database_url)
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE mark (turn INTEGER)"))
        await connection.execute(text("INSERT INTO mark VALUES (:turn)"), {"turn": turn})
    await engine.dispose()
    assert await first_value(database_url, "SELECT COUNT(*) FROM mark") == 1


@pytest.mark.postgres
def test_a_database_can_be_copied_from_another(postgres_server: PostgresServer) -> None:
    first = postgres_server.create_database()
    run_sql(first, "CREATE TABLE mark AS SELECT 7 AS number")
    copy = postgres_server.create_database(template=first.rpartition("/")[2])
    assert run_sql(copy, "SELECT number FROM mark") == [7]


@pytest.mark.postgres
@pytest.mark.parametrize("origin", ["system", "wheel"])
def test_postgres_keeps_what_it_acknowledged_when_killed(
    origin: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if origin == "wheel":
        monkeypatch.setattr("tests.services.SYSTEM_POSTGRES", tmp_path)
    server = start_postgres(fsync=True)
    try:
        url = server.create_database()
        run_sql(url, "CREATE TABLE mark (number INTEGER)", "INSERT INTO mark VALUES (7)")
        server.kill()
        assert not answers_sql(url)
        server.restart()
        assert run_sql(url, "SELECT number FROM mark") == [7]
    finally:
        server.close()


@pytest.mark.redis
async def test_redis_answers(redis_server: RedisServer) -> None:
    async with Redis.from_url(redis_server.url) as redis:
        assert await redis.ping()


@pytest.mark.redis
@pytest.mark.parametrize("origin", ["system", "wheel"])
async def test_redis_comes_back_empty_when_killed(
    origin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if origin == "wheel":
        monkeypatch.setattr("tests.services.shutil.which", lambda _: None)
    server = start_redis()
    try:
        async with Redis.from_url(server.url) as redis:
            await redis.set("mark", "7")
            server.kill()
            with pytest.raises(RedisConnectionError):
                await redis.get("mark")
            server.restart()
            assert await redis.get("mark") is None
    finally:
        server.close()


def test_a_service_that_cannot_start_says_why(tmp_path: Path) -> None:
    daemon = Daemon(
        name="broken",
        command=[sys.executable, "-c", "raise SystemExit('no such port')"],
        answers=lambda: False,
        folder=tmp_path,
        cwd=tmp_path,
    )
    with pytest.raises(RuntimeError, match="no such port"):
        daemon.start()


def test_a_server_passes_on_only_the_settings_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMU_REDIS_URL", "redis://elsewhere")
    server = RunningServer({"SAMU_DATABASE_URL": "sqlite+aiosqlite:///x.db"})
    assert server.daemon.environment is not None
    settings = {key for key in server.daemon.environment if key.startswith("SAMU_")}
    assert settings == {"SAMU_HOST", "SAMU_PORT", "SAMU_DATABASE_URL"}
