"""The phones that say where they are by themselves: which call each is, and what came too early."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.codec import load
from dispatch.command import HearPhone
from dispatch.store import tables
from dispatch.subject import CALL
from geo.position import Position
from regulation.call import CLASSES, Call

CALL_AGE_MAX: Final = timedelta(hours=1)
"""A phone sends while it calls, and a while after; an older call of its number was another one."""

KEPT: Final = timedelta(minutes=30)
"""How long a position waits for its call: the phone may be quicker than the exchange, and a call
that rings for long is entered late. Then it is deleted."""

KEPT_OF_NUMBER_MAX: Final = 10
"""A phone sends two or three in a call."""


def channel(number: str) -> str:
    """Return the name under which a phone's positions belong together, without its number."""
    return f"aml-{hashlib.sha256(number.encode()).hexdigest()[:16]}"


async def newest_call(connection: AsyncConnection, number: str, at: datetime) -> Call | None:
    """Return the newest call of a number that somebody may still look at; None when none is."""
    table = tables.call
    query = (
        sa.select(table.c.body)
        .where(table.c.number == number, table.c.received_at >= at - CALL_AGE_MAX)
        .where(table.c.state.not_in(sorted(CLASSES)))
        .order_by(table.c.received_at.desc())
        .limit(1)
    )
    body = (await connection.execute(query)).scalar_one_or_none()
    return None if body is None else load(CALL.state, body)


async def keep(connection: AsyncConnection, command: HearPhone, id_: str, at: datetime) -> None:
    """Keep a position whose call is not there yet; what waited in vain is deleted."""
    table = tables.phone_fix
    await connection.execute(table.delete().where(table.c.received_at < at - KEPT))
    waiting = sa.select(sa.func.count()).where(table.c.number == command.number)
    if (await connection.execute(waiting)).scalar_one() >= KEPT_OF_NUMBER_MAX:
        return
    await connection.execute(
        table.insert().values(
            id=id_,
            number=command.number,
            lat=command.position.lat,
            lon=command.position.lon,
            accuracy_m=command.position.accuracy_m,
            fix_at=command.fix_at,
            received_at=at,
        )
    )


async def take_kept(
    connection: AsyncConnection, number: str, at: datetime
) -> Sequence[tuple[HearPhone, datetime]]:
    """Return what waited for a number's call and when it came, in order, and let go of it."""
    table = tables.phone_fix
    mine = (table.c.number == number) & (table.c.received_at >= at - KEPT)
    found = (await connection.execute(sa.select(table).where(mine).order_by(table.c.id))).all()
    if found:
        await connection.execute(table.delete().where(table.c.number == number))
    return [
        (
            HearPhone(
                number=number,
                position=Position(lat=row.lat, lon=row.lon, accuracy_m=row.accuracy_m),
                fix_at=row.fix_at,
            ),
            row.received_at,
        )
        for row in found
    ]
