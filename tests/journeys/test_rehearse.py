"""The whole story, played by four people over HTTP and websocket, on every way to run it."""

import asyncio
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dispatch.accounts import Account, Accounts
from dispatch.actor import Duty
from dispatch.clock import SystemClock
from dispatch.settings import Settings
from dispatch.store.engine import open_engine
from regulation.person import Role
from tests.services import PostgresServer, RedisServer, RunningServer, free_port
from web.cli import app, set_up
from web.demo.accounts import HASHER
from web.demo.client import View, open_http, sign_in
from web.demo.live_line import LiveLine
from web.demo.run import run_demo
from web.demo.setup import demo_settings, set_up_demo
from web.rehearse.cast import Logins
from web.rehearse.command import rehearse
from web.rehearse.timeline import Timeline

SCENE_S_MAX = 60.0
"""The scene stands after five seconds; busy cores may be shared."""

pytestmark = pytest.mark.timeout(180)


def failed(timeline: Timeline) -> list[tuple[str, str]]:
    return [(step.en, str(step.failure)) for step in timeline.failures]


async def test_the_story_passes_on_a_private_server() -> None:
    timeline = await rehearse([], Logins(), "fr")
    assert failed(timeline) == []
    assert len({step.who for step in timeline.steps}) == 6


@pytest.mark.postgres
@pytest.mark.redis
async def test_the_story_passes_across_two_processes(
    postgres_server: PostgresServer, redis_server: RedisServer
) -> None:
    url = postgres_server.create_database()
    await set_up_demo(Settings(database_url=url, demo=True), lambda _: None, fresh=False)
    environment = {
        "SAMU_DATABASE_URL": url,
        "SAMU_REDIS_URL": redis_server.url,
        "SAMU_DEMO": "true",
    }
    servers = [RunningServer(environment) for _ in range(2)]
    try:
        urls = [server.start().url for server in servers]
        assert failed(await rehearse(urls, Logins(), "en")) == []
    finally:
        for server in servers:
            server.stop()
        postgres_server.drop_database(url)


OWN = {
    "appel": Duty(role=Role.CALL_TAKER, centre_id="KL"),
    "docteur": Duty(role=Role.PHYSICIAN, centre_id="KL"),
    "smur": Duty(role=Role.CREW, unit_id="KL-SMUR-2"),
    "urgences": Duty(role=Role.WARD, ward_id="KL-CHR-URG"),
}


async def register_own(settings: Settings) -> None:
    await set_up(settings)
    engine = open_engine(settings.database_url)
    book = Accounts(engine=engine, clock=SystemClock(), session_hours=1, hasher=HASHER)
    persons = [
        Account(id=login, login=login, name=login, password="own-password", duties=(duty,))
        for login, duty in OWN.items()
    ]
    await book.register(persons)
    await engine.dispose()


async def test_the_room_speaks_for_crews_and_wards_without_an_account(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'samu.db'}"
    await register_own(Settings(database_url=url))
    server = RunningServer({"SAMU_DATABASE_URL": url}).start()
    try:
        logins = Logins(
            call_taker="appel",
            physician="docteur",
            crew="smur",
            ward="urgences",
            password="own-password",
        )
        assert failed(await rehearse([server.url], logins, "fr")) == []
    finally:
        server.stop()


def stands(line: LiveLine) -> bool | None:
    """Tell whether a room shows a case that waits, a unit on a mission and a notice to answer."""
    waits = any(case["waits_for_physician"] for case in line.all("case"))
    sent = any(mission["active"] for mission in line.all("mission"))
    told = any(notice["status"] == "SENT" for notice in line.all("notice"))
    return (waits and sent and told) or None


async def watch_scene(url: str) -> list[View]:
    """Return the cases of Kaolack's room once its scene stands."""
    async with open_http() as http:
        physician = await sign_in(http, url, "medecin.kl", "samu-demo")
        line = LiveLine(physician, view="room", centre="KL")
        watching = asyncio.create_task(line.run())
        await line.until(lambda: stands(line), SCENE_S_MAX)
        watching.cancel()
        return line.all("case")


async def test_the_story_passes_beside_the_demonstrations_actors(tmp_path: Path) -> None:
    settings = demo_settings(tmp_path, port=free_port())
    await set_up_demo(settings, lambda _: None, fresh=False)
    open_now: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    running = asyncio.create_task(run_demo(settings, 6, open_now.set_result))
    try:
        url = await open_now
        cases = await watch_scene(url)
        assert failed(await rehearse([url], Logins(), "fr")) == []
        async with open_http() as http:
            physician = await sign_in(http, url, "medecin.kl", "samu-demo")
            after = await physician.look("/cases", centre="KL")
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    rehearsed = [case for case in after if case["what"].startswith("RÉPÉTITION")]
    assert {case["state"] for case in rehearsed} == {"CLOTURE"}
    assert {case["id"] for case in cases} <= {case["id"] for case in after}


def test_a_failing_step_is_named_and_ends_in_failure() -> None:
    nobody = f"http://127.0.0.1:{free_port()}"
    told = CliRunner().invoke(app, ["rehearse", "--url", nobody, "--lang", "en"])
    assert told.exit_code == 1
    assert 'FAILED at the step "Sign in"' in told.output
    assert "expected: an answer" in told.output
