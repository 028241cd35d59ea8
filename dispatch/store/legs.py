"""The drives that ended, kept to learn from: how long each was said to take, and took."""

from collections.abc import AsyncIterator
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.codec import dump, load
from dispatch.leg import Leg
from dispatch.store.moment import UtcDateTime
from dispatch.store.tables import metadata

leg = sa.Table(
    "leg",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True, nullable=False),
    sa.Column("mission_id", sa.String(64), nullable=False, index=True),
    sa.Column("unit_id", sa.String(64), nullable=False),
    sa.Column("ended_at", UtcDateTime, nullable=False, index=True),
    sa.Column("driven_s", sa.Float, nullable=False),
    sa.Column("predicted_s", sa.Float),
    sa.Column("method", sa.String(16)),
    sa.Column("fault", sa.String(16)),
    sa.Column("body", sa.JSON, nullable=False),
)
"""One drive of one mission, without positions or patients; `fault` says why it is unusable."""


async def keep(connection: AsyncConnection, ended: Leg) -> None:
    """Write a drive; a mission that drives there again replaces the one before."""
    await connection.execute(leg.delete().where(leg.c.id == ended.id))
    await connection.execute(
        leg.insert().values(
            id=ended.id,
            mission_id=ended.mission_id,
            unit_id=ended.unit_id,
            ended_at=ended.ended_at,
            driven_s=ended.driven_s,
            predicted_s=ended.predicted_s,
            method=ended.method,
            fault=ended.fault,
            body=dump(ended),
        )
    )


async def since(connection: AsyncConnection, at: datetime) -> AsyncIterator[Leg]:
    """Give the drives that ended from a moment on, sound or not, in order."""
    query = sa.select(leg.c.body).where(leg.c.ended_at >= at).order_by(leg.c.ended_at, leg.c.id)
    for body in (await connection.execute(query)).scalars():
        yield load(Leg, body)
