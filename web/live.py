"""The hub: one picture a centre, kept true from the journal, shared by all its screens.

Readers fetch from the journal by number. A wake-up only says when to look; without one they look
every second, so a lost signal or a lost Redis costs a moment and never an event.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from importlib.metadata import version

from dispatch.board import Board, Key
from dispatch.bootstrap import Service
from dispatch.eta.expected import Eta
from dispatch.feed.port import Expected, Moved
from dispatch.journal import READ_PAGE, Entry
from dispatch.subject import CASE, subject_of
from fleet.track import Fix
from web import moving
from web.audience import view_of
from web.message import (
    CatchUp,
    Change,
    EventMessage,
    Happened,
    Heartbeat,
    Hello,
    Snapshot,
)
from web.seat import GOING_DOWN, SIGNED_OUT, Seat
from web.view.eta import eta_view
from web.view.fleet import fix_view
from web.view.task import clocks_view
from web.view.wire import PersonView

LOOK_S = 1.0
"""The journal is looked at this often without any signal."""
POSITIONS_S = 0.5
"""Positions are gathered this long: a board moves within a second, with half the frames."""
HEARTBEAT_S = 5.0
"""A screen that hears nothing for two of these knows that it is cut off."""
RESUME_MAX = READ_PAGE
"""A screen that missed more than one page of the journal is served a fresh picture instead."""

_log = logging.getLogger(__name__)


def _happened(entry: Entry) -> Happened:
    return Happened(
        n=entry.n,
        type=entry.type,
        actor=PersonView.model_validate(entry.actor),
        case_id=entry.case_id,
        at=entry.at,
    )


class CentreBoard:
    """One centre's picture in this process, and the screens that watch it."""

    def __init__(self, service: Service, board: Board) -> None:
        self.service = service
        self.board = board
        self.seats: set[Seat] = set()
        self._reading = asyncio.Lock()

    async def catch_up(self) -> None:
        """Apply what the journal has beyond the picture, and tell every screen."""
        async with self._reading:
            while entries := await self.service.reader.entries(
                self.board.centre_id, after=self.board.n
            ):
                for entry in entries:
                    self._apply(entry)

    def _apply(self, entry: Entry) -> None:
        touched = self.board.apply(entry.n, entry.event())
        room_frame: str | None = None
        for seat in self.seats:
            if seat.audience.name == "room":
                if room_frame is None:
                    room_frame = self._event(entry, self._changes(touched))
                seat.say(room_frame)
            elif changes := seat.differences(self.board):
                seat.say(self._event(entry, changes))

    def _event(self, entry: Entry, changes: list[Change]) -> str:
        message = EventMessage(n=entry.n, at=self._now(), event=_happened(entry), changes=changes)
        return message.model_dump_json()

    def _changes(self, touched: set[Key]) -> list[Change]:
        changes = []
        for kind, id_ in sorted(touched):
            state = self.board.get((kind, id_))
            view = None if state is None else view_of(kind, state)
            changes.append(Change.model_validate({"kind": kind, "id": id_, "view": view}))
        return changes

    async def join(self, seat: Seat, after: int | None) -> None:
        """Greet a screen and bring it to the present, by what it missed or a fresh picture."""
        await self.catch_up()
        missed = await self._missed(after) if after is not None else None
        # From here to the end nothing awaits: no event can fall between picture and seat.
        seat.say(self._hello(seat))
        caught_up = self._caught_up(seat, after, missed) if after is not None else None
        seat.say(caught_up or self._snapshot(seat))
        self.seats.add(seat)
        if caught_up is not None:
            # No event tells an arrival: what was reckoned while the screen was away comes next.
            moving.note_etas({seat}, self.board, self._etas())

    async def _missed(self, after: int) -> list[Entry] | None:
        """Return the entries a resuming screen missed, or None when it must start afresh."""
        if not 0 <= self.board.n - after <= RESUME_MAX:
            return None
        return await self.service.reader.entries(self.board.centre_id, after=after)

    def _caught_up(self, seat: Seat, after: int | None, missed: list[Entry] | None) -> str | None:
        if after is None or missed is None or seat.audience.name != "room":
            return None
        missed = [entry for entry in missed if entry.n <= self.board.n]
        if (missed[-1].n if missed else after) != self.board.n:
            return None
        subjects = [(subject_of(entry.event()), entry.subject_id) for entry in missed]
        touched = {(subject.name, id_) for subject, id_ in subjects if subject.on_boards}
        if any(key[0] == CASE.name and self.board.get(key) is None for key in touched):
            # Things that stood only for a case that left are not named by any entry.
            return None
        message = CatchUp(
            from_n=after,
            n=self.board.n,
            at=self._now(),
            events=[_happened(entry) for entry in missed],
            changes=self._changes(touched),
        )
        return message.model_dump_json()

    def _hello(self, seat: Seat) -> str:
        message = Hello(
            server_time=self._now(),
            version=version("samu-regulation"),
            centre_id=self.board.centre_id,
            view=seat.audience.name,
            heartbeat_s=HEARTBEAT_S,
            clocks=clocks_view(self.service.room.clocks),
        )
        return message.model_dump_json()

    def _snapshot(self, seat: Seat) -> str:
        shelves: dict[str, list[object]] = {kind: [] for kind in self.board.things}
        for (kind, _), view in seat.look(self.board).items():
            shelves[kind].append(view)
        units = seat.audience.units(self.board)
        latest = self.service.room.tracker.latest
        message = Snapshot.model_validate(
            {f"{kind}s": views for kind, views in shelves.items()}
            | {
                "n": self.board.n,
                "at": self._now(),
                "positions": [
                    fix_view(fix, self._now()) for fix in latest.values() if fix.unit_id in units
                ],
                "etas": [eta_view(e) for e in moving.seen_etas(seat, self.board, self._etas())],
            }
        )
        return message.model_dump_json()

    def note_moves(self, fixes: tuple[Fix, ...]) -> None:
        """Remember for every screen the positions it may see."""
        moving.note_moves(self.seats, self.board, fixes)

    def note_etas(self, etas: tuple[Eta, ...]) -> None:
        """Remember for every screen the arrivals it may see."""
        moving.note_etas(self.seats, self.board, etas)

    def send_moving(self) -> None:
        """Send the gathered positions and arrivals."""
        moving.send(self.seats, self._now())

    def beat(self) -> None:
        """Tell every screen that the line lives, and end those whose sign-in is over."""
        now = self._now()
        message = Heartbeat(at=now, n=self.board.n, degraded=self.service.feed.degraded)
        frame = message.model_dump_json()
        for seat in self.seats:
            if seat.session.expires_at <= now:
                seat.close(SIGNED_OUT)
            else:
                seat.say(frame)

    def _etas(self) -> Iterable[Eta]:
        return self.service.room.etas.latest.values()

    def _now(self) -> datetime:
        return self.service.clock.now()


