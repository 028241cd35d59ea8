"""The physician sees whom a choice leaves, how far one gets, and later why it was chosen."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import SignedIn
from tests.journeys.program import Program
from tests.services import RunningServer

pytestmark = [pytest.mark.browser, pytest.mark.postgres, pytest.mark.redis]

NIORO = {"lat": 13.76, "lon": -15.79}


@pytest.fixture
def physician(sign_in: SignedIn, served: RunningServer) -> Page:
    """A physician before a case near Nioro that is theirs and decided."""
    place = {"said": "Nioro", "position": NIORO, "precision": "EXACTE", "source": "map"}
    with Program(served.url, "medecin1.kl") as doctor:
        opened = doctor.do("/cases", {"centre_id": "KL", "place": place, "what": "essoufflement"})
        case_id = opened["case"]["id"]
        doctor.do(f"/cases/{case_id}/take", {})
        doctor.do(f"/cases/{case_id}/decisions", {"type": "INTER", "care_level": "R1"})
    page = sign_in("medecin1.kl")
    page.get_by_test_id("case-row").filter(has_text="Nioro").click()
    expect(page.get_by_test_id("unit-row").first).to_be_visible()
    return page


def test_a_choice_tells_whom_it_leaves_and_is_explained_later(physician: Page) -> None:
    dear = physician.locator('button[data-testid="unit-price"][data-state="known"]').first
    expect(dear).to_contain_text("personnes à plus de 20 min")
    dear.click()
    expect(physician.get_by_test_id("ground-people")).to_contain_text("personnes à plus de 20 min")
    physician.keyboard.press("Escape")
    expect(physician.get_by_test_id("ground-people")).to_have_count(0)
    expect(physician.get_by_test_id("unit-row").first).to_be_visible()

    physician.get_by_test_id("map-reach").click()
    reach = physician.locator('[data-testid="ground-reach"][data-method="straight_line"]')
    expect(reach).to_contain_text("estimation à vol")
    physician.keyboard.press("Escape")
    expect(reach).to_have_count(0)

    proposed = physician.locator('[data-testid="unit-row"][data-proposed="true"]')
    name = proposed.locator("strong").first.inner_text()
    proposed.get_by_test_id("unit-send").click()
    physician.get_by_test_id("confirm").click()
    physician.get_by_role("tab", name="Chronologie").click()
    physician.get_by_test_id("why-this-choice").click()
    chosen = physician.locator('[data-testid="why-line"][data-chosen="true"]')
    expect(chosen).to_contain_text(name)
    expect(chosen).to_contain_text("proposé")
    expect(physician.locator('[data-testid="why-whole"][data-whole="true"]')).to_be_visible()
