"""The way of a mission at the public door: who may ask, what comes, how little is sent."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.geo.test_line_coding import decoded
from tests.people import call_taker, crew, physician, ward_staff
from tests.services import PATIENT, PostgresServer, RunningServer
from tests.stores import copy_of
from tests.web.conftest import SignIn
from tests.web.visitor import Json, Visitor

UNIT = "KL-SMUR-1"
KEPT_BYTES_MAX = 10_000


@pytest.fixture(
    scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
)
def server(request: pytest.FixtureRequest) -> Iterator[RunningServer]:
    """The shared service on SQLite, and one of its own on PostgreSQL."""
    if request.param == "sqlite":
        yield request.getfixturevalue("shared_server")
        return
    postgres: PostgresServer = request.getfixturevalue("postgres_server")
    url = postgres.create_database(template=request.getfixturevalue("prepared_postgres"))
    running = RunningServer({"SAMU_DATABASE_URL": url} | PATIENT).start()
    yield running
    running.stop()
    postgres.drop_database(url)


@pytest.fixture(scope="module")
def shared_server(
    prepared_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningServer]:
    """A service on a prepared SQLite store."""
    url = copy_of(prepared_sqlite, tmp_path_factory.mktemp("route"))
    running = RunningServer({"SAMU_DATABASE_URL": url} | PATIENT).start()
    yield running
    running.stop()


@pytest.fixture
def driver(sign_in: SignIn) -> Visitor:
    return sign_in(crew(UNIT))


@pytest.fixture
def mission(sign_in: SignIn) -> Iterator[Json]:
    """The unit is sent to Velingara, beyond The Gambia, and home again afterwards."""
    parm, doctor = sign_in(call_taker("KL")), sign_in(physician("KL"))
    case = parm.open_case("KL", lat=13.15, lon=-14.11)
    doctor.decide(case["id"])
    ordered = doctor.order(case["id"], UNIT)
    yield ordered
    for status in ("ARRIVEE", "REN-BASE"):
        doctor.ask(f"/missions/{ordered['id']}/moves", {"status": status})


def asked(visitor: Visitor, mission: Json, **headers: str) -> httpx.Response:
    return visitor.http.get(f"/missions/{mission['id']}/route", headers=headers)


def test_a_crew_is_led_to_the_scene_by_the_crossing_and_told_it_is_no_road(
    driver: Visitor, mission: Json
) -> None:
    way = asked(driver, mission).json()
    assert (way["toward"], way["sets_out"], way["fix_at"]) == ("scene", "base", None)
    assert (way["goal_lat"], way["goal_lon"]) == (13.15, -14.11)
    assert way["method"] == "straight_line"
    assert way["via"]
    line = decoded(way["line"])
    assert line[-1] == (13.15, -14.11)
    assert len(line) > 2, "by way of the crossing"
    assert way["distance_m"] > way["straight_m"] > 100_000
    assert [step["manoeuvre"] for step in way["steps"]] == ["depart", "arrive"]


def test_a_way_is_small_and_sent_once(driver: Visitor, mission: Json) -> None:
    first = asked(driver, mission, **{"Accept-Encoding": "gzip"})
    assert first.headers["content-encoding"] == "gzip"
    assert first.num_bytes_downloaded < KEPT_BYTES_MAX
    plain = asked(driver, mission, **{"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.json() == first.json()
    assert len(gzip.compress(json.dumps(plain.json()).encode())) < KEPT_BYTES_MAX
    again = asked(driver, mission, **{"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = asked(driver, mission, **{"If-None-Match": 'W/"another"'})
    assert other.status_code == 200


def test_a_crew_and_its_centre_may_ask_and_nobody_else(
    sign_in: SignIn, driver: Visitor, mission: Json
) -> None:
    assert asked(sign_in(physician("KL")), mission).status_code == 200
    for other in (crew("KL-SMUR-2"), physician("DK"), ward_staff("KL-CHR-URG")):
        assert asked(sign_in(other), mission).json()["code"] == "not_allowed"
    assert driver.http.get("/missions/none/route").json()["code"] == "not_found"


def test_the_way_to_the_ward_is_there_as_soon_as_one_accepts(
    sign_in: SignIn, driver: Visitor, mission: Json
) -> None:
    path = f"/missions/{mission['id']}/route"
    none = driver.http.get(path, params={"toward": "ward"})
    assert (none.status_code, none.json()["code"]) == (409, "route_no_goal")
    doctor = sign_in(physician("KL"))
    body = {"ward_id": "KL-CHR-URG", "override_reason": "proche"}
    notice = doctor.do(f"/cases/{mission['case_id']}/notices", body)["notice"]
    sign_in(ward_staff("KL-CHR-URG")).do(f"/notices/{notice['id']}/answer", {"answer": "ACCEPTED"})
    way = driver.get(path, toward="ward")
    assert (way["toward"], way["sets_out"]) == ("ward", "scene")
    assert decoded(way["line"])[0] == (13.15, -14.11)
    assert driver.http.get(path, params={"toward": "moon"}).status_code == 422


def test_a_scene_without_a_point_and_a_mission_that_is_over_have_no_way(
    sign_in: SignIn, driver: Visitor, mission: Json
) -> None:
    doctor = sign_in(physician("KL"))
    for status in ("ARRIVEE", "REN-BASE"):
        doctor.do(f"/missions/{mission['id']}/moves", {"status": status})
    assert asked(driver, mission).json()["code"] == "mission_over"
    case = sign_in(call_taker("KL")).open_case("KL", lat=None)
    doctor.decide(case["id"])
    ordered = doctor.do(f"/cases/{case['id']}/missions", {"unit_id": UNIT, "override_reason": "x"})
    answer = asked(driver, ordered["mission"])
    assert (answer.status_code, answer.json()["code"]) == (409, "route_no_goal")
    for status in ("ARRIVEE", "REN-BASE"):
        doctor.do(f"/missions/{ordered['mission']['id']}/moves", {"status": status})
