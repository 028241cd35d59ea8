"""The command `samu rehearse`: both stories, against any server or a private one."""

import asyncio
import contextlib
from collections.abc import Sequence

from web.demo.client import open_http
from web.rehearse.cast import Cast, Logins
from web.rehearse.private_server import private_server
from web.rehearse.reception import sign_in_people
from web.rehearse.reflex_scene import play_reflex
from web.rehearse.stage import Stage
from web.rehearse.tidy import tidy
from web.rehearse.timeline import Stopped, Timeline
from web.rehearse.transfer_scene import play_transfer


async def rehearse(urls: Sequence[str], logins: Logins, language: str) -> Timeline:
    """Play both stories and return what happened; without addresses, on a server of its own."""
    if urls:
        return await _play([url.rstrip("/") for url in urls], logins, language)
    async with private_server() as url:
        return await _play([url], Logins(centre_id=logins.centre_id), language)


async def _play(urls: Sequence[str], logins: Logins, language: str) -> Timeline:
    timeline = Timeline()
    async with open_http() as http, asyncio.TaskGroup() as tasks:
        cast = Cast(http=http, urls=tuple(urls), logins=logins, language=language)
        stage = Stage(cast=cast, timeline=timeline, tasks=tasks)
        with contextlib.suppress(Stopped):  # the timeline holds which step it was, and why
            await _scenes(stage)
        stage.close_screens()
    return timeline


async def _scenes(stage: Stage) -> None:
    await sign_in_people(stage)
    try:
        await play_reflex(stage)
        await play_transfer(stage)
    finally:
        await tidy(stage)
