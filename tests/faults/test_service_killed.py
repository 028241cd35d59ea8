"""The service is killed in the middle of a story: nothing it acknowledged is lost."""

import asyncio
import subprocess
import sys
from datetime import UTC, datetime

import sqlalchemy as sa

from dispatch.store import tables
from dispatch.store.engine import open_engine, writing
from tests.faults.writers import SOAK, Writers, verify_journal
from tests.people import call_taker, crew, physician
from tests.services import ROOT, RunningServer, without_prefix
from tests.web.visitor import signed_in, watching

KILLS = 20 if SOAK else 2
"""How often the service is killed in one story."""

BETWEEN_KILLS = 25
"""Commands acknowledged between two kills, so that each falls into the middle of some."""


async def kill_again_and_again(server: RunningServer, writers: Writers) -> None:
    for _ in range(KILLS):
        enough = len(writers.promised) + BETWEEN_KILLS
        await writers.until(lambda w, enough=enough: len(w.promised) >= enough)  # type: ignore[misc]
        await asyncio.to_thread(server.kill9)
        await asyncio.to_thread(server.restart)


async def test_every_acknowledged_command_survives_and_is_done_once(store_url: str) -> None:
    server = RunningServer({"SAMU_DATABASE_URL": store_url}).start()
    try:
        with signed_in(server, call_taker("KL")) as visitor:
            writers = Writers(visitor=visitor)
            await writers.during(lambda w: kill_again_and_again(server, w))
            assert len(writers.promised) >= KILLS * BETWEEN_KILLS
            assert writers.refused == []
            await writers.ask_again()
    finally:
        server.stop()
    await writers.check_store(store_url)
    assert "the journal proves itself" in verify_journal(store_url)


async def test_a_story_goes_on_where_it_was_after_a_kill(store_url: str) -> None:
    server = RunningServer({"SAMU_DATABASE_URL": store_url}).start()
    try:
        with (
            signed_in(server, call_taker("KL")) as parm,
            signed_in(server, physician("KL")) as doctor,
            signed_in(server, crew("KL-SMUR-1")) as driver,
        ):
            case = parm.open_case("KL")
            doctor.decide(case["id"])
            mission = doctor.order(case["id"], "KL-SMUR-1")
            fix_at = datetime.now(UTC).isoformat()
            fix = {"unit_id": "KL-SMUR-1", "lat": 14.1499, "lon": -16.0711, "fix_at": fix_at}
            driver.do("/positions", {"fixes": [fix]})
            async with watching(doctor, centre="KL") as screen:
                n, picture = screen.n, screen.picture
            await asyncio.to_thread(server.restart)
            async with watching(doctor, centre="KL", after=n) as resumed:
                resumed.n, resumed.picture = n, picture
                await resumed.until(lambda shown: len(shown.messages) == 2)
                assert resumed.types() == ["hello", "catch_up"]
            async with watching(doctor, centre="KL") as fresh:
                assert fresh.picture == resumed.picture
                seen = fresh.fixes["KL-SMUR-1"]
                assert (seen["lat"], seen["lon"]) == (14.1499, -16.0711)
            moved = driver.do(f"/missions/{mission['id']}/moves", {"status": "DEPART"})
            assert moved["mission"]["status"] == "DEPART"
    finally:
        server.stop()


async def test_the_command_line_tells_a_journal_that_was_tampered_with(sqlite_store: str) -> None:
    assert "KL:" in verify_journal(sqlite_store)
    engine = open_engine(sqlite_store)
    async with writing(engine) as connection:
        journal = tables.journal
        last = sa.select(sa.func.max(journal.c.n)).where(journal.c.centre_id == "KL")
        cut = journal.delete().where(
            journal.c.centre_id == "KL", journal.c.n == last.scalar_subquery()
        )
        await connection.execute(cut)
    await engine.dispose()
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "web.cli", "journal", "verify"],
        cwd=ROOT,
        env=without_prefix("SAMU_") | {"SAMU_DATABASE_URL": sqlite_store},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "entries are missing" in done.stdout
