"""Which missions are on their way, and where to: read off a board."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from dispatch.board import Board
from dispatch.mission import Mission
from dispatch.notice import WARD_BUSY, Notice, NoticeStatus
from dispatch.subject import CASE, MISSION, NOTICE, UNIT
from fleet.status import MissionStatus
from fleet.unit import Unit, UnitKind
from geo.position import Position
from geo.travel import Vehicle
from regulation.case import Case


class Toward(StrEnum):
    """Says what a unit under way is driving to."""

    SCENE = "scene"
    WARD = "ward"


LEAVING = frozenset({MissionStatus.DECISION, MissionStatus.DECLENCHE})
TO_SCENE = LEAVING | {MissionStatus.DEPART}
TO_WARD = frozenset({MissionStatus.TRANSP, MissionStatus.TRANSP2, MissionStatus.TRANSP3})

_LIGHT = frozenset({UnitKind.SMUR_VLM, UnitKind.TSU_VSL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """One mission on its way.

    ``home`` stands in for the unit where it has sent no position: its base before it left, the
    scene when it carries the patient. ``since`` is when the state was declared. ``promised_at``
    is what was said at first, ``told_at`` what the ward's notice says now.
    """

    mission_id: str
    unit_id: str
    case_id: str
    toward: Toward
    destination: Position
    vehicle: Vehicle
    home: Position | None
    since: datetime
    leaving: bool
    promised_at: datetime | None
    ward_id: str | None = None
    notice_id: str | None = None
    told_at: datetime | None = None


def vehicle_of(kind: UnitKind) -> Vehicle:
    """Return what drives, as the travel times know it."""
    return Vehicle.LIGHT if kind in _LIGHT else Vehicle.AMBULANCE


def toward(status: MissionStatus) -> Toward | None:
    """Say what a unit in this state is driving to; None when it is not under way."""
    if status in TO_SCENE:
        return Toward.SCENE
    return Toward.WARD if status in TO_WARD else None


def bounds(board: Board) -> Iterator[Bound]:
    """Find the missions of a board that are on their way to a known place."""
    for mission in board.things[MISSION.name].values():
        goal = toward(mission.status)
        bound = _BOUND[goal](board, mission) if goal is not None else None
        if bound is not None:
            yield bound


def _to_scene(board: Board, mission: Mission) -> Bound | None:
    case: Case | None = board.get((CASE.name, mission.case_id))
    if case is None or case.place.position is None:
        return None
    unit = _unit(board, mission)
    ordered = mission.ordered
    return Bound(
        mission_id=mission.id,
        unit_id=mission.unit_id,
        case_id=mission.case_id,
        toward=Toward.SCENE,
        destination=case.place.position,
        vehicle=vehicle_of(unit.kind) if unit else Vehicle.AMBULANCE,
        home=unit.home if unit else None,
        since=mission.history[-1].at,
        leaving=mission.status in LEAVING,
        promised_at=(
            None if ordered.eta_s is None else ordered.at + timedelta(seconds=ordered.eta_s)
        ),
    )


def _to_ward(board: Board, mission: Mission) -> Bound | None:
    if mission.destination is None:
        return None
    case: Case | None = board.get((CASE.name, mission.case_id))
    unit = _unit(board, mission)
    notice = _notice(board, mission)
    return Bound(
        mission_id=mission.id,
        unit_id=mission.unit_id,
        case_id=mission.case_id,
        toward=Toward.WARD,
        destination=mission.destination.position,
        vehicle=vehicle_of(unit.kind) if unit else Vehicle.AMBULANCE,
        home=case.place.position if case else None,
        since=mission.history[-1].at,
        leaving=False,
        promised_at=(notice.promised_at or notice.eta_at) if notice else None,
        ward_id=mission.destination.ward_id,
        notice_id=notice.id if notice else None,
        told_at=notice.eta_at if notice else None,
    )


_BOUND = {Toward.SCENE: _to_scene, Toward.WARD: _to_ward}


def _unit(board: Board, mission: Mission) -> Unit | None:
    """Return the unit, which stands only on its own centre's board."""
    unit: Unit | None = board.get((UNIT.name, mission.unit_id))
    return unit


def _notice(board: Board, mission: Mission) -> Notice | None:
    notices: list[Notice] = [
        notice
        for notice in board.things[NOTICE.name].values()
        if notice.case_id == mission.case_id
        and notice.ward_id == mission.destination_ward_id
        and notice.status in WARD_BUSY
        and notice.status is not NoticeStatus.ARRIVED
    ]
    return notices[-1] if notices else None
