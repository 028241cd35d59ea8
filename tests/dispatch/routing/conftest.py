from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.dispatch.routing.engines import osrm_server, url_of, valhalla_server
from tests.dispatch.routing.small_map import write_graph


@pytest.fixture(scope="session")
def osrm_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real OSRM on the small map."""
    daemon = osrm_server(tmp_path_factory.mktemp("osrm"))
    yield url_of(daemon)
    daemon.stop()


@pytest.fixture(scope="session")
def valhalla_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Valhalla on the small map."""
    daemon = valhalla_server(tmp_path_factory.mktemp("valhalla"))
    yield url_of(daemon)
    daemon.kill()


@pytest.fixture(scope="session")
def graph_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A road graph of the small map."""
    path = tmp_path_factory.mktemp("graph") / "small.samu-roads"
    write_graph(path)
    return path
