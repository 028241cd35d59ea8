"""Protocols in the store: the versions that calls began with, the files last found sound."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dispatch.store import tables
from dispatch.store.engine import reading, writing
from regulation.protocols.acceptance import Texts
from regulation.protocols.model import Protocol

_VERSION = tables.protocol_version
_FILE = tables.protocol_file


async def find_version(connection: AsyncConnection, sha256: str) -> Protocol | None:
    """Return one version by its content hash, None when the store never saw it."""
    query = sa.select(_VERSION.c.body).where(_VERSION.c.sha256 == sha256)
    body = (await connection.execute(query)).scalar_one_or_none()
    return None if body is None else Protocol.model_validate(body)


async def save_versions(engine: AsyncEngine, used: Iterable[Protocol], at: datetime) -> None:
    """Note the versions that calls may begin with from now on; known ones are left alone."""
    async with reading(engine) as connection:
        known = set((await connection.execute(sa.select(_VERSION.c.sha256))).scalars())
    fresh = [
        {
            "sha256": protocol.sha256,
            "protocol_id": protocol.id,
            "version": protocol.version,
            "body": protocol.model_dump(mode="json", by_alias=True, exclude={"tests"}),
            "first_used_at": at,
        }
        for protocol in used
        if protocol.sha256 not in known
    ]
    for row in fresh:
        try:
            async with writing(engine) as connection:
                await connection.execute(_VERSION.insert().values(row))
        except IntegrityError:
            continue  # another process that starts just now noted it first


async def accepted_files(connection: AsyncConnection, scope: str) -> tuple[Texts, datetime | None]:
    """Return the files of a scope that were last found sound, and when; () and None for none."""
    query = sa.select(_FILE).where(_FILE.c.scope == scope).order_by(_FILE.c.place)
    rows = (await connection.execute(query)).all()
    texts = tuple((row.name, row.text) for row in rows)
    return texts, rows[0].accepted_at if rows else None


async def save_accepted(engine: AsyncEngine, scope: str, texts: Texts, at: datetime) -> None:
    """Keep the files of a scope as the last good ones; nothing is written when they are already."""
    async with reading(engine) as connection:
        known, _ = await accepted_files(connection, scope)
    if known == texts:
        return
    rows = [
        {"scope": scope, "name": name, "place": place, "text": text, "accepted_at": at}
        for place, (name, text) in enumerate(texts)
    ]
    try:
        async with writing(engine) as connection:
            await connection.execute(_FILE.delete().where(_FILE.c.scope == scope))
            if rows:
                await connection.execute(_FILE.insert(), rows)
    except IntegrityError:
        return  # another process that starts just now kept them first
