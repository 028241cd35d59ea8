"""The stored proposals: written whole, read whole, dropped when their time is over.

They are no part of the journal's chain, so that retention may drop them; but the event of an act
carries the digest of its proposal, so that none can be changed in silence.
"""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dispatch.proposal.stored import Packed, StoredProposal
from dispatch.store import tables
from dispatch.store.engine import writing

PURGED_AT_ONCE = 500
"""Rows dropped in one transaction: no command waits long for its turn to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRow:
    """One row as it lies in the store."""

    id: str
    case_id: str
    occasion: str
    made_at: datetime
    sha256: str
    body: bytes


async def insert(connection: AsyncConnection, stored: StoredProposal, packed: Packed) -> None:
    """Write one proposal in the caller's transaction."""
    await connection.execute(
        tables.proposal.insert().values(
            id=stored.id,
            case_id=stored.case_id,
            occasion=stored.occasion.value,
            made_at=stored.made_at,
            sha256=packed.sha256,
            body=packed.body,
        )
    )


async def find(connection: AsyncConnection, proposal_id: str) -> ProposalRow | None:
    """Return one row, None when there is none of this id (any more)."""
    query = sa.select(tables.proposal).where(tables.proposal.c.id == proposal_id)
    row = (await connection.execute(query)).one_or_none()
    return None if row is None else ProposalRow(**row._asdict())


async def told_by_event(connection: AsyncConnection, case_id: str, proposal_id: str) -> str | None:
    """Return the digest that an act's event gives for a proposal, None when no event names it."""
    table = tables.journal
    query = sa.select(table.c.payload).where(
        table.c.case_id == case_id, table.c.type.in_(("MissionOrdered", "NoticeSent"))
    )
    for payload in (await connection.execute(query)).scalars():
        if payload is not None and payload.get("proposal_id") == proposal_id:
            sha256: str | None = payload.get("proposal_sha256")
            return sha256
    return None


async def purge(engine: AsyncEngine, before: datetime) -> int:
    """Drop the proposals made before a moment; returns how many there were."""
    table, dropped = tables.proposal, 0
    oldest = sa.select(table.c.id).where(table.c.made_at < before).limit(PURGED_AT_ONCE)
    while True:
        async with writing(engine) as connection:
            ids = (await connection.execute(oldest)).scalars().all()
            if ids:
                await connection.execute(table.delete().where(table.c.id.in_(ids)))
        dropped += len(ids)
        if len(ids) < PURGED_AT_ONCE:
            return dropped
