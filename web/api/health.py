"""Is it alive, is it ready: for a supervisor or a load balancer, without signing in."""

from typing import Literal

from fastapi import APIRouter, Response

from dispatch.store import migrate
from web.signin import Parts
from web.view.wire import View

router = APIRouter(tags=["health"])


class Health(View):
    """The process answers."""

    status: Literal["ok"] = "ok"


class Readiness(View):
    """Whether the process can do its work now."""

    ready: bool
    store: Literal["ok", "unreachable", "outdated"]
    feed: Literal["ok", "degraded"]


@router.get("/healthz")
async def alive() -> Health:
    """Say that the process answers."""
    return Health()


@router.get("/readyz")
async def ready(parts: Parts, response: Response) -> Readiness:
    """Say whether the store answers in this version's shape, and how the feed is."""
    try:
        current = await migrate.version(parts.engine) == migrate.newest_version()
        store: Literal["ok", "unreachable", "outdated"] = "ok" if current else "outdated"
    except Exception:  # noqa: BLE001 - whatever it is, the store did not answer
        store = "unreachable"
    if store != "ok":
        response.status_code = 503
    feed: Literal["ok", "degraded"] = "degraded" if parts.feed.degraded else "ok"
    return Readiness(ready=store == "ok", store=store, feed=feed)
