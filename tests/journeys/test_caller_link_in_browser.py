"""A caller's phone says where it is: a real browser with a real receiver's answer, or none."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import WAIT_MS, SignedIn
from tests.journeys.program import Program
from tests.journeys.test_pages_are_accessible import AXE, faults
from tests.journeys.test_places_in_browser import taken_call
from tests.services import RunningServer

pytestmark = [pytest.mark.browser, pytest.mark.postgres, pytest.mark.redis]

HERE = {"latitude": 14.1502, "longitude": -16.0801, "accuracy": 18}
VAGUE = {"latitude": 14.17, "longitude": -16.1, "accuracy": 1500}


@contextmanager
def phone(browser: Browser, **options: Any) -> Iterator[BrowserContext]:
    """A small phone of somebody who has no account."""
    context = browser.new_context(
        viewport={"width": 360, "height": 640}, locale="fr-FR", has_touch=True, **options
    )
    context.set_default_timeout(WAIT_MS)
    yield context
    context.close()


def opened(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    page.goto(url)
    return page


def button(page: Page) -> Any:
    return page.locator("#send")


def case_link(served: RunningServer, place: dict[str, Any] | None = None) -> tuple[str, str]:
    """Return a case's id and its caller's address."""
    with Program(served.url, "parm.kl") as parm:
        said = place or {"said": "derrière le marché"}
        case = parm.do("/cases", {"centre_id": "KL", "place": said, "what": "chute"})["case"]
        return case["id"], parm.do(f"/cases/{case['id']}/location-link")["link"]["url"]


def statements(served: RunningServer, case_id: str) -> list[dict[str, Any]]:
    with Program(served.url, "parm.kl") as parm:
        said: list[dict[str, Any]] = parm.look(f"/cases/{case_id}")["statements"]
        return said


def test_a_phone_tells_the_call_taker_where_it_is_while_they_speak(
    sign_in: SignedIn, exchange: Program, browser: Browser
) -> None:
    parm = sign_in("parm.kl")
    taken_call(parm, exchange)
    parm.get_by_test_id("link-make").click()
    expect(parm.get_by_test_id("link-text")).to_have_value(re.compile("SAMU 1515"))
    expect(parm.get_by_test_id("link-state")).to_have_attribute("data-state", "waiting")
    url = parm.get_by_test_id("link-url").inner_text()

    with phone(browser, permissions=["geolocation"], geolocation=HERE) as context:
        page = opened(context, url)
        expect(page.locator("h1")).to_contain_text("où êtes-vous")
        button(page).tap()
        expect(page.locator("#page")).to_have_attribute("data-state", "done")
        expect(page.locator("#figures")).to_contain_text("14.15020, -16.08010")
        expect(page.locator("#said")).to_contain_text("Le SAMU a reçu votre position")
        expect(button(page)).to_be_hidden()

    arrival = parm.get_by_test_id("arrival")
    expect(arrival).to_contain_text("Position reçue")
    expect(arrival).to_contain_text("± 18 m")
    arrival.get_by_test_id("arrival-seen").click()
    expect(arrival).to_have_count(0)
    expect(parm.get_by_test_id("link-state")).to_have_attribute("data-state", "answered")
    expect(parm.get_by_test_id("call-place")).to_have_attribute("data-in-force", "true")
    expect(parm.get_by_text("ne peut pas être proposé")).to_have_count(0)
    parm.get_by_test_id("what-input").fill("chute")
    parm.get_by_test_id("case-open").click()
    parm.get_by_test_id("case-locate").click()
    first = parm.locator('[data-testid="statement"][data-number="1"]')
    expect(first).to_have_attribute("data-source", "caller")
    expect(first).to_have_attribute("data-in-force", "true")
    expect(parm.get_by_test_id("arrival")).to_have_count(0)


def test_a_vague_position_is_bettered_within_two_minutes(
    served: RunningServer, browser: Browser
) -> None:
    case_id, url = case_link(served)
    with phone(browser, permissions=["geolocation"], geolocation=VAGUE) as context:
        page = opened(context, url)
        button(page).tap()
        expect(page.locator("#page")).to_have_attribute("data-state", "done", timeout=25_000)
        expect(button(page)).to_contain_text("plus précise")
        context.set_geolocation(HERE)  # type: ignore[arg-type]
        button(page).tap()
        expect(page.locator("#figures")).to_contain_text("14.15020")
        expect(button(page)).to_be_hidden()
    said = statements(served, case_id)
    assert [one["radius_m"] for one in said] == [None, 1500, 18]
    assert [one["in_force"] for one in said] == [False, False, True]


def test_a_refused_permission_is_explained(served: RunningServer, browser: Browser) -> None:
    case_id, url = case_link(served)
    with phone(browser, permissions=[]) as context:
        page = opened(context, url)
        button(page).tap()
        expect(page.locator("#page")).to_have_attribute("data-state", "failed")
        expect(page.locator("#said")).to_contain_text("cadenas")
        expect(button(page)).to_be_enabled()
        context.grant_permissions(["geolocation"])
        context.set_geolocation(HERE)  # type: ignore[arg-type]
        button(page).tap()
        expect(page.locator("#page")).to_have_attribute("data-state", "done")
    assert len(statements(served, case_id)) == 2


def test_without_a_network_the_figures_can_be_read_out_and_are_sent_later(
    served: RunningServer, browser: Browser
) -> None:
    case_id, url = case_link(served)
    with phone(browser, permissions=["geolocation"], geolocation=HERE) as context:
        page = opened(context, url)
        context.set_offline(True)
        button(page).tap()
        expect(page.locator("#said")).to_contain_text("lisez ces chiffres")
        expect(page.locator("#figures")).to_contain_text("14.15020, -16.08010")
        context.set_offline(False)
        expect(page.locator("#page")).to_have_attribute("data-state", "done", timeout=WAIT_MS)
    assert len(statements(served, case_id)) == 2


def test_a_link_that_is_good_no_longer_says_so_and_gives_the_number(
    served: RunningServer, browser: Browser
) -> None:
    _, url = case_link(served)
    with phone(browser, permissions=["geolocation"], geolocation=HERE) as context:
        page = opened(context, f"{url[:-4]}aaaa")
        expect(page.locator("#said")).to_contain_text("plus valable")
        expect(page.locator("a.call")).to_have_attribute("href", "tel:1515")
        page.get_by_text("English").click()
        expect(page.locator("#said")).to_contain_text("good no longer")


def test_the_caller_s_page_runs_under_its_policy_and_has_no_barrier(
    served: RunningServer, browser: Browser
) -> None:
    if not Path(AXE).exists():
        pytest.skip("axe-core is not installed: run `npm ci` in web/console")
    _, url = case_link(served)
    with phone(browser, permissions=["geolocation"], geolocation=HERE, bypass_csp=True) as context:
        for lang in ("fr", "en"):
            page = opened(context, f"{url}?lang={lang}")
            assert page.locator("html").get_attribute("lang") == lang
            assert not faults(page, AXE.read_text())
    with phone(browser, permissions=["geolocation"], geolocation=HERE) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(url)
        button(page).tap()
        expect(page.locator("#page")).to_have_attribute("data-state", "done")
        assert said == []
