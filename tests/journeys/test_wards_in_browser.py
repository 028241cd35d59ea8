"""A ward closes itself on its own page; the room sees it, goes round it, and may open it again."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import SignedIn
from tests.journeys.program import Program
from tests.services import RunningServer

pytestmark = [pytest.mark.browser, pytest.mark.postgres, pytest.mark.redis]

WARD = "KL-CHR-URG"
STROKE = {"awake": "awake", "vital": "well", "when": "within_a_day", "face": "yes"}
PLACE = {
    "said": "au marché",
    "position": {"lat": 14.145, "lon": -16.0764},
    "precision": "EXACTE",
    "source": "map",
}


def suspected_stroke(url: str) -> str:
    """Open a case as the colleagues of another chair would; returns its id."""
    with Program(url, "parm.kl") as desk:
        case = desk.do("/cases", {"centre_id": "KL", "place": PLACE, "what": "ne parle plus"})
        id_: str = case["case"]["id"]
        desk.do(f"/cases/{id_}/assessments", {"protocol_id": "STROKE", "answers": STROKE})
    return id_


def test_a_ward_closes_and_the_room_sees_why_and_opens_it_again(
    sign_in: SignedIn, served: RunningServer
) -> None:
    case_id = suspected_stroke(served.url)
    room = sign_in("medecin1.kl")
    room.locator(f'[data-testid="case-row"][data-id="{case_id}"]').click()
    row = room.locator(f'[data-testid="ward-row"][data-id="{WARD}"]')
    expect(row).to_have_attribute("data-proposed", "true")
    expect(room.get_by_test_id("critical-path")).to_contain_text("AVC")
    expect(row.get_by_test_id("ward-soon")).to_contain_text("thrombolyse")
    row.locator("summary").click()
    expect(row.get_by_test_id("ward-sum")).to_contain_text("trajet, patient à bord")

    ward = sign_in(f"service.{WARD.lower()}", "/service", width=360, height=640)
    ward.get_by_test_id("ward-close").click()
    ward.get_by_test_id("closing-why-NO_EQUIPMENT").check()
    ward.get_by_test_id("closing-what-stroke_unit_ct").check()
    ward.get_by_test_id("closing-confirm").click()
    expect(ward.get_by_test_id("diversion")).to_contain_text("Fermé pour")

    room.get_by_test_id("list-hospitals").click()
    hospital = room.locator('[data-testid="hospital-row"][data-id="KL-CHR"]')
    expect(hospital).to_contain_text("1/4")
    proposed = room.locator('[data-testid="ward-row"][data-proposed="true"]')
    expect(proposed).not_to_have_attribute("data-id", WARD)
    hospital.locator("summary").click()
    expect(hospital.get_by_test_id("diversion")).to_contain_text("plateau technique")

    hospital.get_by_test_id("room-reopen").click()
    expect(hospital.get_by_test_id("diversion")).to_have_count(0)
    expect(ward.get_by_test_id("ward-close")).to_contain_text("ne pouvons plus recevoir")
    expect(row).to_have_attribute("data-proposed", "true")
