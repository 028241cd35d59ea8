"""A crew says how its unit stands; the room sees it with who and when, and may say it for them."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from tests.people import call_taker, crew
from tests.web.conftest import SignIn
from tests.web.visitor import Json, Visitor, watching
from web.refusals import REFUSALS

PATH = "/units/KL-SMUR-2/condition"
EMPTY: Json = {"tank": None, "shift_ends_at": None, "missing_crew": None, "missing_equipment": None}


@pytest.fixture
def team(sign_in: SignIn) -> Visitor:
    return sign_in(crew("KL-SMUR-2"))


async def test_what_the_crew_says_stands_on_the_room_s_board(
    team: Visitor, sign_in: SignIn
) -> None:
    parm = sign_in(call_taker("KL"))
    ends_at = (datetime.now(UTC) + timedelta(hours=3)).isoformat(timespec="seconds")
    said = {
        "tank": {"fuel": "low", "range_km": 80},
        "shift_ends_at": ends_at,
        "missing_crew": ["nurse"],
        "missing_equipment": ["defibrillator"],
    }
    async with watching(parm, centre="KL") as screen:
        team.do(PATH, said)
        await screen.until(
            lambda shown: shown.picture["unit"]["KL-SMUR-2"]["condition"]["tank"] is not None
        )
        told = screen.picture["unit"]["KL-SMUR-2"]["condition"]
    assert (told["tank"]["fuel"], told["tank"]["range_km"]) == ("low", 80)
    assert told["tank"]["by"] == crew("KL-SMUR-2").name
    assert datetime.fromisoformat(told["tank"]["valid_until"]) == datetime.fromisoformat(ends_at)
    assert told["missing_crew"]["roles"] == ["nurse"]
    assert told["missing_equipment"]["items"] == ["defibrillator"]
    confirmed = parm.do(PATH, {"missing_crew": []})["unit"]["condition"]
    assert (confirmed["missing_crew"]["roles"], confirmed["missing_crew"]["by"]) == (
        [],
        call_taker("KL").name,
    )
    assert confirmed["tank"] == told["tank"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "nothing_stated"),
        (EMPTY, "nothing_stated"),
        ({"tank": {"fuel": "empty", "range_km": 10}}, "range_of_empty_tank"),
        ({"tank": {"fuel": "much"}}, "body_invalid"),
        ({"tank": {"fuel": "ok", "range_km": -4}}, "body_invalid"),
        ({"shift_ends_at": "2019-01-01T00:00:00Z"}, "shift_end_implausible"),
        ({"shift_ends_at": "2027-01-01T00:00:00"}, "body_invalid"),
        ({"missing_equipment": ["incubator"]}, "equipment_not_aboard"),
        ({"missing_crew": ["gardener"]}, "body_invalid"),
    ],
)
def test_what_cannot_be_is_told_and_changes_nothing(team: Visitor, body: Json, code: str) -> None:
    answer = team.ask(PATH, body)
    assert answer.status_code == int(REFUSALS[code].status), answer.text
    assert answer.json()["code"] == code


def test_nobody_speaks_for_the_unit_of_another(sign_in: SignIn) -> None:
    body = {"tank": {"fuel": "ok"}}
    for stranger in (crew("KL-SMUR-1"), call_taker("DK")):
        answer = sign_in(stranger).ask(PATH, body)
        assert answer.status_code == httpx.codes.FORBIDDEN
