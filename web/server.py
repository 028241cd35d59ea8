"""Runs the web application with uvicorn."""

import uvicorn

from dispatch.settings import Settings
from web.app import create_app

WS_MESSAGE_BYTES_MAX = 4096
"""A screen has nothing to say on its socket; what it does say is thrown away."""
PING_S = 20.0
"""Mobile networks drop silent lines after half a minute."""
SHUTDOWN_S = 2
"""A screen that does not read must not hold up a restart."""


def server(settings: Settings) -> uvicorn.Server:
    """Build the server; the caller runs it."""
    config = uvicorn.Config(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        # Measured steadier than the older implementation, which stalls on a full socket.
        ws="websockets-sansio",
        ws_max_size=WS_MESSAGE_BYTES_MAX,
        ws_ping_interval=PING_S,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=SHUTDOWN_S,
        access_log=False,
        log_level="info",
        server_header=False,
    )
    return uvicorn.Server(config)


def run_server(settings: Settings) -> None:
    """Serve until stopped."""
    server(settings).run()
