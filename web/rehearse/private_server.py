"""A server of the rehearsal's own: a store in a temporary folder, a free port on loopback."""

import asyncio
import contextlib
import logging
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from web.demo.run import check_lightly, serve_until_stopped, wait_until_started
from web.demo.setup import demo_settings, set_up_demo
from web.server import server


@contextlib.asynccontextmanager
async def private_server() -> AsyncIterator[str]:
    """Serve a fresh store with the demonstration's accounts and no actors; yields its address."""
    with tempfile.TemporaryDirectory(prefix="samu-rehearse-") as folder:
        settings = demo_settings(Path(folder), host="127.0.0.1", port=0)
        await set_up_demo(settings, lambda _: None, fresh=False)
        served = server(settings)
        logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
        serving = asyncio.create_task(serve_until_stopped(served))
        try:
            await wait_until_started(served, serving)
            check_lightly(served)
            port = served.servers[0].sockets[0].getsockname()[1]
            yield f"http://127.0.0.1:{port}"
        finally:
            served.should_exit = True
            await serving