class Hub:
    """All centres' boards in this process."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self._boards: dict[str, CentreBoard] = {}
        self._opening = asyncio.Lock()

    async def centre(self, centre_id: str) -> CentreBoard:
        """Return a centre's board, read from the store at the first screen."""
        async with self._opening:
            if centre_id not in self._boards:
                board = await self.service.reader.board(centre_id)
                self._boards[centre_id] = CentreBoard(self.service, board)
        return self._boards[centre_id]

    async def run(self) -> None:
        """Keep every board true and every screen told, until cancelled."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._listen())
                group.create_task(self._every(LOOK_S, self._look))
                group.create_task(self._every(POSITIONS_S, self._positions))
                group.create_task(self._every(HEARTBEAT_S, self._beat))
        finally:
            self._dismiss()

    async def _listen(self) -> None:
        async for signal in self.service.feed.listen():
            if isinstance(signal, Moved):
                self.service.room.tracker.restore(signal.fixes)
                for watched in self._boards.values():
                    watched.note_moves(signal.fixes)
            elif isinstance(signal, Expected):
                self.service.room.etas.take(signal.etas)
                for watched in self._boards.values():
                    watched.note_etas(signal.etas)
            elif (board := self._boards.get(signal.centre_id)) is not None:
                await self._safely(board)

    async def _every(self, period_s: float, act: Callable[[], Awaitable[None]]) -> None:
        while True:
            await asyncio.sleep(period_s)
            await act()

    async def _look(self) -> None:
        for board in list(self._boards.values()):
            await self._safely(board)

    async def _safely(self, board: CentreBoard) -> None:
        """Catch up; a store that does not answer is tried again at the next look."""
        try:
            await board.catch_up()
        except Exception:  # noqa: BLE001 - the next look tries again, whatever failed
            _log.exception("board %s could not read the journal", board.board.centre_id)

    async def _positions(self) -> None:
        for board in self._boards.values():
            board.send_moving()

    async def _beat(self) -> None:
        for board in self._boards.values():
            board.beat()

    def _dismiss(self) -> None:
        for board in self._boards.values():
            for seat in board.seats:
                seat.close(GOING_DOWN)
