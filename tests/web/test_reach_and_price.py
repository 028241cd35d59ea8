"""How far one gets, and what a choice costs others, over HTTP."""

import time
from datetime import UTC, datetime

import pytest
from shapely.geometry import Point, shape

from tests.people import call_taker, crew, physician
from tests.web.conftest import SignIn
from tests.web.visitor import PATIENCE_S


def test_the_reach_grows_with_time_and_names_its_method(sign_in: SignIn) -> None:
    desk = sign_in(call_taker("KL"))
    found = desk.get("/reach", lat=14.145, lon=-16.0764, minutes="30,10,20")
    assert (found["type"], found["method"]) == ("FeatureCollection", "straight_line")
    assert [one["properties"]["minutes"] for one in found["features"]] == [10, 20, 30]
    areas = [shape(one["geometry"]) for one in found["features"]]
    assert areas[0].area < areas[1].area < areas[2].area
    assert all(area.is_valid and area.contains(Point(-16.0764, 14.145)) for area in areas)


def test_the_reach_names_who_stands_around(sign_in: SignIn) -> None:
    at = {"lat": 14.1451, "lon": -16.0765, "fix_at": datetime.now(UTC).isoformat()}
    sign_in(crew("KL-SMUR-1")).do("/positions", {"fixes": [at | {"unit_id": "KL-SMUR-1"}]})
    around = sign_in(call_taker("KL")).get("/reach", lat=14.145, lon=-16.0764)["around"]
    assert (around[0]["unit_id"], around[0]["freshness"]) == ("KL-SMUR-1", "live")
    assert around[0]["far_m"] < 50


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"lat": 14.1, "lon": -16, "minutes": "0"}, "reach_minutes_invalid"),
        ({"lat": 14.1, "lon": -16, "minutes": "10,20,30,40,50"}, "reach_minutes_invalid"),
        ({"lat": 14.1, "lon": -16, "minutes": "nan"}, "reach_minutes_invalid"),
        ({"lat": 14.1, "lon": -16, "minutes": "1e9"}, "reach_minutes_invalid"),
        ({"lat": 14.1, "lon": -16, "minutes": "dix"}, "reach_minutes_invalid"),
        ({"lat": "nan", "lon": -16}, "body_invalid"),
        ({"lat": 140, "lon": -16}, "body_invalid"),
        ({"lat": 14.1}, "body_invalid"),
    ],
)
def test_a_reach_that_cannot_be_asked_for_says_why(
    sign_in: SignIn, query: dict[str, str | float], code: str
) -> None:
    answer = sign_in(physician("KL")).http.get("/reach", params=query)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_only_the_room_asks_for_reach(sign_in: SignIn) -> None:
    answer = sign_in(crew("KL-SMUR-1")).http.get("/reach", params={"lat": 14.1, "lon": -16})
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


def test_each_first_choice_tells_whom_it_leaves(sign_in: SignIn) -> None:
    desk = sign_in(call_taker("ZG"))
    case = desk.open_case("ZG", 12.5641, -16.2639)
    until, prices = time.monotonic() + PATIENCE_S, []
    while time.monotonic() < until:
        units = desk.get(f"/cases/{case['id']}/proposal")["units"]
        prices = [unit["price"] for unit in units if unit["price"] is not None]
        assert prices, "the first choices have a price, or say that it is being worked out"
        if all(price["state"] != "pending" for price in prices):
            break
    assert {price["state"] for price in prices} == {"known"}
    dear = max(prices, key=lambda price: price["people"])
    assert dear["people"] > 10_000
    assert dear["named"][0] == dear["places"][0]["name"]
    assert (dear["target_s"], dear["method"]) == (1200, "straight_line")
    assert dear["away_s"] > 3000
