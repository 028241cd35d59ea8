"""Runs the demonstration: the server, and the actors beside it in the same process."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

import httpx
import uvicorn
from fastapi import FastAPI

from dispatch.settings import Settings
from fleet.roster import FleetPlan, load_fleet
from web.demo import accounts
from web.demo.client import Client, open_http, sign_in
from web.demo.colleagues import Colleagues
from web.demo.crew import CrewDriver, Ground
from web.demo.exchange import Exchange
from web.demo.live_line import LiveLine
from web.demo.opening import set_scene
from web.demo.ward_desk import WardDesk
from web.live import Hub
from web.server import server

PATIENCE_S = 60.0
"""The crew left to people waits this long before it goes by itself: a P0 must not stand still."""

STILL_THERE_S = 300.0
"""A room stays a person's for five minutes after the last screen was closed: they may be
signing in again in another role."""

SIGN_INS_AT_ONCE = 4
"""Checking a password takes a core for a moment; the page that is opened now comes first."""

AGAIN_S = 5.0
LOOK_S = 0.1
EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared with, not bound to

_log = logging.getLogger(__name__)


class NotStarted(RuntimeError):  # noqa: N818 - a state, told to the operator
    """The server stopped before it served: its port is taken, most likely."""


@dataclass(slots=True, kw_only=True)
class Troupe:
    """All actors of one demonstration."""

    url: str
    http: httpx.AsyncClient
    fleet: FleetPlan
    ground: Ground
    hub: Hub
    rooms: dict[str, LiveLine] = field(default_factory=dict)
    _gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(SIGN_INS_AT_ONCE))
    _seen_at: dict[str, float] = field(default_factory=dict)

    async def play(self) -> None:
        """Let everybody act until cancelled; who fails signs in again."""
        centres = [centre.id for centre in self.ground.country.centres]
        acts = [self._room(centre_id) for centre_id in centres] + [self._exchange]
        acts += [self._crew(number) for number in range(len(self.fleet.units))]
        acts += [self._ward(number) for number in range(len(self.fleet.wards))]
        async with asyncio.TaskGroup() as tasks:
            for act in acts:
                tasks.create_task(_keep(act))

    async def _client(self, login: str) -> Client:
        async with self._gate:
            return await self._sign_in(login)

    async def _sign_in(self, login: str) -> Client:
        return await sign_in(self.http, self.url, login, accounts.PASSWORD)

    def _room(self, centre_id: str) -> Callable[[], Awaitable[None]]:
        async def act() -> None:
            # Not through the gate: the rooms come before the hundreds who wait at it.
            takes = await self._sign_in(accounts.colleague(accounts.call_taker(centre_id)))
            regulates = await self._sign_in(accounts.colleague(accounts.physician(centre_id)))
            line = self.rooms[centre_id] = LiveLine(regulates, view="room", centre=centre_id)
            room = Colleagues(
                centre_id=centre_id,
                call_taker=takes,
                physician=regulates,
                line=line,
                attended=lambda: self.attended(centre_id),
            )
            await room.play(set_scene)

        return act

    async def _exchange(self) -> None:
        client = await self._client(accounts.EXCHANGE)
        await Exchange(client=client, rooms=self.rooms).play()

    def _crew(self, number: int) -> Callable[[], Awaitable[None]]:
        unit = self.fleet.units[number]
        left = unit.id == accounts.unit_left_to_people(unit.centre_id)

        async def act() -> None:
            client = await self._client(accounts.crew(unit.id))
            driver = CrewDriver(
                client=client,
                line=LiveLine(client, view="unit", unit=unit.id),
                unit=unit,
                ground=self.ground,
                patience_s=PATIENCE_S if left else 0.0,
            )
            await driver.play()

        return act

    def _ward(self, number: int) -> Callable[[], Awaitable[None]]:
        ward = self.fleet.wards[number]

        async def act() -> None:
            client = await self._client(accounts.ward(ward.id))
            desk = WardDesk(
                client=client,
                line=LiveLine(client, view="ward", ward=ward.id),
                ward_id=ward.id,
                answers=ward.hospital_id != accounts.LEFT_TO_PEOPLE,
            )
            await desk.play()

        return act

    async def attended(self, centre_id: str) -> bool:
        """Say whether a person has, or had a moment ago, a screen open in this room."""
        own = accounts.colleague("")
        now = asyncio.get_running_loop().time()
        seats = (await self.hub.centre(centre_id)).seats
        if any(s.audience.name == "room" and not s.session.login.startswith(own) for s in seats):
            self._seen_at[centre_id] = now
        return now - self._seen_at.get(centre_id, float("-inf")) < STILL_THERE_S


async def _keep(act: Callable[[], Awaitable[None]]) -> None:
    """Keep one actor acting: a lost server or an ended session costs it a moment."""
    while True:
        try:
            await act()
        except Exception as error:  # noqa: BLE001 - whatever it was, the actor starts again
            _log.info("an actor starts again", exc_info=error)
        await asyncio.sleep(AGAIN_S)


async def run_demo(settings: Settings, speed: float, ready: Callable[[str], None]) -> None:
    """Serve and act until told to stop; `ready` is called with the address once pages open.

    Raises NotStarted when the server could not start.
    """
    # Hundreds of actors' sockets would each write a line when they open.
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    served = server(settings)
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    serving = asyncio.create_task(serve_until_stopped(served))
    await wait_until_started(served, serving)
    host = "127.0.0.1" if settings.host in EVERYWHERE else settings.host
    url = f"http://{host}:{settings.port}"
    app = check_lightly(served)
    playing = asyncio.create_task(_play(url, app, speed))
    ready(url)
    try:
        await _told_to_stop(served, serving)
    finally:
        playing.cancel()
        await asyncio.gather(playing, return_exceptions=True)
        served.should_exit = True
        await serving


async def serve_until_stopped(served: uvicorn.Server) -> None:
    """Serve until told to stop; a port that is taken ends it too, without a word."""
    with contextlib.suppress(SystemExit):  # uvicorn's way to say that its port is taken
        await served.serve()


async def _told_to_stop(served: uvicorn.Server, serving: asyncio.Task[None]) -> None:
    while not (served.should_exit or serving.done()):  # noqa: ASYNC110 - uvicorn only has flags
        await asyncio.sleep(LOOK_S)


async def wait_until_started(served: uvicorn.Server, serving: asyncio.Task[None]) -> None:
    """Wait until the server answers; raises NotStarted when it cannot."""
    while not served.started:
        if serving.done():
            serving.result()
            raise NotStarted
        await asyncio.sleep(LOOK_S)


def check_lightly(served: uvicorn.Server) -> FastAPI:
    """Let the server check these accounts as they were hashed, or it would hash each anew."""
    app = served.config.app
    assert isinstance(app, FastAPI)  # noqa: S101 - built by create_app
    service = app.state.service
    light = replace(service.accounts, hasher=accounts.HASHER)
    app.state.service = replace(service, accounts=light)
    return app


async def _play(url: str, app: FastAPI, speed: float) -> None:
    country = app.state.service.room.country
    fleet = load_fleet(app.state.service.settings.country)
    wards = {ward.id: ward.position for ward in fleet.wards}
    ground = Ground(country=country, wards=wards, speed=speed)
    async with open_http() as http:
        troupe = Troupe(url=url, http=http, fleet=fleet, ground=ground, hub=app.state.hub)
        await troupe.play()
