"""The rows: one table a kind of thing, its state as JSON beside the columns that are searched."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.codec import dump, load
from dispatch.store import tables
from dispatch.subject import ALIAS, CALL, CASE, MISSION, NOTICE, SHOWN, TASK, UNIT, WARD, Subject

TABLES: dict[str, sa.Table] = {
    CALL.name: tables.call,
    CASE.name: tables.case,
    MISSION.name: tables.mission,
    NOTICE.name: tables.notice,
    UNIT.name: tables.unit,
    WARD.name: tables.ward,
    TASK.name: tables.task,
    ALIAS.name: tables.place_alias,
}

_COLUMNS: dict[str, tuple[str, ...]] = {
    CALL.name: ("centre_id", "state", "number", "received_at"),
    CASE.name: ("centre_id", "state", "number", "opened_at"),
    MISSION.name: ("case_id", "unit_id", "active"),
    NOTICE.name: ("case_id", "ward_id", "status"),
    UNIT.name: ("centre_id",),
    WARD.name: ("centre_id",),
    TASK.name: ("centre_id", "case_id", "subject_id", "kind", "state", "cause"),
    ALIAS.name: ("centre_id", "sound", "active", "revision"),
}
"""The columns copied out of the state, by their names in it."""


def _values(subject: Subject, state: Any) -> dict[str, Any]:  # noqa: ANN401 - any state
    values = {name: getattr(state, name) for name in _COLUMNS[subject.name]}
    if subject is NOTICE:
        values["expires_at"] = state.sent.expires_at
    return values | {"body": dump(state)}


async def save(
    connection: AsyncConnection,
    subject: Subject,
    state: Any,  # noqa: ANN401 - any state
    *,
    new: bool,
) -> None:
    """Write a state to its row; raises IntegrityError when a constraint of the house forbids."""
    table = TABLES[subject.name]
    values = _values(subject, state)
    if new:
        await connection.execute(table.insert().values(id=state.id, **values))
    else:
        await connection.execute(table.update().where(table.c.id == state.id).values(**values))


async def find(connection: AsyncConnection, subject: Subject, id_: str) -> Any | None:  # noqa: ANN401
    """Return the state of one thing, or None when there is no such thing."""
    table = TABLES[subject.name]
    query = sa.select(table.c.body).where(table.c.id == id_)
    body = (await connection.execute(query)).scalar_one_or_none()
    return None if body is None else load(subject.state, body)


async def where(
    connection: AsyncConnection, subject: Subject, *conditions: sa.ColumnElement[bool]
) -> list[Any]:
    """Return the states of all things that meet the conditions, in order of id."""
    table = TABLES[subject.name]
    query = sa.select(table.c.body).where(*conditions).order_by(table.c.id)
    bodies: Sequence[Any] = (await connection.execute(query)).scalars().all()
    return [load(subject.state, body) for body in bodies]


async def of_board(connection: AsyncConnection, centre_id: str) -> dict[str, dict[str, Any]]:
    """Return everything that stands on one centre's board, by kind and id."""
    things: dict[str, dict[str, Any]] = {}
    for name, subject in SHOWN.items():
        table = TABLES[name]
        item = tables.board_item
        query = (
            sa.select(table.c.id, table.c.body)
            .join(item, (item.c.subject == name) & (item.c.subject_id == table.c.id))
            .where(item.c.centre_id == centre_id)
        )
        rows = await connection.execute(query)
        things[name] = {row.id: load(subject.state, row.body) for row in rows}
    return things


async def place(
    connection: AsyncConnection,
    subject: Subject,
    id_: str,
    centres: frozenset[str],
) -> None:
    """Let a thing stand on the boards of exactly these centres."""
    item = tables.board_item
    mine = (item.c.subject == subject.name) & (item.c.subject_id == id_)
    standing = set((await connection.execute(sa.select(item.c.centre_id).where(mine))).scalars())
    if gone := standing - centres:
        await connection.execute(item.delete().where(mine, item.c.centre_id.in_(gone)))
    for centre_id in sorted(centres - standing):
        await connection.execute(
            item.insert().values(centre_id=centre_id, subject=subject.name, subject_id=id_)
        )
