"""What is overdue: timers are data, looked at by one sweep.

A timer that lived in memory would die with its process; these are facts in the store, so any
process can find them at any time, and finding one twice does no harm.
"""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch import command as commands
from dispatch.actor import Actor, Duty
from dispatch.desk import Desk
from dispatch.notice import AWAITING_ANSWER, Notice
from dispatch.refusal import Refused
from dispatch.store import rows, tables
from dispatch.store.engine import reading
from dispatch.subject import NOTICE
from regulation.person import THE_SERVICE

SWEEP_S = 2.0
"""A ward's silence is noticed within two seconds of its deadline."""

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

    async def run(self) -> None:
        """Sweep until cancelled; one failed round is logged and the next one tried."""
        while True:
            try:
                await self.once(self.desk.clock.now())
            except Exception:  # noqa: BLE001 - the sweep must outlive any one failure
                _log.exception("the sweep of overdue notices failed; next try in %s s", SWEEP_S)
            await asyncio.sleep(SWEEP_S)

    async def once(self, now: datetime) -> int:
        """Expire what is overdue at `now`; returns how many notices were."""
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
            await self._expire(notice)
        return len(late)

    async def _expire(self, notice: Notice) -> None:
        command = commands.ExpireNotice(notice_id=notice.id)
        try:
            # The key is the notice's own: two processes that sweep together expire it once.
            await self.desk.do(command, actor=_SERVICE, key=f"expire-{notice.id}")
        except Refused as refused:
            _log.info("notice %s was answered meanwhile (%s)", notice.id, refused.code)
