"""Where a case is, over HTTP: statements, which one counts, and what is wrong with an input."""

from typing import Any

import pytest

from tests.people import call_taker, crew
from tests.web.conftest import SignIn
from tests.web.visitor import Visitor, watching

Json = dict[str, Any]

TOUBA = {"lat": 14.86, "lon": -15.875}
BANJUL = {"lat": 13.45, "lon": -16.65}


@pytest.fixture
def parm(sign_in: SignIn) -> Visitor:
    return sign_in(call_taker("KL"))


def stated(parm: Visitor, case: Json, position: Json, said: str = "") -> Json:
    place = {"said": said, "position": position, "precision": "EXACTE", "source": "link"}
    told: Json = parm.do(f"/cases/{case['id']}/statements", {"place": place})["case"]
    return told


async def test_a_second_source_reaches_every_board_beside_the_first(parm: Visitor) -> None:
    case = parm.open_case("KL")
    async with watching(parm, view="room", centre="KL") as screen:
        stated(parm, case, TOUBA | {"accuracy_m": 30})
        await screen.until(lambda s: len(s.picture["case"][case["id"]]["statements"]) == 2)
        shown = screen.picture["case"][case["id"]]
    first, second = shown["statements"]
    assert (first["in_force"], second["in_force"]) == (True, False)
    assert (first["radius_m"], second["radius_m"]) == (50, 30)
    assert second["apart"] == ["far", "other_centre"]
    assert 80_000 < second["from_in_force_m"] < 85_000
    assert second["by"]["name"] == call_taker("KL").name
    assert shown["place"]["position"] == first["place"]["position"]


def test_the_statement_in_force_gives_the_case_its_place(parm: Visitor) -> None:
    case = stated(parm, parm.open_case("KL"), {"lat": 14.2, "lon": -16.1})
    done = parm.do(f"/cases/{case['id']}/statements/2/in-force", {})["case"]
    assert done["place"]["position"]["lat"] == 14.2
    assert done["place"]["said"] == case["place"]["said"], "the caller's words stay"
    again = parm.ask(f"/cases/{case['id']}/statements/2/in-force", {})
    assert (again.status_code, again.json()["code"]) == (409, "statement_in_force")


def test_across_the_gambia_is_said(parm: Visitor) -> None:
    case = parm.open_case("KL", 13.86, -16.09)
    case = stated(parm, case, {"lat": 12.81, "lon": -16.226})
    assert case["statements"][1]["apart"] == ["across_gambia", "far", "other_centre"]


@pytest.mark.parametrize(
    ("position", "code"),
    [
        ({"lat": 0, "lon": 0}, "position_invalid"),
        ({"lat": 91, "lon": -16}, "body_invalid"),
        ({"lat": 14, "lon": -16, "accuracy_m": -5}, "body_invalid"),
    ],
)
def test_no_place_on_earth_is_refused_and_nothing_is_lost(
    parm: Visitor, position: Json, code: str
) -> None:
    case = parm.open_case("KL")
    place = {"said": "ici", "position": position, "source": "coordinates"}
    answer = parm.ask(f"/cases/{case['id']}/statements", {"place": place})
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert len(parm.get(f"/cases/{case['id']}")["statements"]) == 1


@pytest.mark.parametrize(
    ("position", "code"),
    [
        (BANJUL, "place_in_gambia"),
        ({"lat": 48.85, "lon": 2.35}, "place_outside_country"),
        ({"lat": -16.0764, "lon": 14.145}, "coordinates_swapped"),
    ],
)
def test_a_point_abroad_is_stated_but_not_believed_unasked(
    parm: Visitor, position: Json, code: str
) -> None:
    case = stated(parm, parm.open_case("KL"), position)
    path = f"/cases/{case['id']}/statements/2/in-force"
    answer = parm.ask(path, {})
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    kept = parm.do(path, {"keep_outside": True})["case"]
    assert kept["statements"][1]["in_force"]
    assert kept["place"]["region"] is None


def test_a_position_good_to_fifty_kilometres_is_no_precise_place(parm: Visitor) -> None:
    case = stated(parm, parm.open_case("KL"), {"lat": 14.5, "lon": -16.1, "accuracy_m": 50_000})
    vague = case["statements"][1]
    assert vague["radius_m"] == 50_000
    assert vague["apart"] == []


def test_a_shortened_link_is_said_to_hold_no_point(parm: Visitor) -> None:
    found = parm.get("/places", q="https://maps.app.goo.gl/aBcD123", centre="KL")
    assert (found["candidates"], found["shortened"]) == ([], True)


def test_a_forwarded_link_gives_its_point(parm: Visitor) -> None:
    said = "https://maps.google.com/maps?q=14.1407%2C-16.0756&z=17&hl=fr"
    (only,) = parm.get("/places", q=said, centre="KL")["candidates"]
    assert (only["source"], only["precision"]) == ("link", "EXACTE")


def test_a_crew_chooses_no_place(sign_in: SignIn, parm: Visitor) -> None:
    case = parm.open_case("KL")
    answer = sign_in(crew("KL-SMUR-1")).ask(f"/cases/{case['id']}/statements/1/in-force", {})
    assert answer.json()["code"] == "not_allowed"
