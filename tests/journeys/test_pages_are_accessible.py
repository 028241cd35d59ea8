"""WCAG 2.2 A and AA, as far as a machine can tell: every page, both themes, both languages."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import WAIT_MS, SignedIn
from tests.journeys.program import Program
from tests.services import ROOT, RunningServer
from tests.stores import copy_of

pytestmark = [pytest.mark.browser]

AXE = ROOT / "web/console/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
LOOKS = [(theme, lang) for theme in ("dark", "light") for lang in ("fr", "en")]
RUN = """async (tags) => {
  const { violations } = await axe.run({ runOnly: { type: 'tag', values: tags } })
  const said = ({ html, failureSummary }) => [html, failureSummary]
  return violations.map(({ id, nodes }) => [id, nodes.map(said)])
}"""
PLACE = {"said": "Ndoffane, marché", "position": {"lat": 13.92, "lon": -15.93}, "source": "map"}
CALLER = {"number": "+221771234567", "callback_number": "+221771234567", "name": "Modou Fall"}


@pytest.fixture(scope="module")
def served(
    prepared_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningServer]:
    """One service for all pages: nothing here changes what another test sees."""
    store = copy_of(prepared_sqlite, tmp_path_factory.mktemp("pages"))
    server = RunningServer({"SAMU_DATABASE_URL": store}).start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def axe() -> str:
    """The checker's script; without it the test is skipped, and fails on CI."""
    if not AXE.exists():
        missing = "axe-core is not installed: run `npm ci` in web/console"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    return AXE.read_text()


@pytest.fixture(scope="module")
def life_threat(served: RunningServer) -> dict[str, Any]:
    """A case with a reflex mission, a decision and a notice: something on every page."""
    with Program(served.url, "parm.kl") as parm:
        body = {"centre_id": "KL", "place": PLACE, "what": "ne bouge plus", "caller": CALLER}
        case = parm.do("/cases", body)["case"]
        answers = {"awake": "no", "breathing": "absent"}
        assessment = {"protocol_id": "OPENING", "answers": answers, "context": []}
        mission = parm.do(f"/cases/{case['id']}/assessments", assessment)["mission"]
        parm.do("/calls", {"centre_id": "KL", "number": "+221770000001"})
    with Program(served.url, "medecin1.kl") as physician:
        physician.do(f"/cases/{case['id']}/take", {"over": False})
        decision = {"type": "INTER", "care_level": "R1", "note": "arrêt présumé"}
        physician.do(f"/cases/{case['id']}/decisions", decision)
        notice = {"ward_id": "KL-CHR-URG", "message": "arrêt", "override_reason": "essai"}
        physician.do(f"/cases/{case['id']}/notices", notice)
    return {"case_id": case["id"], "unit_id": mission["unit_id"]}


def put_on(page: Page, theme: str, lang: str, ready: Callable[[], None]) -> None:
    """Show the page in a theme and a language; it comes back to where it was."""
    page.evaluate(
        "([theme, lang]) => { localStorage.setItem('samu.theme', JSON.stringify(theme));"
        " localStorage.setItem('samu.lang', JSON.stringify(lang)) }",
        [theme, lang],
    )
    page.reload()
    ready()
    assert page.locator("html").get_attribute("lang") == lang


def faults(page: Page, axe: str) -> str:
    """Return what is wrong with the page, to be read; nothing is the empty text."""
    page.evaluate(axe)
    found = page.evaluate(RUN, TAGS)
    return json.dumps(found, indent=1, ensure_ascii=False) if found else ""


def check(page: Page, axe: str, ready: Callable[[], None]) -> None:
    """Look at one view in every theme and language."""
    for theme, lang in LOOKS:
        put_on(page, theme, lang, ready)
        found = faults(page, axe)
        assert not found, f"{page.url} {theme} {lang}: {found}"


@pytest.mark.parametrize("path", ["/", "/equipage", "/service"])
def test_signing_in_has_no_barrier(
    path: str, browser: Browser, served: RunningServer, axe: str
) -> None:
    page = browser.new_page()
    page.set_default_timeout(WAIT_MS)
    page.goto(f"{served.url}{path}")
    check(page, axe, lambda: expect(page.get_by_test_id("signin-login")).to_be_focused())
    page.close()


@pytest.mark.parametrize("tab", ["regulation", "questions", "record"])
def test_a_case_in_the_room_has_no_barrier(
    tab: str, sign_in: SignedIn, life_threat: dict[str, Any], axe: str
) -> None:
    page = sign_in("medecin1.kl")
    page.locator(f'[data-testid="case-row"][data-id="{life_threat["case_id"]}"]').click()
    page.get_by_test_id(f"{tab}-tab").click()
    shown = {"regulation": "unit-row", "questions": "question", "record": "record"}[tab]
    check(page, axe, lambda: expect(page.get_by_test_id(shown).first).to_be_visible())


def test_receiving_a_call_has_no_barrier(
    sign_in: SignedIn, life_threat: dict[str, Any], axe: str
) -> None:
    assert life_threat
    page = sign_in("parm.kl")
    expect(page.get_by_test_id("call-take")).to_be_visible()
    page.keyboard.press("d")
    expect(page.get_by_test_id("where-input")).to_be_visible()

    def ready() -> None:
        page.get_by_test_id("where-input").fill("Ndofane")
        expect(page.get_by_test_id("place-candidate").first).to_be_visible()
        page.get_by_test_id("link-make").click()
        expect(page.get_by_test_id("link-text")).to_be_visible()
        page.get_by_test_id("map-legend").click()

    check(page, axe, ready)


def test_the_crew_page_has_no_barrier(
    sign_in: SignedIn, life_threat: dict[str, Any], axe: str
) -> None:
    page = sign_in(f"equipage.{life_threat['unit_id'].lower()}", "/equipage", 360, 640)
    # As tall as the page: what lies under the state button on a phone is one scroll away, and the
    # checker would take it for a target too small.
    page.set_viewport_size({"width": 360, "height": 2400})
    check(page, axe, lambda: expect(page.get_by_test_id("unit-next")).to_be_visible())


def test_the_ward_page_has_no_barrier(
    sign_in: SignedIn, life_threat: dict[str, Any], axe: str
) -> None:
    assert life_threat
    page = sign_in("service.kl-chr-urg", "/service")
    check(page, axe, lambda: expect(page.get_by_test_id("notice-accept").first).to_be_visible())


def test_the_checker_finds_a_barrier_that_is_there(
    browser: Browser, served: RunningServer, axe: str
) -> None:
    page = browser.new_page()
    page.goto(f"{served.url}/")
    expect(page.get_by_test_id("signin-login")).to_be_visible()
    page.evaluate("document.body.append(document.createElement('button'))")
    assert "button-name" in faults(page, axe)
    page.close()
