"""What is overdue, seen by the room: clocks, tasks one person takes, calls that were promised."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import SignedIn
from tests.journeys.program import Program
from tests.services import PATIENT, RunningServer

pytestmark = [pytest.mark.browser]

KAOLACK = {"lat": 14.15, "lon": -16.07}
QUICK = {"SAMU_WAIT_P1_S": "0", "SAMU_WAIT_P2_S": "86400", "SAMU_SAFETY_R4_S": "7200"}
"""Here a P1 is overdue at once and a P2 never: each story says which of both it needs."""
ADVICE = {"danger": "none", "fragile": "neither"}
NUMBERS = (f"+22178{n:07}" for n in count(1))


@pytest.fixture
def served(sqlite_store: str) -> Iterator[RunningServer]:
    """A service of one's own: tasks of other stories would stand in the list."""
    server = RunningServer({"SAMU_DATABASE_URL": sqlite_store} | PATIENT | QUICK).start()
    yield server
    server.stop()


@pytest.fixture
def doctor(sign_in: SignedIn) -> Page:
    """The physician's room."""
    return sign_in("medecin1.kl")


def case_of(colleague: Program, protocol_id: str, answers: dict[str, str]) -> dict[str, Any]:
    """Open a case by program whose priority follows from the answers."""
    place = {"said": "Médina Baye", "position": KAOLACK, "source": "map"}
    caller = {"number": next(NUMBERS), "name": "Modou Fall"}
    body = {"centre_id": "KL", "place": place, "what": "motif", "caller": caller}
    case = colleague.do("/cases", body)["case"]
    asked = {"protocol_id": protocol_id, "answers": answers}
    done: dict[str, Any] = colleague.do(f"/cases/{case['id']}/assessments", asked)["case"]
    return done


def urgent(colleague: Program) -> dict[str, Any]:
    case = case_of(colleague, "CHEST-PAIN", {"state": "sweating"})
    assert case["priority"] == "P1"
    return case


def row(page: Page, case: dict[str, Any]) -> Any:
    return page.locator(f'[data-testid="case-row"][data-id="{case["id"]}"]')


def advise(page: Page, case: dict[str, Any]) -> None:
    """Let the physician on this page take a case and choose an advice, not yet submitted."""
    row(page, case).click()
    page.get_by_test_id("case-take").click()
    page.get_by_test_id("decision-CONSEIL").click()
    page.get_by_test_id("care-R4").click()


def test_the_clock_of_a_waiting_case_says_that_it_is_late(doctor: Page, colleague: Program) -> None:
    late, calm = urgent(colleague), case_of(colleague, "ADVICE", {"danger": "ill"})
    overdue = row(doctor, late).get_by_test_id("wait")
    expect(overdue).to_have_attribute("data-urge", "OVERDUE")
    expect(overdue).to_contain_text("en retard de")
    expect(row(doctor, calm).get_by_test_id("wait")).to_have_attribute("data-urge", "CALM")


def test_a_task_is_counted_in_every_pane_and_gone_when_the_case_is_taken(
    sign_in: SignedIn, colleague: Program
) -> None:
    page = sign_in("parm.kl", width=360, height=640)
    case = urgent(colleague)
    page.get_by_test_id("pane-map").click()
    counted = page.get_by_test_id("task-count")
    expect(counted).to_have_attribute("data-count", "1")
    expect(counted).to_have_accessible_name("Tâches : 1")
    counted.click()
    expect(page.get_by_test_id("task")).to_have_attribute("data-kind", "REGULATION_OVERDUE")
    expect(page.get_by_test_id("task-open")).to_be_focused()
    colleague.do(f"/cases/{case['id']}/take", {})
    expect(page.get_by_test_id("task")).to_have_count(0)
    expect(counted).to_have_attribute("data-count", "0")


def test_one_key_takes_the_oldest_task_and_the_case_it_asks_for(
    doctor: Page, colleague: Program
) -> None:
    first, second = urgent(colleague), urgent(colleague)
    expect(doctor.get_by_test_id("task")).to_have_count(2)
    doctor.keyboard.press("t")
    expect(doctor.get_by_test_id("case-number")).to_have_text(first["number"])
    expect(doctor.get_by_test_id("case-physician")).to_be_visible()
    expect(doctor.get_by_test_id("task")).to_have_count(1)
    doctor.keyboard.press("t")
    expect(doctor.get_by_test_id("case-number")).to_have_text(second["number"])


def test_a_task_is_taken_given_back_and_done_with_a_result(
    sign_in: SignedIn, colleague: Program
) -> None:
    case = urgent(colleague)
    parm = sign_in("parm.kl")
    task = parm.get_by_test_id("task")
    task.get_by_test_id("task-take").click()
    expect(task).to_have_attribute("data-state", "HELD")
    expect(task).to_contain_text("prise par vous")
    task.get_by_test_id("task-give-back").click()
    expect(task).to_have_attribute("data-state", "WAITING")
    task.get_by_test_id("task-take").click()
    task.get_by_test_id("task-done").click()
    task.get_by_test_id("task-short").first.click()
    expect(task).to_have_count(0)
    entries = colleague.look(f"/cases/{case['id']}/record")["entries"]
    assert [e["facts"]["how"] for e in entries if e["type"] == "TaskDone"] == [
        "Médecin prévenu de vive voix"
    ]


