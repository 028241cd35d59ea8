"""Draws the state machines for docs/states.md from the tables the code runs on.

`python -m tests.tidy.draw_states` writes the page; a test keeps it true.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from dispatch import notice, task
from fleet import status
from regulation import call, case

PAGE = Path(__file__).parents[2] / "docs" / "states.md"

State = TypeVar("State", bound=StrEnum)

_HEAD = """# States

Drawn from the tables that the code runs on (`python -m tests.tidy.draw_states`); a test fails when
this page and a table differ. A move that is not drawn is refused with 409, the present state and
the moves that are allowed.
"""


def _table(moves: Mapping[State, AbstractSet[State]]) -> str:
    lines = ["flowchart LR"]
    for state, allowed in moves.items():
        lines += [f"    {state.name} --> {to.name}" for to in sorted(allowed)]
    return "\n".join(lines) + "\n"


def _drawn(title: str, file: str, diagram: str) -> str:
    return f"\n## {title}\n\n`{file}`\n\n```mermaid\n{diagram}```\n"


def page() -> str:
    """Return the page as it should be."""
    return (
        _HEAD
        + _drawn("Call", "regulation/call.py", _table(call.MOVES))
        + _drawn("Case", "regulation/case.py", _table(case.MOVES))
        + _drawn("Mission", "fleet/status.py", status.diagram())
        + _drawn("Transfer notice", "dispatch/notice.py", _table(notice.MOVES))
        + _drawn("Task", "dispatch/task.py", _table(task.MOVES))
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
