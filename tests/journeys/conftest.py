"""A served house with a browser: the whole system as its people meet it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.program import Program
from tests.people import PASSWORD
from tests.services import RedisServer, RunningServer

ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
WAIT_MS = 15_000
"""A step of a story may wait this long on a busy machine before it has failed."""

SignedIn = Callable[..., Page]


@pytest.fixture
def served(postgres_store: str, redis_server: RedisServer) -> Iterator[RunningServer]:
    """The service on a real PostgreSQL and a real Redis."""
    environment = {"SAMU_DATABASE_URL": postgres_store, "SAMU_REDIS_URL": redis_server.url}
    server = RunningServer(environment).start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    """One real Chromium for each file: while it runs, no test of this process may be async."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def sign_in(browser: Browser, served: RunningServer) -> Iterator[SignedIn]:
    """Opens a page and signs a person in, each in a browser of their own."""
    contexts = []

    def open_page(
        login: str, path: str = "/", width: int = 1366, height: int = 768, **options: object
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale="fr-FR",
            **options,  # type: ignore[arg-type]
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(WAIT_MS)
        page.goto(f"{served.url}{path}")
        page.get_by_test_id("signin-login").fill(login)
        page.get_by_test_id("signin-password").fill(PASSWORD)
        page.get_by_test_id("signin-submit").click()
        page.wait_for_selector('[data-testid="connection"][data-state="live"]')
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def exchange(served: RunningServer) -> Iterator[Program]:
    """The telephone exchange that lets phones ring."""
    with Program(served.url, "autocom") as program:
        yield program


@pytest.fixture
def parm(sign_in: SignedIn) -> Page:
    """The call-taker's room."""
    return sign_in("parm.kl")


@pytest.fixture
def colleague(served: RunningServer) -> Iterator[Program]:
    """Another call-taker of the same centre, who works by program."""
    with Program(served.url, "cadre.kl") as program:
        yield program
