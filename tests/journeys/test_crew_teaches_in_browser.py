"""A crew finds the patient and says here; the next caller by the same words is found at once."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import WAIT_MS, SignedIn
from tests.journeys.program import Program
from tests.journeys.test_places_in_browser import taken_call
from tests.services import RunningServer

pytestmark = [pytest.mark.browser, pytest.mark.postgres, pytest.mark.redis]

HERE = {"latitude": 13.9251, "longitude": -15.9334, "accuracy": 12}
SAID = "derrière la grande mosquée de Ndoffane"
VILLAGE = {"said": SAID, "position": {"lat": 13.92, "lon": -15.93}, "precision": "VILLE"}


def on_the_spot(served: RunningServer) -> str:
    """Return a case whose crew has arrived; only the middle of the village was known."""
    with Program(served.url, "parm.kl") as parm, Program(served.url, "medecin1.kl") as physician:
        place = VILLAGE | {"source": "gazetteer", "found_name": "Ndoffane"}
        body = {
            "centre_id": "KL",
            "place": place,
            "what": "chute",
            "caller": {"name": "Modou Fall"},
        }
        case = parm.do("/cases", body)["case"]
        physician.do(f"/cases/{case['id']}/take", {})
        physician.do(f"/cases/{case['id']}/decisions", {"type": "INTER", "care_level": "R1"})
        order = {"unit_id": "KL-SMUR-1", "override_reason": "essai"}
        mission = physician.do(f"/cases/{case['id']}/missions", order)["mission"]
        for status in ("DEPART", "ARRIVEE"):
            physician.do(f"/missions/{mission['id']}/moves", {"status": status})
    return str(case["id"])


def crew_page(sign_in: SignedIn, position: dict[str, Any]) -> Page:
    return sign_in(
        *("equipage.kl-smur-1", "/equipage", 360, 640),
        permissions=["geolocation"],
        geolocation=position,
    )


def opened_case(room: Page, case_id: str) -> None:
    room.locator(f'[data-testid="case-row"][data-id="{case_id}"]').click()


def remember(room: Page) -> None:
    """Put the crew's point in force and remember it; a name of a person is refused first."""
    card = room.get_by_test_id("place-card")
    second = card.locator('[data-testid="statement"][data-number="2"]')
    expect(second).to_have_attribute("data-source", "crew")
    second.get_by_test_id("statement-force").click()
    expect(second).to_have_attribute("data-in-force", "true")
    name = card.get_by_test_id("teach-name")
    expect(name).to_have_value(SAID)
    name.fill(f"chez Modou, {SAID}")
    card.get_by_test_id("teach-submit").click()
    expect(card.get_by_test_id("failure")).to_contain_text("nom d'une personne")
    name.fill(f"{SAID}, portail vert")
    card.get_by_test_id("teach-submit").click()
    expect(card.get_by_test_id("teach-known")).to_contain_text("portail vert")


def test_what_the_crew_found_helps_the_next_caller(
    sign_in: SignedIn, served: RunningServer, exchange: Program
) -> None:
    on_the_spot(served)
    crew = crew_page(sign_in, HERE)
    crew.get_by_test_id("scene-here").click()
    expect(crew.get_by_test_id("scene")).to_have_attribute("data-state", "told")
    expect(crew.get_by_test_id("scene")).to_contain_text("± 12 m")

    room = sign_in("medecin1.kl")
    expect(room.get_by_test_id("arrival")).to_contain_text("Un équipage confirme le lieu")
    room.get_by_test_id("arrival-open").click()
    expect(room.get_by_test_id("arrival")).to_have_count(0)
    remember(room)

    parm = sign_in("parm.kl")
    taken_call(parm, exchange)
    parm.get_by_test_id("where-input").fill("portail vert derriere grande mosquee ndofane")
    first = parm.get_by_test_id("place-candidate").first
    expect(first).to_contain_text("confirmé par un équipage le")
    first.click()
    expect(parm.get_by_test_id("where-pin")).to_contain_text("13.92510, -15.93340")

    room.get_by_test_id("list-places").click()
    row = room.get_by_test_id("known-place")
    expect(row).to_contain_text("portail vert")
    row.get_by_test_id("known-withdraw").click()
    row.get_by_test_id("known-reason").fill("le portail a changé")
    row.get_by_test_id("known-confirm").click()
    expect(row).to_have_count(0)
    parm.get_by_test_id("where-input").fill("portail vert derriere la grande mosquee ndofane")
    expect(parm.get_by_test_id("place-candidate").first).to_be_visible()
    expect(parm.get_by_text("confirmé par un équipage")).to_have_count(0)


def test_a_crew_says_here_with_no_network_and_is_heard_when_it_is_back(
    sign_in: SignedIn, served: RunningServer
) -> None:
    case_id = on_the_spot(served)
    crew = crew_page(sign_in, HERE)
    expect(crew.get_by_test_id("scene-here")).to_be_visible()
    crew.context.set_offline(True)
    crew.get_by_test_id("scene-here").click()
    expect(crew.get_by_test_id("scene")).to_have_attribute("data-state", "waiting")
    with Program(served.url, "parm.kl") as parm:
        assert len(parm.look(f"/cases/{case_id}")["statements"]) == 1
    crew.context.set_offline(False)
    expect(crew.get_by_test_id("scene")).to_have_attribute(
        "data-state", "told", timeout=2 * WAIT_MS
    )
    with Program(served.url, "parm.kl") as parm:
        said = parm.look(f"/cases/{case_id}")["statements"]
    assert [one["place"]["source"] for one in said] == ["gazetteer", "crew"]
    assert said[1]["fix_at"] < said[1]["at"]


def test_a_crew_whose_phone_does_not_know_where_it_is_is_told(
    sign_in: SignedIn, served: RunningServer
) -> None:
    on_the_spot(served)
    crew = crew_page(sign_in, HERE | {"accuracy": 900})
    crew.get_by_test_id("scene-here").click()
    expect(crew.get_by_test_id("scene")).to_contain_text("GPS imprécis")
    expect(crew.get_by_test_id("scene")).to_have_attribute("data-state", "open")
    crew.context.set_geolocation(HERE)  # type: ignore[arg-type]
    crew.get_by_test_id("scene-here").click()
    expect(crew.get_by_test_id("scene")).to_have_attribute("data-state", "told", timeout=WAIT_MS)


def test_the_call_taker_may_leave_the_words_unremembered(
    sign_in: SignedIn, served: RunningServer
) -> None:
    case_id = on_the_spot(served)
    crew = crew_page(sign_in, HERE)
    crew.get_by_test_id("scene-here").click()
    expect(crew.get_by_test_id("scene")).to_have_attribute("data-state", "told")
    room = sign_in("parm.kl")
    opened_case(room, case_id)
    room.get_by_test_id("regulation-tab").click()
    room.get_by_test_id("teach-dismiss").click()
    expect(room.get_by_test_id("teach")).to_have_count(0)
    room.reload()
    expect(room.get_by_test_id("place-card")).to_be_visible()
    expect(room.get_by_test_id("teach")).to_have_count(0)
