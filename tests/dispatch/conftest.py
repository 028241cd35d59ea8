from collections.abc import AsyncIterator

import pytest

from tests.dispatch.house import House, open_house


@pytest.fixture
async def house(store_url: str) -> AsyncIterator[House]:
    """A house on a prepared store of its own: the test runs on SQLite and on PostgreSQL."""
    async with open_house(store_url) as opened:
        yield opened


@pytest.fixture
async def quick_house(sqlite_store: str) -> AsyncIterator[House]:
    """A house on SQLite alone, for rules that no engine has a say in."""
    async with open_house(sqlite_store) as opened:
        yield opened
