"""Three in the morning: pressed twice, typed blind, signed out, cut off. Nothing may be lost."""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import SignedIn
from tests.journeys.program import Program
from tests.people import PASSWORD
from tests.services import RunningServer
from tests.stores import copy_of

pytestmark = [pytest.mark.browser]

KAOLACK = {"lat": 14.15, "lon": -16.07}
SWEATING = {"protocol_id": "CHEST-PAIN", "answers": {"state": "sweating"}, "context": []}
NUMBERS = (f"+22177{n:07}" for n in count(1))
"""Every call of these stories has a number of its own: they share one room."""


@pytest.fixture(scope="module")
def served(
    prepared_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningServer]:
    """One service for all stories: each works on a call of its own."""
    store = copy_of(prepared_sqlite, tmp_path_factory.mktemp("tired"))
    server = RunningServer({"SAMU_DATABASE_URL": store}).start()
    yield server
    server.stop()


def take_call(page: Page, colleague: Program) -> str:
    """Let a phone ring, answer it in the browser, and return the call's id."""
    body = {"centre_id": "KL", "number": next(NUMBERS)}
    call_id: str = colleague.do("/calls", body)["call"]["id"]
    page.locator(f'[data-testid="call-take"][data-id="{call_id}"]').click()
    in_hand = f'[data-testid="call-row"][data-id="{call_id}"][aria-current="true"]'
    expect(page.locator(in_hand)).to_be_visible()
    return call_id


def open_case(page: Page, colleague: Program, what: str) -> str:
    """Open a case in the browser and return its number."""
    take_call(page, colleague)
    page.get_by_test_id("where-input").fill("Kaolack")
    page.get_by_test_id("place-candidate").first.click()
    page.get_by_test_id("what-input").fill(what)
    page.get_by_test_id("case-open").click()
    asked(page, "awake")
    return page.get_by_test_id("case-number").inner_text()


def asked(page: Page, question: str) -> None:
    expect(page.locator(f'[data-testid="question"][data-id="{question}"]')).to_be_visible()


def chest_pain(colleague: Program, what: str) -> str:
    """Open a case by program that waits for a physician; return its id."""
    place = {"said": "Médina", "position": KAOLACK, "source": "map"}
    case_id: str = colleague.do("/cases", {"centre_id": "KL", "place": place, "what": what})[
        "case"
    ]["id"]
    colleague.do(f"/cases/{case_id}/assessments", SWEATING)
    return case_id


def regulate(sign_in: SignedIn, colleague: Program, what: str) -> Page:
    """Open a waiting case as the physician and decide to send; return the page."""
    case_id = chest_pain(colleague, what)
    page = sign_in("medecin1.kl")
    page.locator(f'[data-testid="case-row"][data-id="{case_id}"]').click()
    page.get_by_test_id("case-take").click()
    expect(page.get_by_test_id("decide-first")).to_be_visible()
    expect(page.get_by_test_id("unit-send")).to_have_count(0)
    for choice in ("decision-INTER", "care-R1", "decision-submit"):
        page.get_by_test_id(choice).click()
    expect(page.get_by_test_id("decisions")).to_be_visible()
    return page


def cases_like(colleague: Program, what: str) -> list[dict[str, Any]]:
    return [one for one in colleague.look("/cases", centre="KL") if one["what"] == what]


def test_a_double_press_opens_one_case(parm: Page, colleague: Program) -> None:
    take_call(parm, colleague)
    parm.get_by_test_id("what-input").fill("chute, deux clics")
    parm.get_by_test_id("case-open").dblclick()
    asked(parm, "awake")
    assert len(cases_like(colleague, "chute, deux clics")) == 1


def test_a_key_pressed_twice_opens_one_case(parm: Page, colleague: Program) -> None:
    take_call(parm, colleague)
    parm.get_by_test_id("what-input").fill("chute, deux touches")
    parm.keyboard.press("Control+Enter")
    parm.keyboard.press("Control+Enter")
    asked(parm, "awake")
    assert len(cases_like(colleague, "chute, deux touches")) == 1


def test_a_double_click_answers_one_question(parm: Page, colleague: Program) -> None:
    open_case(parm, colleague, "malaise, main qui tremble")
    parm.get_by_test_id("answer-yes").dblclick()
    asked(parm, "breathing")
    expect(parm.get_by_test_id("answered-awake")).to_be_visible()
    expect(parm.get_by_test_id("answered-breathing")).to_have_count(0)


