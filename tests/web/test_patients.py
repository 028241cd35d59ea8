"""Patients over HTTP: vital signs with their score, several patients with their colours."""

import httpx
import pytest

from tests.people import call_taker, ward_staff
from tests.web.conftest import SignIn
from tests.web.visitor import Json, Visitor, new_key


@pytest.fixture
def parm(sign_in: SignIn) -> Visitor:
    return sign_in(call_taker("KL"))


def refused(visitor: Visitor, path: str, body: Json) -> Json:
    answer = visitor.http.post(path, json=body, headers={"Idempotency-Key": new_key()})
    assert answer.is_client_error, answer.text
    problem: Json = answer.json()
    return problem


def test_a_round_of_signs_comes_back_with_its_score_and_what_is_missing(parm: Visitor) -> None:
    case = parm.open_case("KL")
    signs = {"breaths_per_min": 32, "heart_per_min": 225, "spo2_pct": 88, "avpu": "U"}
    body = {"vitals": signs, "measured_by": "Sage-femme"}
    case = parm.do(f"/cases/{case['id']}/vitals", body)["case"]
    (taken,) = case["vitals"]
    assert taken["measured_by"] == "Sage-femme"
    assert taken["improbable"] == ["heart_per_min"]
    assert taken["tews"] == {
        "points": 9,
        "colour": "RED",
        "at_least": "RED",
        "at_most": "RED",
        "missing": ["systolic_mmhg", "temperature_c", "mobility", "trauma"],
    }
    assert case["priority"] == "P1"
    assert case["raises"][0]["rationale"]["fr"]
    assert case["offered_answers"] == {"awake": "no", "breathing": "laboured"}


def test_an_incomplete_score_is_never_green(parm: Visitor) -> None:
    case = parm.open_case("KL")
    body = {"vitals": {"heart_per_min": 80}}
    (taken,) = parm.do(f"/cases/{case['id']}/vitals", body)["case"]["vitals"]
    assert (taken["tews"]["colour"], taken["tews"]["at_most"]) == (None, "RED")


def test_an_impossible_sign_is_told_at_its_field_in_the_readers_words(parm: Visitor) -> None:
    case = parm.open_case("KL")
    problem = refused(parm, f"/cases/{case['id']}/vitals", {"vitals": {"heart_per_min": 700}})
    assert problem["code"] == "vitals_impossible"
    assert problem["errors"][0]["where"] == "body.vitals.heart_per_min"
    assert "700" in problem["detail"]


def test_a_case_opens_with_what_was_measured_already(parm: Visitor) -> None:
    body = {
        "centre_id": "KL",
        "what": "saigne après l'accouchement",
        "vitals": {"systolic_mmhg": 85, "heart_per_min": 125, "avpu": "A"},
        "measured_by": "Poste de santé de Ndoffane",
    }
    case = parm.do("/cases", body)["case"]
    assert [taken["measured_by"] for taken in case["vitals"]] == ["Poste de santé de Ndoffane"]
    empty = parm.do("/cases", {"centre_id": "KL", "vitals": {}})["case"]
    assert empty["vitals"] == []


def test_several_patients_over_http(parm: Visitor) -> None:
    case = parm.open_case("KL")
    path = f"/cases/{case['id']}"
    assert refused(parm, f"{path}/casualties", {"tag": "RED"})["code"] == "case_has_one_patient"
    parm.do(f"{path}/several", {"several": True})
    parm.do(f"{path}/casualties", {"tag": "YELLOW"})
    findings = {"walks": "false", "breaths_per_min": "30", "radial_pulse": "true", "obeys": "true"}
    case = parm.do(f"{path}/casualties/1/tags", {"method": "START", "findings": findings})["case"]
    assert [one["tag"] for one in case["casualties"]] == ["YELLOW"]
    parm.do(f"{path}/casualties", {"tag": "RED", "age_band": "INFANT"})
    told = {"state": "TRAPPED", "note": "sous le car", "destination": "CHR Kaolack"}
    put = parm.http.put(f"{path}/casualties/2", json=told, headers={"Idempotency-Key": new_key()})
    second = put.json()["case"]["casualties"][1]
    assert (second["state"], second["tag"], second["priority"]) == ("TRAPPED", "RED", "P0")
    scene = {"kind": "car renversé", "number": 12, "hazards": "essence"}
    put = parm.http.put(f"{path}/scene", json=scene, headers={"Idempotency-Key": new_key()})
    case = put.json()["case"]
    assert (case["scene"]["number"], case["victims"], case["priority"]) == (12, "BEAUCOUP", "P0")
    assert case["offered_answers"] == {}
    record = parm.get(f"{path}/record")["entries"]
    assert [entry["type"] for entry in record][-2:] == ["CasualtyDescribed", "SceneDescribed"]


def test_a_ward_does_not_sort_the_rooms_patients(parm: Visitor, sign_in: SignIn) -> None:
    case = parm.open_case("KL")
    ward = sign_in(ward_staff("KL-CHR-URG"))
    answer = ward.http.post(
        f"/cases/{case['id']}/several",
        json={"several": True},
        headers={"Idempotency-Key": new_key()},
    )
    assert answer.status_code == httpx.codes.FORBIDDEN


def test_the_limits_of_each_sign_are_served_for_the_forms(parm: Visitor) -> None:
    ranges = {one["field"]: one for one in parm.get("/vocabulary")["vital_ranges"]}
    assert ranges["heart_per_min"]["most"] < 700
    assert all(one["least"] <= one["low"] < one["high"] <= one["most"] for one in ranges.values())
