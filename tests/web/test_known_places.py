"""What crews teach, over HTTP: the crew's here, the words for it, and taking them back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.people import call_taker, crew, physician
from tests.services import RunningServer
from tests.stores import copy_of
from tests.web.visitor import Visitor, signed_in, watching

Json = dict[str, Any]

HERE = {"lat": 13.9251, "lon": -15.9334, "accuracy_m": 12}
NAME = "derrière la grande mosquée de Ndoffane, portail vert"


@pytest.fixture(scope="module")
def server(
    prepared_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningServer]:
    """A service of its own: what it learns is not for other tests."""
    store = copy_of(prepared_sqlite, tmp_path_factory.mktemp("known"))
    running = RunningServer({"SAMU_DATABASE_URL": store}).start()
    yield running
    running.stop()


def on_mission(server: RunningServer, unit_id: str) -> tuple[Json, Json]:
    """Return a case at Ndoffane and its mission."""
    with signed_in(server, call_taker("KL")) as parm, signed_in(server, physician("KL")) as doctor:
        case = parm.open_case("KL", 13.92, -15.93)
        doctor.decide(case["id"])
        return case, doctor.order(case["id"], unit_id)


@pytest.fixture(scope="module")
def mission(server: RunningServer) -> Json:
    """A mission on which nothing is confirmed."""
    return on_mission(server, "KL-SMUR-2")[1]


def here(server: RunningServer, mission: Json, body: Json = HERE) -> Any:
    with signed_in(server, crew(mission["unit_id"])) as team:
        return team.ask(f"/missions/{mission['id']}/scene", body)


def candidates(parm: Visitor, q: str) -> list[Json]:
    found: list[Json] = parm.get("/places", q=q, centre="KL")["candidates"]
    return found


async def test_what_a_crew_found_is_searched_at_once_and_after_a_restart(
    server: RunningServer,
) -> None:
    case, mission = on_mission(server, "KL-SMUR-1")
    answer = here(server, mission, HERE | {"at_device": "2026-11-22T20:00:00Z"})
    assert answer.status_code == 200, answer.text
    with signed_in(server, call_taker("KL")) as parm:
        told = parm.get(f"/cases/{case['id']}")["statements"][1]
        assert (told["place"]["source"], told["place"]["precision"]) == ("crew", "EXACTE")
        async with watching(parm, view="room", centre="KL") as screen:
            body = {"number": 2, "name": f"  {NAME} "}
            done = parm.do(f"/cases/{case['id']}/known-places", body)
            await screen.until_number(done["n"]["KL"])
            assert screen.types()[-1] == "event", "the room's numbers go on without a gap"
        assert done["place"]["name"] == NAME
        (best, *_) = candidates(parm, "portail vert derriere grande mosquee ndofane")
        assert best["known"]["id"] == done["place"]["id"]
        assert (best["source"], best["known"]["confirmed_count"]) == ("known", 1)
        assert candidates(parm, "Ndoffane")[0]["source"] == "gazetteer"
    server.kill9()
    server.restart()
    with signed_in(server, call_taker("KL")) as parm:
        assert candidates(parm, NAME)[0]["known"]["id"] == done["place"]["id"]
        after = done["n"]["KL"] - 1
        async with watching(parm, view="room", centre="KL", after=after) as screen:
            screen.n = after
            await screen.until_number(after + 1)
            assert screen.types()[-1] == "catch_up", "a screen resumes over what it never shows"
        (listed,) = parm.http.get("/known-places", params={"centre": "KL"}).json()
        assert listed["case_ids"] == [case["id"]]
        parm.do(f"/known-places/{done['place']['id']}/withdrawal", {"reason": "repeint"})
        assert all(one["known"] is None for one in candidates(parm, NAME))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"accuracy_m": 50_000}, "position_too_vague"),
        ({"lat": 0, "lon": 0}, "position_invalid"),
        ({"lat": -95}, "body_invalid"),
        ({"accuracy_m": None}, "body_invalid"),
    ],
)
def test_a_point_that_cannot_be_here_is_refused(
    server: RunningServer, mission: Json, change: Json, code: str
) -> None:
    answer = here(server, mission, HERE | change)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_a_centre_sees_its_own_learnt_places_only(server: RunningServer) -> None:
    with signed_in(server, call_taker("KL")) as parm:
        answer = parm.http.get("/known-places", params={"centre": "DK"})
    assert answer.json()["code"] == "not_allowed"
