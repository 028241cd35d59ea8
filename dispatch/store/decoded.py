"""States already read from their rows, so that a thousand unchanged units are not decoded again.

A row's body is compared as text with the one decoded before: no version to keep, nothing that can
be stale. States are frozen, so one may be handed to many.
"""

import json
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.codec import load
from dispatch.store.rows import TABLES
from dispatch.subject import Subject


@dataclass(slots=True)
class Decoded:
    """What was read last of each kind: the text of each row and the state it means."""

    _kept: dict[str, dict[str, tuple[str, Any]]] = field(default_factory=dict)

    async def where(
        self, connection: AsyncConnection, subject: Subject, *conditions: sa.ColumnElement[bool]
    ) -> list[Any]:
        """Return the states of all things that meet the conditions, in order of id.

        The same as `rows.where`. What the last call for this kind did not return is forgotten,
        so ask for one kind with one condition only.
        """
        table = TABLES[subject.name]
        text = sa.cast(table.c.body, sa.Text)
        query = sa.select(table.c.id, text).where(*conditions).order_by(table.c.id)
        before = self._kept.get(subject.name, {})
        now: dict[str, tuple[str, Any]] = {}
        for id_, body in (await connection.execute(query)).all():
            kept = before.get(id_)
            if kept is None or kept[0] != body:
                kept = (body, load(subject.state, json.loads(body)))
            now[id_] = kept
        self._kept[subject.name] = now
        return [state for _, state in now.values()]
