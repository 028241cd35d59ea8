"""Calls and callers in the browser: what is typed wrong is told at its field and stays."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import SignedIn
from tests.journeys.program import Program
from tests.services import RunningServer
from tests.stores import copy_of

pytestmark = [pytest.mark.browser]

NUMBERS = (f"+22178{n:07}" for n in count(1))
"""Every call of these stories has a number of its own: they share one room."""


@pytest.fixture(scope="module")
def served(
    prepared_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningServer]:
    """One service for all stories: each works on a call of its own."""
    store = copy_of(prepared_sqlite, tmp_path_factory.mktemp("callers"))
    server = RunningServer({"SAMU_DATABASE_URL": store}).start()
    yield server
    server.stop()


def ring(colleague: Program, number: str | None = None) -> str:
    """Let a phone ring; return the call's id."""
    body = {"centre_id": "KL", "number": next(NUMBERS) if number is None else number}
    call_id: str = colleague.do("/calls", body)["call"]["id"]
    return call_id


def take(page: Page, call_id: str) -> None:
    """Answer a ringing call in the browser."""
    page.locator(f'[data-testid="call-take"][data-id="{call_id}"]').click()
    in_hand = f'[data-testid="call-row"][data-id="{call_id}"][aria-current="true"]'
    expect(page.locator(in_hand)).to_be_visible()


def test_what_is_typed_wrong_is_told_at_its_field_and_stays(parm: Page, colleague: Program) -> None:
    take(parm, ring(colleague))
    typed = {"what-input": "chute du toit", "patient-years": "200", "caller-callback": "12"}
    for field, words in typed.items():
        parm.get_by_test_id(field).fill(words)
    parm.get_by_test_id("case-open").click()
    years = parm.get_by_test_id("patient-years")
    expect(years).to_have_attribute("aria-invalid", "true")
    expect(years).to_be_focused()
    expect(parm.get_by_test_id("caller-callback")).to_have_attribute("aria-invalid", "true")
    expect(parm.get_by_test_id("field-fault").first).to_have_text("Âge en années : au plus 120")
    for field, words in typed.items():
        expect(parm.get_by_test_id(field)).to_have_value(words)
    years.fill("20")
    expect(years).not_to_have_attribute("aria-invalid", "true")
    parm.get_by_test_id("caller-callback").fill("77 123 45 67")
    parm.get_by_test_id("case-open").click()
    expect(parm.get_by_test_id("callback")).to_have_text("☎ 77 123 45 67")


def test_letters_in_a_number_are_kept_and_told(parm: Page, colleague: Program) -> None:
    take(parm, ring(colleague))
    parm.get_by_test_id("patient-years").fill("trente")
    parm.get_by_test_id("case-open").click()
    expect(parm.get_by_test_id("field-fault")).to_contain_text("un nombre est attendu")
    expect(parm.get_by_test_id("patient-years")).to_have_value("trente")


def test_a_pregnancy_stays_in_sight_when_the_sex_is_corrected(
    parm: Page, colleague: Program
) -> None:
    take(parm, ring(colleague))
    parm.get_by_test_id("patient-pregnant").select_option("yes")
    parm.get_by_test_id("patient-sex").select_option("M")
    parm.get_by_test_id("case-open").click()
    expect(parm.get_by_test_id("patient-pregnant")).to_have_attribute("aria-invalid", "true")
    parm.get_by_test_id("patient-sex").select_option("F")
    parm.get_by_test_id("case-open").click()
    expect(parm.get_by_test_id("case-number")).to_be_visible()


def test_who_calls_is_chosen_from_lists_and_shown_to_the_physician(
    parm: Page, colleague: Program, sign_in: SignedIn
) -> None:
    take(parm, ring(colleague))
    parm.get_by_test_id("caller-type").select_option("FAMILLE")
    parm.get_by_test_id("caller-language").select_option("srr")
    parm.get_by_test_id("caller-communication").select_option("LANGUE")
    parm.get_by_test_id("case-open").click()
    number = parm.get_by_test_id("case-number").inner_text()
    physician = sign_in("medecin1.kl")
    physician.locator(f'[data-testid="case-row"][data-number="{number}"]').click()
    expect(physician.get_by_test_id("caller-speaks").first).to_have_text("parle sérère")
    difficulty = physician.get_by_test_id("caller-difficulty").first
    expect(difficulty).to_have_text("▲ Barrière de la langue")


def class_by_program(colleague: Program, number: str, as_: str) -> str:
    """Let a call of this number come and go by program."""
    call_id = ring(colleague, number)
    colleague.do(f"/calls/{call_id}/take")
    colleague.do(f"/calls/{call_id}/classify", {"as": as_})
    return call_id


