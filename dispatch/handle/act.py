"""What every act is handed: its transaction, the room's means, and what was ranked beforehand."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dispatch.ahead import Ahead
from dispatch.room import Room
from dispatch.store.work import Work

Things = dict[str, Any]
"""The states an act changed or made, by the name the answer gives them; None for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act under way."""

    work: Work
    room: Room
    new_id: Callable[[], str]
    ahead: Ahead
