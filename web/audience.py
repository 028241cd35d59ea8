"""Who sees what: the part of a centre's board that each kind of screen is shown.

The room sees its whole board. A crew sees its own mission and the case it serves while it
serves it. A ward sees its own notices and nothing else.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from dispatch.board import Board, Key
from dispatch.mission import Mission
from dispatch.notice import NoticeStatus
from dispatch.subject import CALL, CASE, MISSION, NOTICE, TASK, UNIT, WARD
from fleet.status import is_ended
from web.message import AnyView, ViewName
from web.view.case import call_view, case_view
from web.view.fleet import unit_view, ward_view
from web.view.mission import mission_view, notice_view
from web.view.task import task_view

_VIEWS: dict[str, Callable[[Any], AnyView]] = {
    CALL.name: call_view,
    CASE.name: case_view,
    MISSION.name: mission_view,
    NOTICE.name: notice_view,
    UNIT.name: unit_view,
    WARD.name: ward_view,
    TASK.name: task_view,
}


def view_of(kind: str, state: Any) -> AnyView:  # noqa: ANN401 - any state
    """Return a thing as it goes over the wire."""
    return _VIEWS[kind](state)


class Audience(Protocol):
    """One kind of screen."""

    @property
    def name(self) -> ViewName:
        """The view's name on the wire."""
        ...

    def things(self, board: Board) -> dict[Key, Any]:
        """Return the states this screen may see."""
        ...

    def units(self, board: Board) -> set[str]:
        """Return the units whose positions this screen may see."""
        ...

    def missions(self, board: Board) -> set[str]:
        """Return the missions whose expected arrival this screen may see."""
        ...


@dataclass(frozen=True, slots=True)
class RoomAudience:
    """The regulation room: everything on its centre's board."""

    name: ViewName = "room"

    def things(self, board: Board) -> dict[Key, Any]:
        """Return the whole board."""
        return {
            (kind, id_): state
            for kind, shelf in board.things.items()
            for id_, state in shelf.items()
        }

    def units(self, board: Board) -> set[str]:
        """Return the centre's own units and those engaged on its cases."""
        missions = board.things[MISSION.name].values()
        engaged = {mission.unit_id for mission in missions if mission.active}
        return engaged | board.things[UNIT.name].keys()

    def missions(self, board: Board) -> set[str]:
        """Return all missions of its board."""
        return set(board.things[MISSION.name])


@dataclass(frozen=True, slots=True)
class UnitAudience:
    """A crew: its unit, its missions that are not over (else its last), and their cases."""

    unit_id: str
    name: ViewName = "unit"

    def things(self, board: Board) -> dict[Key, Any]:
        """Return the crew's own part."""
        seen: dict[Key, Any] = {}
        unit = board.get((UNIT.name, self.unit_id))
        if unit is not None:
            seen[UNIT.name, self.unit_id] = unit
        for mission in self._missions(board):
            seen[MISSION.name, mission.id] = mission
            case = board.get((CASE.name, mission.case_id))
            if case is not None and not is_ended(mission.status):
                seen[CASE.name, case.id] = case
        return seen

    def units(self, board: Board) -> set[str]:  # noqa: ARG002 - the port's form
        """Return its own unit."""
        return {self.unit_id}

    def missions(self, board: Board) -> set[str]:
        """Return its own missions."""
        return {mission.id for mission in self._missions(board)}

    def _missions(self, board: Board) -> Iterable[Mission]:
        mine: list[Mission] = sorted(
            (m for m in board.things[MISSION.name].values() if m.unit_id == self.unit_id),
            key=lambda mission: mission.ordered.at,
        )
        running = [mission for mission in mine if not is_ended(mission.status)]
        return running or mine[-1:]


@dataclass(frozen=True, slots=True)
class WardAudience:
    """A ward: itself and its own notices."""

    ward_id: str
    name: ViewName = "ward"

    def things(self, board: Board) -> dict[Key, Any]:
        """Return the ward's own part."""
        seen: dict[Key, Any] = {
            (NOTICE.name, notice.id): notice
            for notice in board.things[NOTICE.name].values()
            if notice.ward_id == self.ward_id
        }
        ward = board.get((WARD.name, self.ward_id))
        if ward is not None:
            seen[WARD.name, self.ward_id] = ward
        return seen

    def units(self, board: Board) -> set[str]:
        """Return the units that bring it a patient it has accepted."""
        accepted = self._accepted(board)
        missions = board.things[MISSION.name].values()
        return {m.unit_id for m in missions if m.active and m.case_id in accepted}

    def missions(self, board: Board) -> set[str]:
        """Return the missions that bring it a patient it has accepted."""
        accepted = self._accepted(board)
        return {
            mission.id
            for mission in board.things[MISSION.name].values()
            if mission.case_id in accepted and mission.destination_ward_id == self.ward_id
        }

    def _accepted(self, board: Board) -> set[str]:
        return {
            notice.case_id
            for notice in board.things[NOTICE.name].values()
            if notice.ward_id == self.ward_id and notice.status is NoticeStatus.ACCEPTED
        }
