"""What is overdue: timers are facts in the store, looked at by one sweep.

A timer that lived in memory would die with its process. The sweep keeps each centre's board as
the screens do, from the journal, and reads off it what is due; so any process finds it at any
time, also the first one after all have died, and finding a thing twice does no harm.
"""

import asyncio
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch import command as commands
from dispatch.actor import Actor, Duty
from dispatch.board import Board, replay
from dispatch.command import Command
from dispatch.desk import Desk
from dispatch.notice import AWAITING_ANSWER, Notice
from dispatch.reader import Reader
from dispatch.refusal import Refused
from dispatch.store import rows, tables
from dispatch.store.engine import reading
from dispatch.subject import NOTICE
from dispatch.watch import errands
from regulation.person import THE_SERVICE

SWEEP_S = 2.0
"""A ward's silence, or a case that waits too long, is noticed within two seconds."""

_log = logging.getLogger(__name__)

_SERVICE = Actor(id=THE_SERVICE.id, name=THE_SERVICE.name, duties=(Duty(role=THE_SERVICE.role),))


def overdue(notices: Iterable[Notice], now: datetime) -> list[Notice]:
    """Return the notices whose ward has let its time to answer pass."""
    return [
        notice
        for notice in notices
        if notice.status in AWAITING_ANSWER and notice.sent.expires_at <= now
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """Looks for what is overdue and says so in the journal."""

    engine: AsyncEngine
    desk: Desk
    _boards: dict[str, Board] = field(default_factory=dict)
    _ordered: set[str] = field(default_factory=set)
    """Keys of what this process ordered and still finds: asking again would change nothing."""

    def boards(self) -> Mapping[str, Board]:
        """Return the centres' pictures as of the last sweep; empty before the first one."""
        return self._boards

    async def run(self) -> None:
        """Sweep until cancelled; one failed round is logged and the next one tried."""
        while True:
            try:
                await self.once(self.desk.clock.now())
            except Exception:  # noqa: BLE001 - the sweep must outlive any one failure
                _log.exception("the sweep of what is overdue failed; next try in %s s", SWEEP_S)
            await asyncio.sleep(SWEEP_S)

    async def once(self, now: datetime) -> int:
        """Expire what is overdue at `now`, then see to the tasks of every centre.

        Returns how many notices were expired.
        """
        table = tables.notice
        async with reading(self.engine) as connection:
            waiting: list[Notice] = await rows.where(
                connection,
                NOTICE,
                table.c.status.in_([status.value for status in AWAITING_ANSWER]),
                table.c.expires_at <= now,
            )
        late = overdue(waiting, now)
        for notice in late:
            # The key is the notice's own: two processes that sweep together expire it once.
            expire = commands.ExpireNotice(notice_id=notice.id)
            await self._order(expire, f"expire-{notice.id}")
        await self._see_to_tasks(now)
        return len(late)

    async def _see_to_tasks(self, now: datetime) -> None:
        found: set[str] = set()
        for centre in self.desk.room.country.centres:
            try:
                # What was ordered may at once call for more: a recheck that is booked is due.
                if await self._see_to(centre.id, now, found):
                    await self._see_to(centre.id, now, found)
            except Exception:  # noqa: BLE001 - one centre's failure must not silence the others
                _log.exception("the tasks of %s were not seen to; next try soon", centre.id)
                # A picture that could not be kept true is read anew.
                self._boards.pop(centre.id, None)
        self._ordered.intersection_update(found)

    async def _see_to(self, centre_id: str, now: datetime, found: set[str]) -> bool:
        """Order what one centre's board calls for; returns whether anything was new."""
        board, new = await self._board(centre_id), False
        for command, key in errands(board, self.desk.room.clocks, now):
            found.add(key)
            if key not in self._ordered and await self._order(command, key):
                self._ordered.add(key)
                new = True
        return new

    async def _board(self, centre_id: str) -> Board:
        """Return a centre's board as it stands in the journal now."""
        reader = Reader(engine=self.engine, clock=self.desk.clock, room=self.desk.room)
        board = self._boards.get(centre_id)
        if board is None:
            board = self._boards[centre_id] = await reader.board(centre_id)
        while entries := await reader.entries(centre_id, after=board.n):
            replay(board, [(entry.n, entry.event()) for entry in entries])
        return board

    async def _order(self, command: Command, key: str) -> bool:
        """Carry a command out; returns False when what it was about changed since the look."""
        try:
            await self.desk.do(command, actor=_SERVICE, key=key)
        except Refused as refused:
            _log.info("%s was not done (%s)", type(command).__name__, refused.code)
            return False
        return True
