from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from dispatch.actor import Actor
from tests.services import PATIENT, RunningServer
from tests.stores import copy_of
from tests.web.visitor import Visitor, signed_in

SignIn = Callable[[Actor], Visitor]


@pytest.fixture(scope="session")
def store_file(prepared_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The SQLite file under the server that all tests of the web share."""
    folder = tmp_path_factory.mktemp("web")
    copy_of(prepared_sqlite, folder)
    return folder / "samu.sqlite"


@pytest.fixture(scope="session")
def server(store_file: Path) -> Iterator[RunningServer]:
    """The service itself, as a process of its own, shared by all tests of the web."""
    url = f"sqlite+aiosqlite:///{store_file}"
    running = RunningServer({"SAMU_DATABASE_URL": url} | PATIENT).start()
    yield running
    running.stop()


@pytest.fixture
def sign_in(server: RunningServer) -> Iterator[SignIn]:
    """Signs people in to the shared server for one test."""
    with ExitStack() as stack:
        yield lambda actor: stack.enter_context(signed_in(server, actor))
