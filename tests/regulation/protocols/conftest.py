"""The packaged library, read once: it is frozen."""

import pytest

from regulation.protocols.library import Library, load_library


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library()
