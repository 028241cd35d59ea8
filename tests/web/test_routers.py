"""What the service says of its travel times when a road server was set and does not answer."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.people import call_taker, physician
from tests.services import LOOPBACK, PATIENT, RunningServer, free_port
from tests.stores import copy_of
from tests.web.visitor import signed_in

Json = dict[str, Any]
FAILED = {"method": "server", "fault": "failed"}


@pytest.fixture
def without_its_server(prepared_sqlite: Path, tmp_path: Path) -> Iterator[RunningServer]:
    """The service, set to ask an OSRM that nobody started."""
    copy_of(prepared_sqlite, tmp_path)
    running = RunningServer(
        {
            "SAMU_DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'samu.sqlite'}",
            "SAMU_OSRM_URL": f"http://{LOOPBACK}:{free_port()}",
        }
        | PATIENT
    ).start()
    yield running
    running.stop()


def test_the_proposal_and_the_health_name_the_router_that_was_passed_over(
    without_its_server: RunningServer,
) -> None:
    ready = httpx.get(f"{without_its_server.url}/readyz", timeout=10, trust_env=False).json()
    assert ready["ready"] is True
    assert ready["router"] == "straight_line"
    assert ready["routers"] == [FAILED | {"answer_ms": None}]
    with signed_in(without_its_server, call_taker("KL")) as parm:
        case = parm.open_case("KL")
    with signed_in(without_its_server, physician("KL")) as doctor:
        proposal: Json = doctor.get(f"/cases/{case['id']}/proposal")
    assert proposal["router"] == "straight_line"
    assert proposal["passed_over"] == [FAILED]
    assert proposal["units"][0]["travel_s"] > 0