def test_a_number_s_past_is_told_where_it_rings(parm: Page, colleague: Program) -> None:
    number = next(NUMBERS)
    for as_ in ("NUISANCE", "NUISANCE", "SILENT"):
        class_by_program(colleague, number, as_)
    real = ring(colleague, number)
    colleague.do(f"/calls/{real}/take")
    case = colleague.do("/cases", {"centre_id": "KL", "call_id": real, "what": "contractions"})
    call_id = ring(colleague, number)
    row = parm.locator(f'[data-testid="call-take"][data-id="{call_id}"]')
    line = row.get_by_test_id("history-line")
    expect(line).to_contain_text("4 appels ce mois, 2 malveillants, 1 muet, contractions (")
    take(parm, call_id)
    expect(parm.get_by_test_id("history-month")).to_have_text(
        "4 appels ce mois, 2 malveillants, 1 muet, 1 en affaire"
    )
    told = parm.get_by_test_id("history-case")
    expect(told).to_contain_text(case["case"]["number"])
    told.get_by_test_id("history-see").click()
    expect(parm.get_by_test_id("case-number")).to_have_text(case["case"]["number"])


def test_a_withheld_number_says_so(parm: Page, colleague: Program) -> None:
    take(parm, ring(colleague, ""))
    expect(parm.get_by_test_id("history")).to_have_text("Numéro masqué : passé inconnu")


@pytest.mark.parametrize(
    ("key", "state"),
    [("m", "NUISANCE"), ("e", "WRONG_NUMBER"), ("s", "SILENT"), ("i", "INFORMATION")],
)
def test_one_key_classes_a_call_and_one_takes_it_back(
    parm: Page, colleague: Program, key: str, state: str
) -> None:
    call_id = ring(colleague)
    take(parm, call_id)
    before = len(colleague.look("/calls", centre="KL"))
    parm.keyboard.press(key)
    parm.keyboard.press(key)
    expect(parm.get_by_test_id("undo")).to_be_visible()
    assert colleague.look(f"/calls/{call_id}")["state"] == state
    parm.keyboard.press("u")
    expect(parm.get_by_test_id(f"class-{state}")).to_be_visible()
    assert colleague.look(f"/calls/{call_id}")["state"] == "TAKEN"
    assert len(colleague.look("/calls", centre="KL")) == before
    expect(parm.get_by_test_id("undo")).to_have_count(0)
    colleague.do(f"/calls/{call_id}/classify", {"as": "SILENT"})


def test_the_key_of_the_next_call_never_classes_the_one_in_hand(
    parm: Page, colleague: Program
) -> None:
    call_id = ring(colleague)
    take(parm, call_id)
    parm.keyboard.press("n")
    expect(parm.get_by_test_id("history")).to_have_text("Numéro masqué : passé inconnu")
    assert colleague.look(f"/calls/{call_id}")["state"] == "TAKEN"


def test_a_key_typed_in_a_field_classes_nothing(parm: Page, colleague: Program) -> None:
    call_id = ring(colleague)
    take(parm, call_id)
    parm.get_by_test_id("what-input").press_sequentially("nesi")
    expect(parm.get_by_test_id("what-input")).to_have_value("nesi")
    assert colleague.look(f"/calls/{call_id}")["state"] == "TAKEN"
    colleague.do(f"/calls/{call_id}/classify", {"as": "SILENT"})


def test_a_class_put_wrongly_is_changed_from_the_list(parm: Page, colleague: Program) -> None:
    call_id = class_by_program(colleague, next(NUMBERS), "NUISANCE")
    parm.get_by_role("button", name="Appels classés").click()
    parm.locator(f'[data-testid="call-row"][data-id="{call_id}"]').click()
    expect(parm.get_by_test_id("class-NUISANCE")).to_have_count(0)
    parm.get_by_test_id("class-SILENT").click()
    expect(parm.get_by_test_id("class-NUISANCE")).to_be_visible()
    assert colleague.look(f"/calls/{call_id}")["state"] == "SILENT"
    parm.get_by_test_id("what-input").fill("une femme chuchotait")
    parm.get_by_test_id("case-open").click()
    expect(parm.get_by_test_id("case-number")).to_be_visible()


def test_the_keys_are_listed_one_by_one(parm: Page) -> None:
    parm.keyboard.press("?")
    dialog = parm.get_by_role("dialog")
    for words in (
        "Appel malveillant",
        "Erreur de numéro",
        "Appel muet",
        "Renseignement",
        "Annuler",
    ):
        expect(dialog.get_by_text(words).first).to_be_visible()


