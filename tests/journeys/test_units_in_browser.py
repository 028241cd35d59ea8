"""A crew says how its vehicle stands and the physician reads it; two units meet on the way."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import WAIT_MS, SignedIn
from tests.journeys.program import Program
from tests.services import RunningServer

pytestmark = [pytest.mark.browser, pytest.mark.postgres, pytest.mark.redis]

IN_TOWN = {"lat": 14.145, "lon": -16.0764}
FAR_OUT = {"lat": 14.15, "lon": -14.93}
"""North of the river between Kaffrine and Koungheul: more than an hour from any physician."""
CHEST_PAIN = {"state": "sweating", "speech": "sentences", "pain": "tight", "spread": "yes"}


def case_at(served: RunningServer, position: dict[str, float], what: str) -> str:
    """Return a case that a physician has decided to send a means to."""
    with Program(served.url, "parm.kl") as parm, Program(served.url, "medecin1.kl") as physician:
        place = {"said": "au bord de la piste", "position": position, "precision": "EXACTE"}
        body: dict[str, Any] = {"centre_id": "KL", "place": place | {"source": "map"}, "what": what}
        case = parm.do("/cases", body)["case"]
        physician.do(f"/cases/{case['id']}/take", {})
        physician.do(f"/cases/{case['id']}/decisions", {"type": "INTER", "care_level": "R1"})
    return str(case["id"])


def opened(sign_in: SignedIn, case_id: str) -> Page:
    room = sign_in("medecin1.kl")
    room.locator(f'[data-testid="case-row"][data-id="{case_id}"]').click()
    return room


def test_an_empty_tank_said_on_the_phone_moves_the_unit_down_the_list(
    sign_in: SignedIn, served: RunningServer
) -> None:
    case_id = case_at(served, IN_TOWN, "malaise")
    room = opened(sign_in, case_id)
    row = room.locator('[data-testid="unit-row"][data-id="KL-SMUR-1"]')
    expect(row.get_by_test_id("unit-arrival")).to_be_visible()

    crew = sign_in("equipage.kl-smur-1", "/equipage", 360, 640)
    state = crew.get_by_test_id("condition")
    expect(state.get_by_test_id("condition-fuel")).to_contain_text("jamais dit")
    state.get_by_test_id("condition-change").click()
    state.get_by_test_id("fuel-empty").click()
    state.get_by_test_id("equipment-defibrillator").check()
    state.get_by_test_id("shift-end").fill("20:30")
    state.get_by_test_id("condition-save").click()
    expect(state.get_by_test_id("condition-fuel")).to_contain_text("Vide")
    expect(state.get_by_test_id("condition-fuel")).to_contain_text("KL-SMUR-1")
    expect(state.get_by_test_id("condition-equipment")).to_contain_text("défibrillateur")

    expect(room.locator('[data-testid="unit-row"][data-proposed="true"]')).not_to_have_attribute(
        "data-id", "KL-SMUR-1", timeout=2 * WAIT_MS
    )
    line = room.locator('[data-testid="unit-condition"][data-id="KL-SMUR-1"]')
    line.click()
    told = room.get_by_test_id("condition")
    expect(told.get_by_test_id("condition-fuel")).to_contain_text("Vide")
    told.get_by_test_id("condition-change").click()
    told.get_by_test_id("fuel-ok").click()
    told.get_by_test_id("condition-save").click()
    expect(told.get_by_test_id("condition-fuel")).to_contain_text("Plein")
    expect(crew.get_by_test_id("condition-fuel")).to_contain_text("Plein")


def test_the_physician_far_away_is_met_on_the_way(sign_in: SignedIn, served: RunningServer) -> None:
    case_id = case_at(served, FAR_OUT, "douleur thoracique")
    with Program(served.url, "parm.kl") as parm:
        told = {"protocol_id": "CHEST-PAIN", "answers": CHEST_PAIN}
        parm.do(f"/cases/{case_id}/assessments", told)
        proposal = parm.look(f"/cases/{case_id}/proposal")
    meeting = proposal["meeting"]
    assert meeting["meets_s"] < meeting["second"]["to_patient_s"]
    room = opened(sign_in, case_id)
    box = room.get_by_test_id("meeting")
    expect(box).to_contain_text(meeting["first"]["name"])
    first = box.locator(f'[data-testid="meeting-party"][data-id="{meeting["first"]["unit_id"]}"]')
    expect(box.get_by_test_id("meeting-place")).to_contain_text(meeting["place"]["name"])
    first.get_by_test_id("meeting-send").click()
    box.get_by_test_id("confirm").click()
    expect(first).to_have_attribute("data-ordered", "true")
    second = box.locator(f'[data-testid="meeting-party"][data-id="{meeting["second"]["unit_id"]}"]')
    second.get_by_test_id("meeting-send").click()
    box.get_by_test_id("confirm").click()
    expect(second).to_have_attribute("data-ordered", "true")
    box.get_by_test_id("meeting-note").click()
    expect(room.get_by_test_id("notes")).to_contain_text(meeting["place"]["name"])
    with Program(served.url, "parm.kl") as parm:
        kept = parm.look(f"/cases/{case_id}/record")["entries"]
    reasons = [one["facts"]["override_reason"] for one in kept if one["type"] == "MissionOrdered"]
    assert all(meeting["place"]["name"] in reason for reason in reasons)
    assert len(reasons) == len({meeting["first"]["unit_id"], meeting["second"]["unit_id"]})
