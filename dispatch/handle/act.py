"""What every act is handed: its transaction, the room's means, and what was ranked beforehand."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dispatch.orient import WardOption
from dispatch.recommend import UnitOption
from dispatch.room import Room
from dispatch.store.work import Work

Things = dict[str, Any]
"""The states an act changed or made, by the name the answer gives them; None for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act under way.

    `units` and `wards` were ranked before the transaction began, because travel times may come
    from a slow server and a centre's lock must not wait for it; the act checks again that what
    it picks is still free.
    """

    work: Work
    room: Room
    new_id: Callable[[], str]
    units: list[UnitOption]
    wards: list[WardOption]