def test_a_quick_answer_is_neither_dropped_nor_doubled(parm: Page, colleague: Program) -> None:
    what = "malaise, répond de mémoire"
    open_case(parm, colleague, what)
    for question, key in (("awake", "1"), ("breathing", "1"), ("bleeding", "2")):
        asked(parm, question)
        parm.keyboard.press(key)
    asked(parm, "choking")
    case = colleague.look(f"/cases/{cases_like(colleague, what)[0]['id']}")
    given = case["assessments"][-1]["answers"]
    assert given == {"awake": "yes", "breathing": "normal", "bleeding": "no"}


def test_an_expired_session_keeps_every_word(parm: Page, colleague: Program) -> None:
    take_call(parm, colleague)
    what = parm.get_by_test_id("what-input")
    what.fill("elle saigne beau")
    parm.context.clear_cookies()
    parm.get_by_test_id("case-open").click()
    password = parm.get_by_test_id("signin-password")
    expect(password).to_be_focused()
    expect(parm.get_by_test_id("signin-login")).to_have_value("parm.kl")
    parm.keyboard.press("Shift+Tab")
    parm.keyboard.press("Shift+Tab")
    expect(what).not_to_be_focused()
    password.fill(PASSWORD)
    password.press("Enter")
    expect(parm.get_by_test_id("signin-login")).to_have_count(0)
    expect(what).to_have_value("elle saigne beau")
    what.press_sequentially("coup")
    parm.get_by_test_id("case-open").click()
    asked(parm, "awake")
    assert len(cases_like(colleague, "elle saigne beaucoup")) == 1


def test_signing_out_keeps_the_words_of_a_call_in_hand(
    parm: Page, colleague: Program, served: RunningServer
) -> None:
    call_id = take_call(parm, colleague)
    parm.get_by_test_id("where-input").fill("chez Modou, derrière l'école")
    parm.get_by_test_id("signout").click()
    parm.get_by_test_id("signin-login").fill("parm.kl")
    parm.get_by_test_id("signin-password").fill(PASSWORD)
    parm.get_by_test_id("signin-submit").click()
    parm.locator(f'[data-testid="call-row"][data-id="{call_id}"]').click()
    expect(parm.get_by_test_id("where-input")).to_have_value("chez Modou, derrière l'école")
    assert served.is_healthy()


def test_a_reload_leads_back_to_the_question(parm: Page, colleague: Program) -> None:
    number = open_case(parm, colleague, "vertige")
    parm.keyboard.press("1")
    asked(parm, "breathing")
    parm.reload()
    asked(parm, "breathing")
    expect(parm.get_by_test_id("case-number")).to_have_text(number)


def test_a_changed_answer_closes_what_no_longer_applies(parm: Page, colleague: Program) -> None:
    open_case(parm, colleague, "malaise, puis ne répond plus")
    for question, key in (("awake", "1"), ("breathing", "1"), ("bleeding", "2")):
        asked(parm, question)
        parm.keyboard.press(key)
    asked(parm, "choking")
    parm.get_by_test_id("answered-awake").click()
    asked(parm, "awake")
    parm.get_by_test_id("answer-no").click()
    expect(parm.get_by_test_id("priority").first).to_contain_text("P0")


def test_two_tabs_share_one_draft(parm: Page, colleague: Program) -> None:
    call_id = take_call(parm, colleague)
    other = parm.context.new_page()
    other.goto(parm.url)
    other.locator(f'[data-testid="call-row"][data-id="{call_id}"]').click()
    other.get_by_test_id("what-input").fill("brûlure")
    expect(parm.get_by_test_id("what-input")).to_have_value("brûlure")
    parm.get_by_test_id("where-landmark").fill("portail vert")
    expect(other.get_by_test_id("where-landmark")).to_have_value("portail vert")
    expect(other.get_by_test_id("what-input")).to_have_value("brûlure")
    parm.get_by_test_id("case-open").click()
    number = parm.get_by_test_id("case-number").inner_text()
    other.get_by_test_id("case-open-it").click()
    expect(other.get_by_test_id("case-number")).to_have_text(number)


