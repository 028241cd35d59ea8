"""What moves on a centre's screens: positions and expected arrivals, only the newest of each.

Both are gathered and sent together; a screen that still has events to read gets them later.
"""

from collections.abc import Collection, Hashable, Iterable
from datetime import datetime

from dispatch.board import Board
from dispatch.eta.expected import Eta
from fleet.track import Fix
from web.audience import RoomAudience
from web.message import EtasMessage, PositionsMessage
from web.seat import Seat
from web.view.eta import eta_view
from web.view.fleet import fix_view


def note_moves(seats: Collection[Seat], board: Board, fixes: Iterable[Fix]) -> None:
    """Remember for every screen the positions it may see."""
    room_units = RoomAudience().units(board) if seats else set()
    for seat in seats:
        is_room = seat.audience.name == "room"
        units = room_units if is_room else seat.audience.units(board)
        for fix in fixes:
            if fix.unit_id in units:
                seat.move(fix)


def note_etas(seats: Collection[Seat], board: Board, etas: Iterable[Eta]) -> None:
    """Remember for every screen the arrivals it may see."""
    for seat in seats:
        for eta in seen_etas(seat, board, etas):
            seat.expect(eta)


def seen_etas(seat: Seat, board: Board, etas: Iterable[Eta]) -> list[Eta]:
    """Return the arrivals that a screen may see."""
    missions = seat.audience.missions(board)
    return [eta for eta in etas if eta.mission_id in missions]


def send(seats: Collection[Seat], now: datetime) -> None:
    """Send what was gathered; screens that see the same share one encoding."""
    encoded: dict[Hashable, str] = {}
    for seat in seats:
        fixes, etas = seat.take_moving()
        if fixes:
            same: Hashable = tuple((fix.unit_id, fix.fix_at) for fix in fixes)
            if same not in encoded:
                encoded[same] = _positions(fixes, now)
            seat.say(encoded[same])
        if etas:
            same = tuple((eta.mission_id, eta.computed_at) for eta in etas)
            if same not in encoded:
                encoded[same] = _etas(etas, now)
            seat.say(encoded[same])


def _positions(fixes: Iterable[Fix], now: datetime) -> str:
    views = [fix_view(fix, now) for fix in fixes]
    return PositionsMessage(at=now, fixes=views).model_dump_json()


def _etas(etas: Iterable[Eta], now: datetime) -> str:
    return EtasMessage(at=now, etas=[eta_view(eta) for eta in etas]).model_dump_json()
