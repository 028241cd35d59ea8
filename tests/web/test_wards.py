"""Wards over HTTP: closed and open again, and why one is proposed before another."""

from datetime import UTC, datetime, timedelta

import httpx

from tests.people import crew, physician, ward_staff
from tests.web.conftest import SignIn
from tests.web.visitor import Json, Visitor

URG = "KL-CHR-URG"
KAOLACK = {"lat": 14.145, "lon": -16.0764}
STROKE = {"awake": "awake", "vital": "well", "when": "within_a_day", "face": "yes"}


def in_hours(hours: float) -> str:
    return (datetime.now(UTC) + timedelta(hours=hours)).isoformat()


def stroke_at(doctor: Visitor, position: Json | None) -> Json:
    """Open a case of a suspected stroke; returns its proposal."""
    pin = {"position": position, "precision": "EXACTE", "source": "map"} if position else {}
    case = doctor.do("/cases", {"centre_id": "KL", "place": {"said": "au marché", **pin}})["case"]
    asked = {"protocol_id": "STROKE", "answers": STROKE}
    doctor.do(f"/cases/{case['id']}/assessments", asked)
    return doctor.get(f"/cases/{case['id']}/proposal")


def ward_of(proposal: Json, ward_id: str) -> Json:
    found: Json = next(ward for ward in proposal["wards"] if ward["ward_id"] == ward_id)
    return found


def test_a_stroke_is_ranked_by_the_time_to_the_treatment_in_minutes_that_add_up(
    sign_in: SignIn,
) -> None:
    proposal = stroke_at(sign_in(physician("KL")), KAOLACK)
    path = proposal["orientation"]["path"]
    assert path["id"] == "stroke"
    assert path["onset_known"] is False
    assert path["window_s"] == 4.5 * 3600
    first = proposal["wards"][0]
    assert (first["ward_id"], first["proposed"]) == (URG, True)
    assert first["treatment"]["en"] == "CT then thrombolysis"
    whole_s = first["travel_s"] + first["handover_s"] + first["care_s"]
    assert abs(first["treatment_s"] - whole_s) <= 1
    for ward in proposal["wards"]:
        assert ward["total_min"] == sum(r["weight_min"] or 0 for r in ward["reasons"])


def test_while_nobody_knows_where_the_centre_s_wards_stand_without_a_drive(
    sign_in: SignIn,
) -> None:
    proposal = stroke_at(sign_in(physician("KL")), None)
    assert proposal["place_known"] is False
    assert proposal["wards"]
    assert {ward["centre_id"] for ward in proposal["wards"]} == {"KL"}
    assert {ward["travel_s"] for ward in proposal["wards"]} == {None}
    assert not any(ward["proposed"] for ward in proposal["wards"])


def test_a_ward_that_closes_goes_down_the_list_until_it_receives_again(sign_in: SignIn) -> None:
    doctor, staff = sign_in(physician("KL")), sign_in(ward_staff(URG))
    told = {"reason": "NO_EQUIPMENT", "until": in_hours(2), "closed_to": ["stroke_unit_ct"]}
    diversion = staff.do(f"/wards/{URG}/diversion", told)["ward"]["diversion"]
    assert (diversion["closed_to"], diversion["reason"]) == (["stroke_unit_ct"], "NO_EQUIPMENT")
    try:
        proposal = stroke_at(doctor, KAOLACK)
        assert proposal["wards"][0]["ward_id"] != URG
        closed = [ward for ward in proposal["wards"] if ward["ward_id"] == URG]
        for ward in closed:
            assert ward["diversion"]["by_name"] == ward_staff(URG).name
            assert "on_diversion" in {reason["code"] for reason in ward["reasons"]}
    finally:
        opened = staff.do(f"/wards/{URG}/reopening", {})["ward"]
    assert opened["diversion"] is None
    assert stroke_at(doctor, KAOLACK)["wards"][0]["ward_id"] == URG


def test_a_hospital_is_closed_by_its_room_and_a_ward_by_nobody_else(sign_in: SignIn) -> None:
    whole = {"reason": "inondation", "until": in_hours(1), "whole_hospital": True}
    for stranger in (ward_staff(URG), crew("KL-SMUR-1"), physician("DK")):
        refused = sign_in(stranger).ask(f"/wards/{URG}/diversion", whole)
        assert refused.status_code == httpx.codes.FORBIDDEN
    doctor = sign_in(physician("KL"))
    closed = doctor.do(f"/wards/{URG}/diversion", whole)["ward"]
    assert closed["diversion"]["whole_hospital"] is True
    proposal = stroke_at(doctor, KAOLACK)
    doctor.do(f"/wards/{URG}/reopening", {"whole_hospital": True})
    house = [ward for ward in proposal["wards"] if ward["ward_id"].startswith("KL-CHR-")]
    assert all(ward["diversion"]["whole_hospital"] for ward in house)
    assert not any(ward["proposed"] for ward in house)
    again = stroke_at(doctor, KAOLACK)["wards"]
    assert again[0]["ward_id"] == URG


def test_what_a_ward_does_not_have_it_cannot_close(sign_in: SignIn) -> None:
    told = {"reason": "panne", "until": in_hours(2), "closed_to": ["hyperbaric"]}
    refused = sign_in(ward_staff(URG)).ask(f"/wards/{URG}/diversion", told)
    assert refused.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert refused.json()["code"] == "diversion_of_foreign_capability"
