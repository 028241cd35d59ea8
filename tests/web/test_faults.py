"""A fault of a field is told at the field, by a stable code, in the caller's language."""

from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import pytest
from pydantic_core.core_schema import ErrorType

from tests.people import ALL_ROUND, call_taker
from tests.web.conftest import SignIn
from tests.web.visitor import Visitor, new_key
from web.faults import FAULTS, fault_code, faults_of
from web.field_names import FIELD_NAMES, field_name
from web.refusals import REFUSALS

TYPED = {"patient": {"age_years": 54}, "what": "douleur dans la poitrine"}


@pytest.fixture
def parm(sign_in: SignIn) -> Visitor:
    return sign_in(call_taker("KL"))


def opening(**facts: Any) -> dict[str, Any]:
    return {"centre_id": "KL", **TYPED, **facts}


def patient(**facts: Any) -> dict[str, Any]:
    return opening(patient=facts)


def caller(**facts: Any) -> dict[str, Any]:
    return opening(caller=facts)


WRONG = [
    (patient(age_years=200), "patient.age_years", "too_large"),
    (patient(age_years=-1), "patient.age_years", "too_small"),
    (patient(age_years="trente"), "patient.age_years", "not_a_number"),
    (patient(age_months=24), "patient.age_months", "too_large"),
    (patient(age_years=34, age_months=5), "patient.age_months", "ages_contradict"),
    (patient(sex="M", pregnant=True), "patient.pregnant", "pregnant_male"),
    (patient(sex="H"), "patient.sex", "not_a_choice"),
    (patient(pregnant="peut-être"), "patient.pregnant", "not_yes_or_no"),
    (patient(count=0), "patient.count", "too_small"),
    (caller(callback_number="12"), "caller.callback_number", "not_a_phone_number"),
    (caller(callback_number="rappelez"), "caller.callback_number", "not_a_phone_number"),
    (caller(type="COUSIN"), "caller.type", "not_a_choice"),
    (caller(speaks="klingon"), "caller.speaks", "not_a_choice"),
    (caller(name="x" * 10_000), "caller.name", "too_long"),
    (caller(name="A\x00wa"), "caller.name", "unstorable_character"),
    (opening(what="x" * 10_000), "what", "too_long"),
    (opening(what="tombé\x00"), "what", "unstorable_character"),
    (opening(what=7), "what", "not_text"),
    (opening(what=None), "what", "not_text"),
    (
        opening(place={"said": "ici", "position": {"lat": 91, "lon": 0}}),
        "place.position.lat",
        "too_large",
    ),
    (opening(colour="red"), "colour", "unknown_field"),
    (opening(patient=[]), "patient", "not_an_object"),
]


@pytest.mark.parametrize(("body", "field", "code"), WRONG, ids=lambda value: str(value)[:40])
def test_a_wrong_field_is_named_and_nothing_is_changed(
    parm: Visitor, body: dict[str, Any], field: str, code: str
) -> None:
    before = parm.get("/cases", centre="KL")
    told = [
        parm.http.post("/cases", json=body, headers=headers).json()
        for headers in (
            {"Idempotency-Key": new_key()},
            {"Idempotency-Key": new_key(), "Accept-Language": "en"},
        )
    ]
    for problem in told:
        assert problem["status"] == 422
        assert [(one["where"], one["code"]) for one in problem["errors"]] == [
            (f"body.{field}", code)
        ]
        assert problem["errors"][0]["what"].rstrip(".") in problem["detail"]
    assert told[0]["errors"][0]["what"] != told[1]["errors"][0]["what"]
    assert parm.get("/cases", centre="KL") == before


def test_all_wrong_fields_are_told_at_once(parm: Visitor) -> None:
    body = opening(patient={"age_years": 200, "sex": "H"}, caller={"callback_number": "12"})
    answer = parm.http.post("/cases", json=body, headers={"Idempotency-Key": new_key()})
    assert {one["where"] for one in answer.json()["errors"]} == {
        *("body.patient.age_years", "body.patient.sex", "body.caller.callback_number")
    }
    assert "Âge en années : au plus 120" in answer.json()["detail"]


def test_a_number_is_kept_in_the_form_it_is_rung_in(parm: Visitor) -> None:
    body = caller(number="77 123 45 67", callback_number="00 33 1 23 45 67 89")
    kept = parm.do("/cases", body)["case"]["caller"]
    assert (kept["number"], kept["callback_number"]) == ("+221771234567", "+33123456789")


def test_the_number_a_call_came_from_may_be_kept_as_it_is(parm: Visitor) -> None:
    kept = parm.do("/cases", caller(number="4021", callback_number="4021"))["case"]["caller"]
    assert kept["callback_number"] == "4021"


@pytest.mark.parametrize("shown", ["anonymous", "4021", "\x00", "?" * 500, "sip:x@y"])
def test_a_call_rings_whatever_number_the_exchange_shows(parm: Visitor, shown: str) -> None:
    assert parm.ring("KL", shown)["state"] == "RINGING"


def test_a_device_time_beyond_any_wrong_zone_is_told(sign_in: SignIn) -> None:
    all_round = sign_in(ALL_ROUND)
    case = all_round.open_case("KL")
    all_round.decide(case["id"])
    mission = all_round.order(case["id"], "KL-SMUR-2")
    path = f"/missions/{mission['id']}/moves"
    now = datetime.now(UTC)
    late = {"status": "DEPART", "at_device": (now + timedelta(days=2)).isoformat()}
    problem = all_round.ask(path, late).json()
    assert (problem["code"], problem["errors"][0]["where"]) == ("time_in_future", "body.at_device")
    wrong_zone = {"status": "DEPART", "at_device": (now + timedelta(hours=13)).isoformat()}
    assert all_round.do(path, wrong_zone)["mission"]["status"] == "DEPART"
    all_round.do(f"/missions/{mission['id']}/cancellation", {"reason": "essai"})


def test_a_rule_that_is_about_a_field_names_it(parm: Visitor) -> None:
    case = parm.open_case("KL")
    problem = parm.ask(f"/cases/{case['id']}/notes", {"text": "x" * 5000}).json()
    assert problem["errors"] == [
        {"where": "body.text", "code": "note_too_long", "what": problem["detail"]}
    ]


def test_every_kind_of_error_the_validator_knows_has_a_code_and_a_sentence() -> None:
    kinds = get_args(ErrorType)
    assert len(kinds) > 50
    assert {fault_code(kind) for kind in kinds} <= FAULTS.keys()
    everything = {"max_length": 5, "min_length": 1, "le": 3}
    for code in FAULTS:
        errors = [{"loc": ("body", "what"), "type": code, "ctx": everything}]
        french, english = (faults_of(errors, language)[0].what for language in ("fr", "en"))
        assert french != english
        assert "{" not in french + english


@pytest.mark.parametrize(
    ("where", "french"),
    [
        ("body.patient.name", "nom du patient"),
        ("body.caller.name", "nom du requérant"),
        ("body.place.position.lat", "latitude"),
        ("body.patients.0.age_years", "âge en années"),
        ("body", "la demande"),
        ("body.colour", "colour"),
    ],
)
def test_a_field_is_called_by_its_name_on_screen(where: str, french: str) -> None:
    assert field_name(where).fr == french


def test_every_field_has_a_name_in_both_languages() -> None:
    assert all(name.fr and name.en for name in FIELD_NAMES.values())
    fields = [text.field for text in REFUSALS.values() if text.field]
    assert [field for field in fields if field_name(f"body.{field}").fr == field] == []
