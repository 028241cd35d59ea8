import os
from pathlib import Path

import pytest

from geo.country import Country, load_country
from geo.position import Position


@pytest.fixture(scope="session")
def senegal() -> Country:
    return load_country("senegal")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    beside = Path(__file__).resolve().parents[2].parent / "shared" / "data"
    folder = Path(os.environ.get("SAMU_SHARED_DATA", beside))
    if not folder.is_dir():
        pytest.skip("the reference data is not beside this checkout (set SAMU_SHARED_DATA)")
    return folder


@pytest.fixture
def kaolack() -> Position:
    return Position(lat=14.15197, lon=-16.07259)
