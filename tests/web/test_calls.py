"""Calls over HTTP: a number's past, classes put right, calls tied to a case and taken off it."""

from typing import Any

import pytest

from tests.people import call_taker, physician
from tests.web.conftest import SignIn
from tests.web.visitor import Visitor

NUMBER = "+221338201515"


@pytest.fixture
def parm(sign_in: SignIn) -> Visitor:
    return sign_in(call_taker("KL"))


def taken(parm: Visitor, number: str = NUMBER) -> str:
    call = parm.ring("KL", number)
    call_id: str = parm.do(f"/calls/{call['id']}/take")["call"]["id"]
    return call_id


def test_a_number_s_past_comes_without_the_number_in_any_address(parm: Visitor) -> None:
    for as_ in ("NUISANCE", "NUISANCE", "INFORMATION"):
        parm.do(f"/calls/{taken(parm)}/classify", {"as": as_})
    opened = parm.do("/cases", {"centre_id": "KL", "call_id": taken(parm), "what": "chute"})["case"]
    asked = {"protocol_id": "CHEST-PAIN", "answers": {"state": "sweating"}}
    parm.do(f"/cases/{opened['id']}/assessments", asked)
    answer = parm.http.get(f"/calls/{taken(parm)}/history")
    past = answer.json()
    assert "221338201515" not in str(answer.request.url)
    assert past["month"]["by_state"] == {"NUISANCE": 2, "INFORMATION": 1, "CASE": 1}
    assert (past["month"]["total"], past["year"]["total"]) == (4, 4)
    (case,) = past["cases"]
    assert (case["number"], case["what"]) == (opened["number"], "chute")
    assert case["title"]["fr"] == "Douleur thoracique"
    assert (case["state"], case["outcome"], past["cases_elsewhere"]) == ("ACTIF", None, 0)


def test_a_class_is_undone_and_changed(parm: Visitor) -> None:
    call_id = taken(parm)
    classed = parm.do(f"/calls/{call_id}/classify", {"as": "NUISANCE"})["call"]
    assert classed["classed_by"]["name"] == call_taker("KL").name
    assert classed["undo_until"] > classed["classed_at"]
    undone = parm.do(f"/calls/{call_id}/undo")["call"]
    assert (undone["state"], undone["undo_until"]) == ("TAKEN", None)
    assert parm.ask(f"/calls/{call_id}/undo").json()["code"] == "call_move_not_allowed"
    for as_ in ("WRONG_NUMBER", "SILENT"):
        assert parm.do(f"/calls/{call_id}/classify", {"as": as_})["call"]["state"] == as_
    listed = parm.http.get("/calls", params={"centre": "KL", "state": ["SILENT"]}).json()
    assert call_id in {call["id"] for call in listed}
    assert {call["state"] for call in listed} == {"SILENT"}


def test_a_case_lists_its_calls_and_lets_one_go(parm: Visitor) -> None:
    first, second = taken(parm), taken(parm, "")
    case = parm.do("/cases", {"centre_id": "KL", "call_id": first})["case"]
    parm.do(f"/calls/{second}/join", {"case_id": case["id"]})
    path = f"/cases/{case['id']}/calls"
    assert [call["id"] for call in parm.http.get(path).json()] == [first, second]
    split = parm.do(f"/calls/{second}/split")["call"]
    assert (split["state"], split["case_id"]) == ("TAKEN", None)
    assert [call["id"] for call in parm.http.get(path).json()] == [first]
    assert parm.ask(f"/calls/{second}/split").json()["code"] == "call_in_no_case"
    parm.do(f"/calls/{second}/join", {"case_id": case["id"]})
    assert len(parm.http.get(path).json()) == 2


BRIDGE = {"lat": 14.16, "lon": -16.03}
KAHONE = {"said": "pont de Kahone", "position": BRIDGE, "precision": "EXACTE"}


def opened(parm: Visitor, **facts: object) -> dict[str, Any]:
    body = {"centre_id": "KL", "place": KAHONE, "what": "collision car camion", **facts}
    case: dict[str, Any] = parm.do("/cases", body)["case"]
    return case


def offered(parm: Visitor, **asked: object) -> dict[str, dict[str, Any]]:
    answer = parm.http.post("/cases/alike", json={"centre_id": "KL", **asked})
    assert answer.is_success, answer.text
    return {found["case_id"]: found for found in answer.json()}


def test_an_event_that_was_rung_about_before_is_offered(parm: Visitor) -> None:
    first = opened(parm, call_id=taken(parm))
    found = offered(parm, place=KAHONE, what="un camion et un car, des blessés")[first["id"]]
    assert (found["calls"], found["where"]) == (1, "pont de Kahone")
    assert {each["reason"] for each in found["evidence"]} == {"distance", "time", "words"}
    assert found["score"] == sum(each["worth"] for each in found["evidence"])
    assert first["id"] in offered(parm, what="collision d'un car et d'un camion")
    assert first["id"] in offered(parm, case_id=opened(parm)["id"])
    assert offered(parm, place=KAHONE | {"position": {"lat": 15.6, "lon": -16.2}}) == {}


def test_two_cases_are_tied_and_parted(parm: Visitor) -> None:
    first, later = opened(parm), opened(parm)
    told = parm.do(f"/cases/{first['id']}/same-event", {"case_id": later["id"]})["case"]
    assert [other["number"] for other in told["gathers"]] == [later["number"]]
    follower = parm.get(f"/cases/{later['id']}")
    assert follower["same_event_as"]["number"] == first["number"]
    assert not follower["waits_for_physician"]
    again = parm.ask(f"/cases/{later['id']}/same-event", {"case_id": first["id"]})
    assert again.json()["code"] == "already_one_event"
    parted = parm.do(f"/cases/{later['id']}/own-event")["case"]
    assert (parted["same_event_as"], parted["waits_for_physician"]) == (None, True)


def test_what_a_joining_caller_says_is_kept_with_the_call(parm: Visitor) -> None:
    case, call_id = opened(parm), taken(parm, "")
    said = {
        "case_id": case["id"],
        "caller": {"name": "Modou", "callback_number": "77 123 45 67"},
        "place": {"said": "avant le pont"},
        "what": "le car brûle",
    }
    parm.do(f"/calls/{call_id}/join", said)
    (call,) = parm.http.get(f"/cases/{case['id']}/calls").json()
    assert (call["where"], call["what"]) == ("avant le pont", "le car brûle")
    assert call["caller"]["callback_number"] == "+221771234567"
    split = parm.do(f"/calls/{call_id}/split")["call"]
    assert split["what"] == "le car brûle"


def test_another_centre_reads_neither_a_call_nor_its_past(sign_in: SignIn, parm: Visitor) -> None:
    call_id = taken(parm)
    stranger = sign_in(physician("DK"))
    for path in (f"/calls/{call_id}", f"/calls/{call_id}/history"):
        assert stranger.http.get(path).json()["code"] == "not_allowed"
    assert parm.get("/calls/" + call_id)["state"] == "TAKEN"
