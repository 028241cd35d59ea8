"""The transfers that wards are known by: one row a patient handed over, read in one query."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.handover import KEPT_DAYS, TRANSFERS_MAX, Handover, Transfer, expected, transfer_of
from dispatch.mission import Mission
from dispatch.store import tables

READ_AGAIN_S = 60.0
"""Another process's transfers count a minute later: one more moves a median little."""


async def keep(connection: AsyncConnection, mission: Mission) -> None:
    """Let the row of this mission say what the mission says now: one transfer, or none."""
    table = tables.transfer
    await connection.execute(table.delete().where(table.c.mission_id == mission.id))
    transfer = transfer_of(mission)
    if transfer is not None:
        await connection.execute(table.insert().values(**_values(transfer)))


def _values(transfer: Transfer) -> dict[str, object]:
    return {name: getattr(transfer, name) for name in ("mission_id", "ward_id", "took_s", "at")}


@dataclass(slots=True)
class Handovers:
    """What is expected of every ward that has taken patients over, at most `READ_AGAIN_S` old."""

    _known: dict[str, Handover] = field(default_factory=dict)
    _read_at: datetime | None = None

    def forget(self) -> None:
        """Read again next time: this process has seen a transfer."""
        self._read_at = None

    async def now(self, connection: AsyncConnection, now: datetime) -> dict[str, Handover]:
        """Return the expected hand-over by ward; a ward without transfers is not in it."""
        read_at = self._read_at
        if read_at is None or not 0 <= (now - read_at).total_seconds() <= READ_AGAIN_S:
            self._known = await _read(connection, now)
            self._read_at = now
        return self._known


async def _read(connection: AsyncConnection, now: datetime) -> dict[str, Handover]:
    table = tables.transfer
    turn = sa.func.row_number().over(partition_by=table.c.ward_id, order_by=table.c.at.desc())
    numbered = (
        sa.select(table.c.ward_id, table.c.took_s, turn.label("turn"))
        .where(table.c.at > now - timedelta(days=KEPT_DAYS))
        .subquery()
    )
    query = (
        sa.select(numbered.c.ward_id, numbered.c.took_s)
        .where(numbered.c.turn <= TRANSFERS_MAX)
        .order_by(numbered.c.ward_id)
    )
    rows = (await connection.execute(query)).all()
    return {
        ward_id: expected([row.took_s for row in group])
        for ward_id, group in groupby(rows, key=lambda row: str(row.ward_id))
    }
