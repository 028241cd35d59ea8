"""The stories of the four people, worked in a real browser on real services."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import SignedIn
from tests.journeys.program import Program
from tests.services import RunningServer

pytestmark = [pytest.mark.browser, pytest.mark.postgres, pytest.mark.redis]

WHERE = "à côté du marché de Ndoffane"


def take_call(page: Page) -> None:
    page.get_by_test_id("call-take").first.click()
    expect(page.get_by_test_id("where-input")).to_be_visible()


def open_case(page: Page, where: str, what: str) -> None:
    page.get_by_test_id("where-input").fill(where)
    page.get_by_test_id("place-candidate").first.click()
    page.get_by_test_id("what-input").fill(what)
    page.get_by_test_id("case-open").click()
    expect(page.get_by_test_id("question")).to_be_visible()


def answer(page: Page, question: str, answer_id: str) -> None:
    expect(page.locator(f'[data-testid="question"][data-id="{question}"]')).to_be_visible()
    page.get_by_test_id(f"answer-{answer_id}").click()


def answer_opening_well(page: Page) -> None:
    """Answer the universal opening for a patient who is awake and breathes."""
    answer(page, "awake", "yes")
    answer(page, "breathing", "normal")
    for question in ("bleeding", "choking", "seizure", "danger"):
        answer(page, question, "no")
    answer(page, "casualties", "one")


def decide_to_send(page: Page) -> None:
    page.get_by_test_id("case-take").click()
    page.get_by_test_id("decision-INTER").click()
    page.get_by_test_id("care-R1").click()
    page.get_by_test_id("decision-submit").click()
    expect(page.get_by_test_id("decisions")).to_be_visible()


def confirmed(page: Page, testid: str) -> None:
    page.get_by_test_id(testid).click()
    page.get_by_test_id("confirm").click()


def test_a_ringing_phone_becomes_a_received_patient(sign_in: SignedIn, exchange: Program) -> None:
    parm, physician = sign_in("parm.kl"), sign_in("medecin1.kl")
    exchange.do("/calls", {"centre_id": "KL", "number": "+221771234567"})
    take_call(parm)
    open_case(parm, WHERE, "douleur dans la poitrine, il transpire")
    answer_opening_well(parm)
    parm.get_by_test_id("protocol-CHEST-PAIN").click()
    answer(parm, "state", "sweating")
    expect(parm.get_by_test_id("priority").first).to_contain_text("P1")

    row = physician.get_by_test_id("list-queue").get_by_test_id("case-row")
    expect(row).to_contain_text("P1")
    expect(row).to_contain_text(WHERE)
    row.click()
    decide_to_send(physician)
    proposed = physician.locator('[data-testid="unit-row"][data-proposed="true"]')
    unit_id = proposed.get_attribute("data-id")
    assert unit_id in {"KL-SMUR-1", "KL-SMUR-2"}
    proposed.get_by_test_id("unit-send").click()
    physician.get_by_test_id("confirm").click()

    crew = sign_in(f"equipage.{unit_id.lower()}", "/equipage", 360, 640)
    expect(crew.get_by_test_id("mission-place")).to_contain_text(WHERE)
    for status in ("DEPART", "ARRIVEE", "PEC"):
        crew.get_by_test_id("unit-next").click()
        mission = f'[data-testid="mission"][data-status="{status}"]'
        expect(physician.locator(mission)).to_be_visible()

    ward_story(sign_in, physician)
    for status in ("BILAN", "ORIENTAT", "TRANSP", "DESTIN", "FINPEC", "RETOUR"):
        crew.get_by_test_id("unit-next").click()
        mission = f'[data-testid="mission"][data-status="{status}"]'
        expect(physician.locator(mission)).to_be_visible()
    close_the_case(physician)


def ward_story(sign_in: SignedIn, physician: Page) -> None:
    """The first ward refuses with a reason; the next one stands ready and accepts."""
    urgences = sign_in("service.kl-chr-urg", "/service")
    intensive = sign_in("service.kl-chr-rea", "/service")
    pages = {"KL-CHR-URG": urgences, "KL-CHR-REA": intensive}
    first = physician.locator('[data-testid="ward-row"][data-proposed="true"]')
    first_id = first.get_attribute("data-id")
    assert first_id in pages
    first.get_by_test_id("ward-send").click()
    physician.get_by_test_id("confirm").click()
    page = pages[first_id]
    page.get_by_test_id("notice-refuse").first.click()
    page.locator('[data-testid^="refuse-reason-"]').first.click()
    page.get_by_test_id("refuse-confirm").click()

    expect(physician.get_by_test_id("ward-refused").first).to_be_visible()
    second_id = ({*pages} - {first_id}).pop()
    second = physician.locator(f'[data-testid="ward-row"][data-id="{second_id}"]')
    second.get_by_test_id("ward-send").click()
    if physician.get_by_test_id("override-reason").is_visible():
        physician.get_by_test_id("override-reason").fill("même hôpital")
    physician.get_by_test_id("confirm").click()
    pages[second_id].get_by_test_id("notice-accept").first.click()
    expect(physician.locator('[data-testid="notice"][data-status="ACCEPTED"]')).to_be_visible()


def close_the_case(physician: Page) -> None:
    physician.get_by_test_id("case-close").click()
    physician.get_by_test_id("outcome-TRANSPORTED").click()
    physician.get_by_text("Terminées").click()
    expect(physician.get_by_test_id("list-finished").get_by_test_id("case-row")).to_have_count(1)
    physician.get_by_test_id("record-tab").click()
    record = physician.get_by_test_id("record")
    expect(record).to_contain_text("Awa Diop KL")
    expect(record).to_contain_text("Équipage KL-SMUR")
    expect(record).to_contain_text("Service KL-CHR")


def test_a_cardiac_arrest_sends_the_nearest_unit_in_two_answers(
    sign_in: SignedIn, exchange: Program
) -> None:
    parm = sign_in("parm.kl")
    exchange.do("/calls", {"centre_id": "KL", "number": "+221771234567"})
    take_call(parm)
    open_case(parm, "Kaolack", "il est tombé, il ne bouge plus")
    answer(parm, "awake", "no")
    answer(parm, "breathing", "absent")
    banner = parm.get_by_test_id("reflex-banner")
    expect(banner).to_have_attribute("data-reflex", "ordered")
    expect(banner).to_contain_text("SMUR Kaolack")
    expect(parm.get_by_test_id("metronome").first).to_be_visible()
    expect(parm.get_by_test_id("instructions")).to_be_visible()


def test_what_was_typed_survives_a_reload(sign_in: SignedIn, exchange: Program) -> None:
    parm = sign_in("parm.kl")
    exchange.do("/calls", {"centre_id": "KL", "number": "+221771234567"})
    take_call(parm)
    parm.get_by_test_id("where-input").fill("derrière la grande mosquée")
    parm.get_by_test_id("what-input").fill("elle convulse")
    parm.reload()
    parm.locator('[data-testid="call-row"]').first.click()
    expect(parm.get_by_test_id("where-input")).to_have_value("derrière la grande mosquée")
    expect(parm.get_by_test_id("what-input")).to_have_value("elle convulse")


def test_a_place_in_the_gambia_is_said_so(sign_in: SignedIn, exchange: Program) -> None:
    parm = sign_in("parm.kl")
    exchange.do("/calls", {"centre_id": "KL", "number": "+221771234567"})
    take_call(parm)
    parm.get_by_test_id("where-input").fill("13.45 -16.58")
    parm.get_by_test_id("place-candidate").first.click()
    expect(parm.locator('[data-testid="territory"][data-kind="gambia"]').first).to_be_visible()


def test_two_boards_agree_and_a_killed_server_loses_nothing(
    sign_in: SignedIn, served: RunningServer
) -> None:
    first, second = sign_in("medecin1.kl"), sign_in("medecin2.kl")
    with Program(served.url, "parm.kl") as parm:
        for number in range(3):
            open_by_program(parm, f"{WHERE} {number}")
    assert queue_of(first, 3) == queue_of(second, 3)

    served.kill9()
    for page in (first, second):
        page.wait_for_selector('[data-testid="connection"][data-state="offline"]')
        assert len(queue_of(page, 3)) == 3, "the last state stays in view"
    served.restart()
    for page in (first, second):
        page.wait_for_selector('[data-testid="connection"][data-state="live"]')
    with Program(served.url, "parm.kl") as parm:
        open_by_program(parm, f"{WHERE} après la panne")
    assert queue_of(first, 4) == queue_of(second, 4)


def open_by_program(program: Program, said: str) -> None:
    place = {"said": said, "position": {"lat": 13.92, "lon": -15.93}, "source": "map"}
    program.do("/cases", {"centre_id": "KL", "place": place, "what": "chute"})


def queue_of(page: Page, count: int) -> list[str]:
    rows = page.get_by_test_id("list-queue").get_by_test_id("case-row")
    expect(rows).to_have_count(count)
    return [re.sub(r"\d\d:\d\d", "", text) for text in rows.all_inner_texts()]


def test_second_regulator_is_told_the_unit_is_taken(
    sign_in: SignedIn, served: RunningServer
) -> None:
    with Program(served.url, "parm.kl") as parm:
        for number in range(2):
            open_by_program(parm, f"{WHERE} {number}")
    pages = (sign_in("medecin1.kl"), sign_in("medecin2.kl"))
    for number, page in enumerate(pages):
        page.get_by_test_id("list-queue").get_by_test_id("case-row").filter(
            has_text=f"{WHERE} {number}"
        ).click()
        decide_to_send(page)
        page.locator('[data-testid="unit-row"][data-proposed="true"]').get_by_test_id(
            "unit-send"
        ).click()
    # Both have the same unit before them and a confirmation open; the first press wins.
    for page in pages:
        page.get_by_test_id("confirm").click()
    failure = pages[1].get_by_test_id("failure").first
    expect(failure).to_contain_text("Dr Fatou Ndiaye KL 1")