def test_a_nuisance_that_was_none_is_reopened(parm: Page, colleague: Program) -> None:
    take_call(parm, colleague)
    parm.keyboard.press("m")
    expect(parm.get_by_text("remplissez et rouvrez-le en affaire")).to_be_visible()
    parm.get_by_test_id("what-input").fill("il ne jouait pas")
    parm.get_by_test_id("case-open").click()
    asked(parm, "awake")
    assert len(cases_like(colleague, "il ne jouait pas")) == 1


def test_a_second_caller_can_be_rung_back(parm: Page, colleague: Program) -> None:
    number = open_case(parm, colleague, "collision de deux cars")
    second = take_call(parm, colleague)
    parm.get_by_test_id("join-select").select_option(
        value=cases_like(colleague, "collision de deux cars")[0]["id"]
    )
    parm.get_by_test_id("join-submit").click()
    expect(parm.get_by_test_id("case-number")).to_have_text(number)
    parm.get_by_test_id("regulation-tab").click()
    ringing = next(one for one in colleague.look("/calls", centre="KL") if one["id"] == second)
    row = parm.locator(f'[data-testid="case-call"][data-id="{second}"]')
    expect(row.get_by_role("link")).to_have_attribute("href", f"tel:{ringing['number']}")


def test_a_life_threat_is_worked_by_keyboard_alone(parm: Page, colleague: Program) -> None:
    colleague.do("/calls", {"centre_id": "KL", "number": next(NUMBERS)})
    expect(parm.get_by_test_id("call-take")).to_be_visible()
    for keys in ("d", "l"):
        parm.keyboard.press(keys)
        expect(parm.get_by_test_id("where-input")).to_be_visible()
    expect(parm.get_by_test_id("where-input")).to_be_focused()
    parm.keyboard.type("Kaolack")
    expect(parm.get_by_test_id("place-candidate").first).to_be_visible()
    parm.keyboard.press("ArrowDown")
    parm.keyboard.press("Enter")
    expect(parm.get_by_test_id("where-pin")).to_be_visible()
    parm.keyboard.press("Control+Enter")
    asked(parm, "awake")
    parm.keyboard.press("2")
    asked(parm, "breathing")
    breathing = parm.get_by_test_id("answer-absent").locator("kbd").inner_text()
    parm.keyboard.press(breathing)
    expect(parm.get_by_test_id("reflex-banner")).to_have_attribute("data-reflex", "ordered")
    expect(parm.get_by_test_id("metronome").first).to_be_visible()


def test_a_life_threat_without_a_place_is_located_on_the_spot(
    parm: Page, colleague: Program
) -> None:
    take_call(parm, colleague)
    parm.get_by_test_id("case-open").click()
    asked(parm, "awake")
    parm.get_by_test_id("answer-no").click()
    asked(parm, "breathing")
    parm.get_by_test_id("answer-absent").click()
    banner = parm.get_by_test_id("reflex-banner")
    expect(banner).to_have_attribute("data-reflex", "no_place")
    parm.get_by_test_id("case-locate").click()
    parm.get_by_test_id("where-input").fill("Kaffrine")
    parm.get_by_test_id("place-candidate").first.click()
    parm.get_by_test_id("place-save").click()
    expect(banner).to_have_attribute("data-reflex", "ordered")


def test_another_unit_is_not_sent_without_a_reason(sign_in: SignedIn, colleague: Program) -> None:
    physician = regulate(sign_in, colleague, "douleur, autre choix")
    others = physician.locator('[data-testid="unit-row"][data-proposed="false"]')
    others.get_by_test_id("unit-send").first.click()
    physician.get_by_test_id("override-reason").fill("   ")
    physician.get_by_test_id("confirm").click()
    expect(physician.get_by_text("Une raison est demandée")).to_be_visible()
    expect(physician.get_by_test_id("mission")).to_have_count(0)


def test_a_refusal_comes_with_the_next_ward_ready(sign_in: SignedIn, colleague: Program) -> None:
    physician = regulate(sign_in, colleague, "douleur, premier refus")
    proposed = physician.locator('[data-testid="ward-row"][data-proposed="true"]')
    first_id = proposed.get_attribute("data-id")
    proposed.get_by_test_id("ward-send").click()
    physician.get_by_test_id("confirm").click()
    physician.get_by_text("Réponse donnée par téléphone").click()
    physician.get_by_test_id("notice-refuse-NO_BED").click()
    expect(physician.get_by_test_id("ward-refused")).to_contain_text("Pas de lit disponible")
    following = physician.locator(f'[data-proposed="true"]:not([data-id="{first_id}"])')
    expect(following.and_(physician.get_by_test_id("ward-row"))).to_be_visible()
    physician.get_by_test_id("ward-next").click()
    expect(following.get_by_test_id("ward-send")).to_be_in_viewport()


