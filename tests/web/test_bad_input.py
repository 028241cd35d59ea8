"""What comes in wrong is told with a stable code, in the caller's language, and changes nothing."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.people import call_taker, crew, physician
from tests.services import RunningServer
from tests.web.conftest import SignIn
from tests.web.visitor import Visitor, new_key
from web.app import BODY_BYTES_MAX
from web.refusals import REFUSALS

MEDIA_TYPE = "application/problem+json"

COUNTED = ("journal", "answer", "call", '"case"', "mission", "notice", "task", "track_point")


def contents(file: Path) -> dict[str, Any]:
    """Return how much there is of everything a command can change."""
    with closing(sqlite3.connect(file)) as connection:
        counts = {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - our names
            for table in COUNTED
        }
        heads = connection.execute("SELECT id, last_n, last_hash FROM centre ORDER BY id")
        return counts | {"heads": heads.fetchall()}


@pytest.fixture
def unchanged(store_file: Path) -> Iterator[Callable[[], None]]:
    """Call it when the stage is set; at the end of the test nothing may have changed since."""
    before: list[dict[str, Any]] = []
    yield lambda: before.append(contents(store_file))
    assert before, "the test never said when the stage was set"
    assert contents(store_file) == before[-1]


def told(answer: httpx.Response, code: str) -> dict[str, Any]:
    """Check the form of a problem and return it."""
    assert (answer.status_code, answer.headers["content-type"]) == (
        int(REFUSALS[code].status),
        MEDIA_TYPE,
    ), answer.text
    problem: dict[str, Any] = answer.json()
    assert (problem["code"], problem["status"]) == (code, answer.status_code)
    assert problem["type"] == f"/problems/{code}"
    assert problem["instance"].startswith("/api/v1/")
    return problem


def place(lat: float, lon: float) -> dict[str, Any]:
    return {
        "centre_id": "KL",
        "place": {"said": "ici", "position": {"lat": lat, "lon": lon}, "source": "map"},
    }


@pytest.fixture
def parm(sign_in: SignIn) -> Visitor:
    return sign_in(call_taker("KL"))


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        pytest.param("/cases", place(13.45, -16.65), "place_in_gambia", id="gambia"),
        pytest.param("/cases", place(48.85, 2.35), "place_outside_country", id="paris"),
        pytest.param("/cases", place(0, 0), "position_invalid", id="null-island"),
        pytest.param("/cases", place(91, -16), "body_invalid", id="beyond-the-pole"),
        pytest.param("/cases", place(14, 181), "body_invalid", id="beyond-the-date-line"),
        pytest.param("/cases", {"centre_id": "XX"}, "not_allowed", id="unknown-centre"),
        pytest.param("/cases", {"centre": "KL"}, "body_invalid", id="unknown-field"),
        pytest.param("/cases", [], "body_invalid", id="not-an-object"),
        pytest.param("/cases", None, "body_invalid", id="no-body"),
        pytest.param("/calls/nowhere/take", None, "not_found", id="unknown-call"),
        pytest.param("/calls", {"centre_id": "DK"}, "not_allowed", id="another-centre"),
        pytest.param("/cases/none/notes", {"text": "x"}, "not_found", id="unknown-case"),
        pytest.param("/wards/none/beds", {"beds_free": 1}, "not_found", id="unknown-ward"),
        pytest.param(
            "/wards/KL-CHR-URG/diversion",
            {"reason": "panne", "until": "2020-01-01T00:00:00Z"},
            "diversion_end_impossible",
            id="closed-until-the-past",
        ),
        pytest.param("/wards/KL-CHR-URG/reopening", {}, "not_on_diversion", id="open-already"),
        pytest.param(
            "/wards/KL-CHR-URG/beds", {"beds_free": -1}, "beds_out_of_range", id="minus-one-bed"
        ),
        pytest.param(
            "/units/KL-SMUR-1/service", {"in_service": False}, "reason_required", id="no-reason"
        ),
        pytest.param("/nowhere", {}, "unknown_route", id="unknown-address"),
    ],
)
def test_a_wrong_request_is_told_and_changes_nothing(
    parm: Visitor, unchanged: Callable[[], None], path: str, body: object, code: str
) -> None:
    unchanged()
    french, english = (
        told(parm.http.post(path, json=body, headers=headers), code)
        for headers in (
            {"Idempotency-Key": new_key()},
            {"Idempotency-Key": new_key(), "Accept-Language": "en"},
        )
    )
    assert french["detail"] != english["detail"]
    assert french["facts"].items() <= english["facts"].items()


def test_an_unknown_place_is_an_empty_list_that_keeps_the_words(parm: Visitor) -> None:
    found = parm.get("/places", q="xqzvk wlmrt 99", centre="KL")
    assert (found["said"], found["candidates"]) == ("xqzvk wlmrt 99", [])
    assert not (found["shortened"])
    assert not (found["three_words"])


def test_an_answer_outside_the_protocol_is_told(
    parm: Visitor, unchanged: Callable[[], None]
) -> None:
    case = parm.open_case("KL")
    unchanged()
    path = f"/cases/{case['id']}/assessments"
    for answers, protocol_id, code in (
        ({"awake": "perhaps"}, "OPENING", "answer_outside_protocol"),
        ({"colour": "red"}, "OPENING", "unknown_question"),
        ({"awake": "yes"}, "HOROSCOPE", "unknown_protocol"),
    ):
        body = {"protocol_id": protocol_id, "answers": answers}
        told(parm.ask(path, body), code)


def test_a_move_that_is_not_allowed_says_the_state_and_what_is(
    parm: Visitor, unchanged: Callable[[], None]
) -> None:
    call = parm.ring("KL")
    unchanged()
    problem = told(
        parm.ask(f"/calls/{call['id']}/classify", {"as": "NUISANCE"}), "call_move_not_allowed"
    )
    assert problem["facts"] == {
        "state": "RINGING",
        "to": "NUISANCE",
        "allowed": "ABANDONED, TAKEN",
    }
    assert "sonne" in problem["detail"]


def test_the_second_physician_is_told_who_took_the_unit(
    sign_in: SignIn, unchanged: Callable[[], None]
) -> None:
    first, second = sign_in(physician("KL", 1)), sign_in(physician("KL", 2))
    cases = [sign_in(call_taker("KL")).open_case("KL") for _ in range(2)]
    first.decide(cases[0]["id"])
    second.decide(cases[1]["id"])
    mission = first.order(cases[0]["id"], "KL-SMUR-4")
    unchanged()
    body = {"unit_id": "KL-SMUR-4", "override_reason": "le plus proche"}
    problem = told(second.ask(f"/cases/{cases[1]['id']}/missions", body), "unit_taken")
    assert problem["facts"]["by"] == physician("KL", 1).name
    assert cases[0]["number"] in problem["detail"]
    told(second.ask(f"/cases/{cases[1]['id']}/notices", {"ward_id": "none"}), "not_found")
    told(
        second.ask(f"/missions/{mission['id']}/moves", {"status": "RETOUR"}),
        "mission_move_not_allowed",
    )


def test_a_key_that_is_missing_or_too_short_is_told(
    parm: Visitor, unchanged: Callable[[], None]
) -> None:
    unchanged()
    body = {"centre_id": "KL", "number": ""}
    told(parm.http.post("/calls", json=body), "idempotency_key_invalid")
    told(parm.ask("/calls", body, key="short"), "idempotency_key_invalid")


def test_a_key_with_another_body_is_told(parm: Visitor, unchanged: Callable[[], None]) -> None:
    key = new_key()
    first = parm.do("/calls", {"centre_id": "KL", "number": "1"}, key=key)
    unchanged()
    told(parm.ask("/calls", {"centre_id": "KL", "number": "2"}, key=key), "idempotency_key_reused")
    assert parm.do("/calls", {"centre_id": "KL", "number": "1"}, key=key) == first


@pytest.mark.parametrize("announced", [True, False], ids=["announced", "chunked"])
def test_a_body_that_is_too_large_is_told_before_it_is_read(
    parm: Visitor, unchanged: Callable[[], None], *, announced: bool
) -> None:
    unchanged()
    body = b" " * (BODY_BYTES_MAX + 1)
    pieces = (body[i : i + 65536] for i in range(0, len(body), 65536))
    headers = {"Idempotency-Key": new_key(), "Content-Type": "application/json"}
    answer = parm.http.post("/cases", content=body if announced else pieces, headers=headers)
    assert told(answer, "body_too_large")["facts"] == {"max": str(BODY_BYTES_MAX)}


@pytest.mark.parametrize(
    "text",
    ['{"centre_id": "KL"', "centre_id=KL", "", '"KL"', "\x00", '{"centre_id": NaN}', "[" * 5000],
)
def test_a_body_that_is_not_json_is_told(
    parm: Visitor, unchanged: Callable[[], None], text: str
) -> None:
    unchanged()
    headers = {"Idempotency-Key": new_key(), "Content-Type": "application/json"}
    problem = told(parm.http.post("/cases", content=text, headers=headers), "body_invalid")
    assert problem["errors"]
    assert all(set(fault) == {"where", "code", "what"} for fault in problem["errors"])


def test_each_fault_of_a_body_is_named(parm: Visitor, unchanged: Callable[[], None]) -> None:
    unchanged()
    body = {"centre_id": "KL", "place": {"position": {"lat": "north", "lon": -16}, "colour": 1}}
    problem = told(parm.ask("/cases", body), "body_invalid")
    assert {fault["where"] for fault in problem["errors"]} == {
        *("body.place.position.lat", "body.place.colour")
    }


def test_a_crew_reports_no_other_unit_s_position(
    sign_in: SignIn, unchanged: Callable[[], None]
) -> None:
    unchanged()
    fix = {"unit_id": "KL-SMUR-2", "lat": 14.1, "lon": -16.0, "fix_at": "2027-03-02T20:00:00Z"}
    told(sign_in(crew("KL-SMUR-1")).ask("/positions", {"fixes": [fix]}), "not_allowed")


def test_impossible_positions_of_a_unit_are_counted_out_and_told_why(sign_in: SignIn) -> None:
    near = {"unit_id": "KL-SMUR-1", "lat": 0.01, "lon": 0.01, "fix_at": "2027-03-02T20:00:00Z"}
    answer = sign_in(crew("KL-SMUR-1")).do("/positions", {"fixes": [near]})
    assert answer["accepted"] == 0
    assert answer["refused"][0]["reason"] in {"null_position", "future", "too_old"}


def test_a_method_that_an_address_has_not_is_told(parm: Visitor) -> None:
    told(parm.http.delete("/calls"), "method_not_allowed")


def test_a_page_of_another_site_cannot_act_with_the_cookie(
    server: RunningServer, unchanged: Callable[[], None]
) -> None:
    body = {"login": call_taker("KL").id, "password": "quinze-quinze"}
    with httpx.Client(base_url=f"{server.url}/api/v1", trust_env=False) as browser:
        signed = browser.post("/session", json=body, headers={"Origin": server.url})
        assert signed.json()["token"] is None
        cookie = signed.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        unchanged()
        headers = {"Idempotency-Key": new_key(), "Origin": "https://evil.example"}
        call = {"centre_id": "KL", "number": ""}
        told(browser.post("/calls", json=call, headers=headers), "foreign_site")
        told(browser.post("/session", json=body, headers=headers), "foreign_site")
        told(browser.delete("/session", headers=headers), "foreign_site")
        assert browser.get("/session").status_code == httpx.codes.OK


def test_our_own_page_acts_with_the_cookie(server: RunningServer) -> None:
    body = {"login": call_taker("KL").id, "password": "quinze-quinze"}
    with httpx.Client(base_url=f"{server.url}/api/v1", trust_env=False) as browser:
        browser.post("/session", json=body, headers={"Origin": server.url})
        headers = {"Idempotency-Key": new_key(), "Origin": server.url}
        call = browser.post("/calls", json={"centre_id": "KL", "number": ""}, headers=headers)
        assert call.status_code == httpx.codes.CREATED
        assert browser.delete("/session", headers=headers).status_code == httpx.codes.NO_CONTENT
        told(browser.get("/session"), "not_signed_in")


def test_an_expired_sign_in_is_told(
    parm: Visitor, store_file: Path, unchanged: Callable[[], None]
) -> None:
    unchanged()
    with closing(sqlite3.connect(store_file, isolation_level=None)) as connection:
        connection.execute(
            "UPDATE session SET expires_at = '2020-01-01 00:00:00.000000' WHERE person_id = ?",
            (call_taker("KL").id,),
        )
    told(parm.ask("/calls", {"centre_id": "KL", "number": ""}), "session_expired")
    told(parm.http.get("/session"), "session_expired")


def test_a_wrong_password_is_told(server: RunningServer, unchanged: Callable[[], None]) -> None:
    unchanged()
    body = {"login": call_taker("KL").id, "password": "1515"}
    answer = httpx.post(f"{server.url}/api/v1/session", json=body, trust_env=False)
    told(answer, "sign_in_failed")
    assert "set-cookie" not in answer.headers
