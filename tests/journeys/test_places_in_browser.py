"""Where it is, by several sources, in a real browser: nothing is lost, one press chooses."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import SignedIn
from tests.journeys.program import Program
from tests.services import RunningServer

pytestmark = [pytest.mark.browser, pytest.mark.postgres, pytest.mark.redis]

WHERE = "à côté du marché de Ndoffane"
LINK = "https://maps.google.com/maps?q=13.9255%2C-15.9312&z=17"


def taken_call(page: Page, exchange: Program) -> None:
    exchange.do("/calls", {"centre_id": "KL", "number": "+221771234567"})
    page.get_by_test_id("call-take").first.click()
    expect(page.get_by_test_id("where-input")).to_be_visible()


def pick(page: Page, words: str) -> None:
    page.get_by_test_id("where-input").fill(words)
    page.get_by_test_id("place-candidate").first.click()


def statement(number: int) -> str:
    return f'[data-testid="statement"][data-number="{number}"]'


def test_a_pin_that_another_replaces_is_kept_and_can_come_back(
    sign_in: SignedIn, exchange: Program
) -> None:
    parm = sign_in("parm.kl")
    taken_call(parm, exchange)
    pick(parm, WHERE)
    expect(parm.get_by_test_id("where-pin")).to_contain_text("centre de la ville")
    pick(parm, LINK)
    expect(parm.get_by_test_id("draft-places")).to_contain_text("répertoire des lieux")
    parm.get_by_test_id("draft-place-use").click()
    expect(parm.get_by_test_id("where-pin")).to_contain_text("Ndoffane")
    expect(parm.get_by_test_id("draft-places")).to_contain_text("lien de carte reçu")
    parm.reload()
    expect(parm.get_by_test_id("draft-places")).to_contain_text("lien de carte reçu")
    parm.get_by_test_id("what-input").fill("chute")
    parm.get_by_test_id("case-open").click()
    parm.get_by_test_id("case-locate").click()
    first = parm.locator(statement(1))
    expect(first).to_have_attribute("data-source", "link")
    expect(first).to_have_attribute("data-in-force", "false")
    expect(parm.get_by_test_id("place-vague")).to_be_visible()

    force = first.get_by_test_id("statement-force")
    force.focus()
    force.press("Enter")
    expect(first).to_have_attribute("data-in-force", "true")
    expect(parm.get_by_test_id("place-vague")).to_have_count(0)
    expect(parm.get_by_test_id("statement")).to_have_count(2)


def test_contradicting_sources_are_said_to_everybody_and_the_crew_sees_all(
    sign_in: SignedIn, served: RunningServer
) -> None:
    with Program(served.url, "parm.kl") as parm, Program(served.url, "medecin1.kl") as physician:
        place = {"said": WHERE, "position": {"lat": 13.92, "lon": -15.93}, "source": "gazetteer"}
        place |= {"precision": "VILLE", "landmark": "pharmacie", "relation": "behind"}
        case = parm.do("/cases", {"centre_id": "KL", "place": place, "what": "chute"})["case"]
        away = {"position": {"lat": 12.81, "lon": -16.226}, "source": "link", "precision": "EXACTE"}
        parm.do(f"/cases/{case['id']}/statements", {"place": away})
        physician.do(f"/cases/{case['id']}/take", {})
        decision = {"type": "INTER", "care_level": "R1"}
        physician.do(f"/cases/{case['id']}/decisions", decision)
        order = {"unit_id": "KL-SMUR-1", "override_reason": "essai"}
        physician.do(f"/cases/{case['id']}/missions", order)

    room = sign_in("medecin2.kl")
    room.locator(f'[data-testid="case-row"][data-id="{case["id"]}"]').click()
    second = room.get_by_test_id("place-card").locator(statement(2))
    expect(second).to_contain_text("côté de la Gambie")
    expect(second).to_contain_text("autre centre")

    crew = sign_in("equipage.kl-smur-1", "/equipage", 360, 640)
    where = crew.get_by_test_id("mission-place")
    expect(where).to_contain_text(WHERE)
    expect(where).to_contain_text("derrière : pharmacie")
    expect(where).to_contain_text("centre de la ville")
    crew.get_by_test_id("other-places").locator("summary").click()
    expect(crew.get_by_test_id("other-places")).to_contain_text("lien de carte reçu")
    expect(crew.get_by_test_id("navigate-other")).to_be_visible()