def test_an_advice_books_its_call_and_doing_without_needs_a_reason(
    doctor: Page, colleague: Program
) -> None:
    case = urgent(colleague)
    advise(doctor, case)
    expect(doctor.get_by_test_id("net-said")).to_contain_text("dans 2 h 00")
    doctor.get_by_test_id("net-none").click()
    expect(doctor.get_by_test_id("decision-submit")).to_be_disabled()
    doctor.get_by_test_id("net-15").click()
    doctor.get_by_test_id("decision-submit").click()
    card = doctor.get_by_test_id("call-back")
    expect(card).to_have_attribute("data-kind", "SAFETY_NET")
    expect(doctor.get_by_test_id("promise")).to_contain_text("dans 15 min")
    expect(card.get_by_test_id("outcome-WORSE")).to_have_count(0)
    card.get_by_test_id("call-back-now").click()
    card.get_by_test_id("outcome-WORSE").click()
    expect(row(doctor, case).get_by_test_id("requeued")).to_have_attribute("data-why", "WORSE")
    expect(doctor.get_by_test_id("case-take")).to_be_visible()
    expect(doctor.get_by_test_id("promise")).to_have_count(0)


def test_a_declined_call_keeps_its_reason_over_a_reload(doctor: Page, colleague: Program) -> None:
    case = urgent(colleague)
    advise(doctor, case)
    doctor.get_by_test_id("net-none").click()
    doctor.get_by_test_id("net-reason").fill("infirmière sur place")
    doctor.reload()
    doctor.get_by_test_id("decision-CONSEIL").click()
    doctor.get_by_test_id("care-R4").click()
    doctor.get_by_test_id("net-none").click()
    expect(doctor.get_by_test_id("net-reason")).to_have_value("infirmière sur place")
    doctor.get_by_test_id("decision-submit").click()
    doctor.locator("details", has=doctor.get_by_test_id("call-backs-past")).click()
    expect(doctor.get_by_test_id("call-backs-past")).to_contain_text("infirmière sur place")


def test_a_deferred_case_is_given_a_time_and_leaves_the_queue(
    sign_in: SignedIn, colleague: Program
) -> None:
    parm = sign_in("parm.kl")
    case = case_of(colleague, "ADVICE", ADVICE)
    row(parm, case).click()
    form = parm.get_by_test_id("appointment-form")
    expect(form).to_be_visible()
    expect(form.get_by_test_id("appointment-number")).to_have_value(case["caller"]["number"])
    form.get_by_test_id("appointment-who").fill("la mère")
    form.get_by_test_id("moment-30").click()
    expect(form.get_by_test_id("moment-said")).to_contain_text("dans 30 min")
    parm.reload()
    expect(parm.get_by_test_id("appointment-who")).to_have_value("la mère")
    parm.get_by_test_id("appointment-submit").click()
    expect(parm.get_by_test_id("promise")).to_contain_text("la mère")
    expect(row(parm, case)).to_have_count(0)


def test_an_hour_that_is_past_today_is_said_to_be_tomorrow(
    sign_in: SignedIn, colleague: Program
) -> None:
    parm = sign_in("parm.kl")
    row(parm, case_of(colleague, "ADVICE", ADVICE)).click()
    now = parm.get_by_test_id("clock").inner_text()[:5]
    parm.get_by_test_id("moment-at").fill(now)
    expect(parm.get_by_test_id("moment-said")).to_contain_text("DEMAIN")


def test_a_folded_list_says_how_many_it_hides(doctor: Page, colleague: Program) -> None:
    urgent(colleague)
    heading = doctor.get_by_role("button", name="À réguler")
    expect(doctor.get_by_test_id("list-queue").get_by_test_id("case-row")).to_have_count(1)
    heading.click()
    expect(doctor.get_by_test_id("rows-hidden").first).to_contain_text("1 masqués")


def test_a_caller_who_rings_again_about_a_closed_case_gets_one_that_follows_it(
    sign_in: SignedIn, colleague: Program
) -> None:
    ring = {"centre_id": "KL", "number": next(NUMBERS)}
    call_id = colleague.do("/calls", ring)["call"]["id"]
    colleague.do(f"/calls/{call_id}/take")
    body = {"centre_id": "KL", "call_id": call_id, "what": "fièvre"}
    case = colleague.do("/cases", body)["case"]
    for state in ("ACHEVE", "VALIDE", "CLOTURE"):
        end = {"state": state, "outcome": "TREATED_ON_SCENE"}
        colleague.do(f"/cases/{case['id']}/state", end)
    parm = sign_in("parm.kl")
    call_id = colleague.do("/calls", ring)["call"]["id"]
    parm.locator(f'[data-testid="call-take"][data-id="{call_id}"]').click()
    parm.get_by_test_id("history-again").click()
    expect(parm.get_by_test_id("case-number")).not_to_have_text(case["number"])
    expect(parm.locator("header", has=parm.get_by_test_id("case-number"))).to_contain_text(
        f"Suite de {case['number']}"
    )
    expect(parm.get_by_test_id("priority").first).to_contain_text("P1")
