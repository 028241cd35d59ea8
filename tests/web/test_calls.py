"""Calls over HTTP: a number's past, classes put right, calls tied to a case and taken off it."""

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


def test_another_centre_reads_neither_a_call_nor_its_past(sign_in: SignIn, parm: Visitor) -> None:
    call_id = taken(parm)
    stranger = sign_in(physician("DK"))
    for path in (f"/calls/{call_id}", f"/calls/{call_id}/history"):
        assert stranger.http.get(path).json()["code"] == "not_allowed"
    assert parm.get("/calls/" + call_id)["state"] == "TAKEN"