BRIDGE = {"lat": 14.16, "lon": -16.03}


def crash(colleague: Program, said: str = "pont de Kahone") -> dict[str, Any]:
    """Open a case of a crash by program, from a call of its own; return it."""
    call_id = ring(colleague)
    colleague.do(f"/calls/{call_id}/take")
    place = {"said": said, "position": BRIDGE, "precision": "EXACTE", "source": "map"}
    body = {"centre_id": "KL", "call_id": call_id, "place": place, "what": "collision car camion"}
    case: dict[str, Any] = colleague.do("/cases", body)["case"]
    return case


def test_a_second_caller_joins_the_case_that_is_offered(parm: Page, colleague: Program) -> None:
    case, call_id = crash(colleague), ring(colleague)
    take(parm, call_id)
    parm.get_by_test_id("where-input").fill("après le pont")
    parm.get_by_test_id("what-input").fill("un camion a percuté un car, collision terrible")
    parm.get_by_test_id("caller-name").fill("Modou Sow")
    offered = parm.locator(f'[data-testid="alike-case"][data-id="{case["id"]}"]')
    expect(offered).to_contain_text("1 appel")
    expect(offered).to_contain_text("instant")
    offered.get_by_test_id("alike-yes").click()
    expect(parm.get_by_test_id("case-number")).to_have_text(case["number"])
    parm.get_by_test_id("regulation-tab").click()
    row = parm.locator(f'[data-testid="case-call"][data-id="{call_id}"]')
    expect(row).to_contain_text("Modou Sow")
    expect(row).to_contain_text("après le pont")
    expect(row).to_contain_text("un camion a percuté un car")
    row.get_by_test_id("call-split").click()
    expect(parm.get_by_test_id("what-input")).to_have_value(
        "un camion a percuté un car, collision terrible"
    )
    expect(parm.get_by_test_id("caller-name")).to_have_value("Modou Sow")
    parm.get_by_test_id("case-open").click()
    expect(parm.get_by_test_id("case-number")).not_to_have_text(case["number"])


def test_two_cases_of_one_event_are_seen_as_one(
    parm: Page, colleague: Program, sign_in: SignedIn
) -> None:
    first, later = crash(colleague, "carrefour de Sibassor"), crash(colleague, "rond-point")
    parm.locator(f'[data-testid="case-row"][data-id="{later["id"]}"]').click()
    parm.locator(f'[data-testid="alike-case"][data-id="{first["id"]}"]').get_by_test_id(
        "alike-yes"
    ).click()
    expect(parm.get_by_test_id("event-first")).to_contain_text(
        f"Même événement que {first['number']}"
    )
    physician = sign_in("medecin1.kl")
    queue = physician.get_by_test_id("list-queue")
    expect(queue.locator(f'[data-id="{later["id"]}"]')).to_have_count(0)
    row = queue.locator(f'[data-id="{first["id"]}"]')
    expect(row.get_by_test_id("gathers")).to_have_text("+ 1 affaire du même événement")
    row.click()
    expect(physician.get_by_test_id("event-others")).to_contain_text(later["number"])
    expect(physician.get_by_test_id("case-call")).to_have_count(2)
    physician.get_by_test_id("event-part").click()
    expect(queue.locator(f'[data-id="{later["id"]}"]')).to_be_visible()
    expect(parm.get_by_test_id("event-first")).to_have_count(0)


def test_an_offer_that_is_another_event_is_put_away(parm: Page, colleague: Program) -> None:
    case = crash(colleague, "gare de Guinguinéo")
    take(parm, ring(colleague))
    parm.get_by_test_id("what-input").fill("collision d'un car et d'un camion")
    offered = parm.locator(f'[data-testid="alike-case"][data-id="{case["id"]}"]')
    offered.get_by_test_id("alike-no").click()
    expect(offered).to_have_count(0)
    expect(parm.get_by_test_id("case-open")).to_be_visible()


def test_who_rings_again_about_an_earlier_case_is_joined_with_what_was_typed(
    parm: Page, colleague: Program
) -> None:
    number = next(NUMBERS)
    before = ring(colleague, number)
    colleague.do(f"/calls/{before}/take")
    body = {"centre_id": "KL", "call_id": before, "what": "douleur au ventre"}
    case = colleague.do("/cases", body)["case"]
    call_id = ring(colleague, number)
    take(parm, call_id)
    parm.get_by_test_id("what-input").fill("elle vomit maintenant")
    parm.get_by_test_id("history-again").click()
    expect(parm.get_by_test_id("case-number")).to_have_text(case["number"])
    assert colleague.look(f"/calls/{call_id}")["what"] == "elle vomit maintenant"
