"""A midwife's call in one row, and ten casualties in ten presses, in a real browser."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import SignedIn
from tests.journeys.program import Program
from tests.services import RunningServer
from tests.stores import copy_of

pytestmark = [pytest.mark.browser]

MIDWIFE = "+221331234567"
POST = ["--name", "Poste de santé de Ndoffane", "--type", "SANTE.SF", "--centre", "KL"]
WHERE = ["--place", "Ndoffane, en face de l'école"]


@pytest.fixture(scope="module")
def served(
    prepared_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningServer]:
    """One service whose directory knows a midwife."""
    store = copy_of(prepared_sqlite, tmp_path_factory.mktemp("patients"))
    subprocess.run(
        [sys.executable, "-m", "web.cli", "caller", "add", MIDWIFE, *POST, *WHERE],
        env={**os.environ, "SAMU_DATABASE_URL": store},
        check=True,
    )
    server = RunningServer({"SAMU_DATABASE_URL": store}).start()
    yield server
    server.stop()


def take_call(page: Page, colleague: Program, number: str) -> None:
    call = colleague.do("/calls", {"centre_id": "KL", "number": number})["call"]
    page.locator(f'[data-testid="call-take"][data-id="{call["id"]}"]').click()


def test_a_midwifes_call_goes_to_the_physician_from_one_row_by_keyboard(
    parm: Page, colleague: Program
) -> None:
    take_call(parm, colleague, MIDWIFE)
    expect(parm.get_by_test_id("known-caller")).to_contain_text("Poste de santé de Ndoffane")
    parm.keyboard.press("p")
    expect(parm.get_by_test_id("short-form")).to_contain_text("Ndoffane, en face de l'école")
    parm.keyboard.type("saigne après l'accouchement")
    parm.get_by_test_id("vitals-breaths_per_min").focus()
    for value in ("28", "135", "75", "36,4", "93"):
        parm.keyboard.type(value)
        parm.keyboard.press("Tab")
    parm.get_by_test_id("vitals-avpu").select_option("A")
    # The full form is one key away and keeps what was typed.
    parm.keyboard.press("Alt+p")
    expect(parm.get_by_test_id("what-input")).to_have_value("saigne après l'accouchement")
    parm.keyboard.press("Alt+p")
    expect(parm.get_by_test_id("vitals-temperature_c")).to_have_value("36.4")
    parm.keyboard.press("Control+Enter")
    expect(parm.get_by_test_id("tews")).to_have_attribute("data-colour", "RED")
    expect(parm.get_by_test_id("priority")).to_contain_text("P1")
    parm.get_by_test_id("questions-tab").click()
    question = parm.get_by_test_id("question")
    expect(question).to_have_attribute("data-id", "bleeding")


def test_ten_casualties_take_ten_presses_also_when_the_line_breaks(
    parm: Page, colleague: Program
) -> None:
    take_call(parm, colleague, "+221770009001")
    parm.get_by_test_id("what-input").fill("car renversé")
    parm.get_by_test_id("patient-count").fill("10")
    parm.get_by_test_id("case-open").click()
    expect(parm.get_by_test_id("several")).to_be_visible()
    broken = True

    def line(route: Route) -> None:
        if broken:
            route.abort()
        else:
            route.continue_()

    parm.route("**/casualties", line)
    for key in "1233312345":
        parm.keyboard.press(key)
    expect(parm.get_by_test_id("add-waiting")).to_have_attribute("data-n", "10")
    broken = False
    expect(parm.get_by_test_id("casualty-row")).to_have_count(10)
    expect(parm.get_by_test_id("count-GREEN")).to_have_attribute("data-n", "4")
    expect(parm.get_by_test_id("count-RED")).to_have_attribute("data-n", "2")
    expect(parm.get_by_test_id("priority")).to_contain_text("P0")


def test_what_is_typed_about_one_casualty_survives_folding_and_a_reload(
    parm: Page, colleague: Program
) -> None:
    take_call(parm, colleague, "+221770009003")
    parm.get_by_test_id("what-input").fill("mur effondré")
    parm.get_by_test_id("patient-count").fill("2")
    parm.get_by_test_id("case-open").click()
    expect(parm.get_by_test_id("several")).to_be_visible()
    parm.keyboard.press("1")
    row = parm.get_by_test_id("casualty-row").last
    row.get_by_test_id("casualty-more").click()
    row.get_by_test_id("casualty-note").fill("coincé par le bras")
    row.get_by_test_id("casualty-more").click()
    row.get_by_test_id("casualty-more").click()
    expect(row.get_by_test_id("casualty-note")).to_have_value("coincé par le bras")
    parm.reload()
    if parm.get_by_test_id("patients-tab").is_visible():
        parm.get_by_test_id("patients-tab").click()
    expect(row.get_by_test_id("casualty-note")).to_have_value("coincé par le bras")
    row.get_by_test_id("casualty-save").click()
    expect(row.get_by_test_id("casualty-note")).to_have_value("coincé par le bras")


def test_an_impossible_sign_is_told_before_and_after_it_is_sent_and_stays_in_its_field(
    parm: Page, colleague: Program
) -> None:
    body = {"centre_id": "KL", "what": "fièvre"}
    number = colleague.do("/cases", body)["case"]["number"]
    parm.locator(f'[data-testid="case-row"][data-number="{number}"]').click()
    parm.get_by_test_id("patients-tab").click()
    parm.get_by_test_id("vitals-heart_per_min").fill("700")
    expect(parm.get_by_test_id("vitals-warning")).to_contain_text("320")
    parm.get_by_test_id("vitals-add").click()
    expect(parm.get_by_test_id("field-fault")).to_contain_text("700")
    expect(parm.get_by_test_id("vitals-heart_per_min")).to_have_value("700")


def test_a_crew_counts_casualties_by_colour_also_with_no_network(
    served: RunningServer, colleague: Program, sign_in: SignedIn
) -> None:
    place = {"said": "Ndoffane", "position": {"lat": 13.91, "lon": -15.93}, "source": "map"}
    body = {"centre_id": "KL", "what": "car renversé", "place": place, "patient": {"count": 6}}
    path = f"/cases/{colleague.do('/cases', body)['case']['id']}"
    with Program(served.url, "medecin1.kl") as physician:
        physician.do(f"{path}/take")
        physician.do(f"{path}/decisions", {"type": "INTER", "care_level": "R1"})
        order = {"unit_id": "KL-SMUR-1", "override_reason": "le plus proche"}
        physician.do(f"{path}/missions", order)
    phone = sign_in("equipage.kl-smur-1", "/equipage", 360, 640)
    phone.get_by_test_id("add-RED").click()
    phone.context.set_offline(True)
    for colour in ("GREEN", "GREEN"):
        phone.get_by_test_id(f"add-{colour}").click()
    expect(phone.get_by_test_id("count-GREEN")).to_have_attribute("data-n", "2")
    phone.context.set_offline(False)
    expect(phone.get_by_test_id("pending-count")).to_have_attribute("data-count", "0")
    expect(phone.get_by_test_id("count-RED")).to_have_attribute("data-n", "1")
    case = colleague.look(path)
    assert sorted(one["tag"] for one in case["casualties"]) == ["GREEN", "GREEN", "RED"]
    assert {one["tags"][0]["by"]["role"] for one in case["casualties"]} == {"crew"}
    assert case["priority"] == "P0"