def test_a_case_with_a_unit_under_way_is_not_closed(sign_in: SignedIn, colleague: Program) -> None:
    physician = regulate(sign_in, colleague, "douleur, clôture trop tôt")
    proposed = physician.locator('[data-testid="unit-row"][data-proposed="true"]')
    name = proposed.locator("strong").first.inner_text()
    proposed.get_by_test_id("unit-send").click()
    physician.get_by_test_id("confirm").click()
    expect(physician.get_by_test_id("mission")).to_be_visible()
    physician.get_by_test_id("case-close").click()
    physician.get_by_test_id("outcome-TRANSPORTED").click()
    failure = physician.get_by_test_id("failure")
    expect(failure).to_contain_text(name)
    expect(failure).to_be_in_viewport()
    expect(physician.get_by_test_id("failure-retry")).to_have_count(0)


def test_an_answer_given_while_the_server_is_dead_arrives(
    parm: Page, colleague: Program, served: RunningServer
) -> None:
    open_case(parm, colleague, "malaise pendant la panne")
    rows = parm.get_by_test_id("list-queue").get_by_test_id("case-row").count()
    served.kill9()
    parm.get_by_test_id("answer-yes").click()
    parm.wait_for_selector('[data-testid="connection"][data-state="offline"]')
    expect(parm.get_by_text("Dernier état reçu")).to_be_visible()
    assert parm.get_by_test_id("list-queue").get_by_test_id("case-row").count() == rows
    expect(parm.get_by_test_id("failure")).to_be_visible()
    expect(parm.get_by_test_id("answered-awake")).to_be_visible()
    served.restart()
    parm.wait_for_selector('[data-testid="connection"][data-state="live"]')
    parm.get_by_test_id("failure-retry").click()
    asked(parm, "breathing")
    expect(parm.get_by_test_id("failure")).to_have_count(0)


def pin_from_map(page: Page, x: float, y: float) -> str:
    """Press a point of the map and return where it is said to be."""
    page.get_by_test_id("where-map").click()
    page.mouse.click(x, y)
    return page.get_by_test_id("where-pin").inner_text()


def test_the_map_is_moved_by_hand(parm: Page, colleague: Program) -> None:
    take_call(parm, colleague)
    parm.get_by_test_id("map-follow").click()
    box = parm.get_by_test_id("map").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    before = pin_from_map(parm, x, y)
    parm.mouse.move(x, y)
    parm.mouse.down()
    parm.mouse.move(x + 100, y + 50, steps=5)
    parm.mouse.up()
    assert pin_from_map(parm, x, y) != before


def test_a_muted_ring_stays_visibly_muted(parm: Page) -> None:
    parm.get_by_test_id("ring-mute").click()
    expect(parm.get_by_test_id("ring-mute")).to_contain_text("Sonnerie coupée")
    parm.reload()
    expect(parm.get_by_test_id("ring-mute")).to_contain_text("Sonnerie coupée")
    parm.get_by_test_id("ring-mute").click()
    expect(parm.get_by_test_id("ring-mute")).not_to_contain_text("Sonnerie coupée")


COUNT_TONES = """() => {
  let tones = 0
  const start = OscillatorNode.prototype.start
  OscillatorNode.prototype.start = function (...when) {
    tones += 1
    document.body.dataset.tones = tones
    return start.apply(this, when)
  }
}"""


def test_a_ringing_call_is_heard_until_it_is_taken(parm: Page, colleague: Program) -> None:
    parm.evaluate(COUNT_TONES)
    parm.keyboard.press("Escape")  # a browser lets no page sound before it was touched
    body = {"centre_id": "KL", "number": next(NUMBERS)}
    call_id = colleague.do("/calls", body)["call"]["id"]
    expect(parm.locator("body")).to_have_attribute("data-tones", re.compile("[1-9]"))
    expect(parm).to_have_title(re.compile(r"^\(1\) SAMU"))
    parm.locator(f'[data-testid="call-take"][data-id="{call_id}"]').click()
    expect(parm).to_have_title(re.compile("^SAMU"))
