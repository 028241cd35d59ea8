"""Is it alive, is it ready: for a supervisor or a load balancer, without signing in."""

from typing import Literal

from fastapi import APIRouter, Response

from dispatch.store import migrate
from geo.travel import RouterFault, TravelMethod
from web.signin import Parts
from web.view.wire import View

router = APIRouter(tags=["health"])


class Health(View):
    """The process answers."""

    status: Literal["ok"] = "ok"


class RouterView(View):
    """How one router stands: its last fault, or how long its last answer took."""

    method: TravelMethod
    fault: RouterFault | None
    answer_ms: float | None


class Readiness(View):
    """Whether the process can do its work now, and which router its travel times come from.

    ``routers`` lists those that were set or imported, the best first; the straight line stands
    behind them and never fails. A router that is down makes no process unready.
    """

    ready: bool
    store: Literal["ok", "unreachable", "outdated"]
    feed: Literal["ok", "degraded"]
    router: TravelMethod
    routers: list[RouterView]


@router.get("/healthz")
async def alive() -> Health:
    """Say that the process answers."""
    return Health()


@router.get("/readyz")
async def ready(parts: Parts, response: Response) -> Readiness:
    """Say whether the store answers in this version's shape, how the feed and the routers are."""
    try:
        current = await migrate.version(parts.engine) == migrate.newest_version()
        store: Literal["ok", "unreachable", "outdated"] = "ok" if current else "outdated"
    except Exception:  # noqa: BLE001 - whatever it is, the store did not answer
        store = "unreachable"
    if store != "ok":
        response.status_code = 503
    feed: Literal["ok", "degraded"] = "degraded" if parts.feed.degraded else "ok"
    standings = await parts.routing.look(parts.clock.now())
    return Readiness(
        ready=store == "ok",
        store=store,
        feed=feed,
        router=parts.routing.best(standings),
        routers=[
            RouterView(method=each.method, fault=each.fault, answer_ms=each.answer_ms)
            for each in standings
        ],
    )
