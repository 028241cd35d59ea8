"""What the documents promise is what the code does."""

from pathlib import Path

from dispatch.settings import Settings
from dispatch.subject import EVENT_BY_NAME
from tests.tidy.draw_states import PAGE, page

ROOT = Path(__file__).parents[2]


def test_the_drawn_states_are_the_tables_that_run() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_setting_is_documented() -> None:
    told = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    missing = [name for name in Settings.model_fields if f"`SAMU_{name.upper()}`" not in told]
    assert missing == []


def test_every_event_is_documented() -> None:
    told = (ROOT / "docs" / "journal.md").read_text(encoding="utf-8")
    missing = [name for name in EVENT_BY_NAME if f"`{name}`" not in told]
    assert missing == []
