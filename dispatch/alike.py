"""The open cases that may be about the same event as a call or a case, with the reasons."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.codec import load
from dispatch.store import tables
from dispatch.subject import CASE
from geo.place import Place
from regulation.case import Case
from regulation.complaint import complaint_of
from regulation.likeness import WINDOW_S, Likeness, Report, likeness

LOOKED_AT_MAX = 400
"""The newest open cases of a board: a whole pilgrimage night; older ones are not compared."""

OFFERED_MAX = 5
"""More than five choices are read by nobody who has a caller on the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is known of the event so far, from a form or a case that is open."""

    place: Place
    what: str
    numbers: frozenset[str] = frozenset()
    at: datetime
    complaints: frozenset[str] = frozenset()
    besides: frozenset[str] = frozenset()
    """Cases that are not to be offered: itself, and those it is tied to already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """One case that may be about the same event; `calls` is how many calls it has."""

    case: Case
    likeness: Likeness
    calls: int


def told_by(case: Case, numbers: Iterable[str] = ()) -> Told:
    """Return what a case tells of its event."""
    tied = {other.case_id for other in case.gathers}
    first = {case.same_event_as.case_id} if case.same_event_as else set()
    return Told(
        place=case.place,
        what=case.what,
        numbers=frozenset({*numbers, case.caller.number, case.caller.callback_number} - {""}),
        at=case.opened_at,
        complaints=frozenset({complaint_of(case) or ""} - {""}),
        besides=frozenset({case.id, *tied, *first}),
    )


def report_of(told: Told) -> Report:
    """Return it as the rule compares it."""
    return Report(
        at=told.at,
        place=told.place,
        what=told.what,
        complaints=told.complaints,
        numbers=told.numbers,
    )


async def find_alike(connection: AsyncConnection, centre_id: str, told: Told) -> list[Alike]:
    """Return the cases of a board that may be about this event, the likeliest first.

    A case that follows another is not offered: its first one stands for it.
    """
    cases = await _of_board(connection, centre_id, told.at - timedelta(seconds=WINDOW_S))
    cases = [case for case in cases if case.id not in told.besides and not case.same_event_as]
    numbers = await numbers_of(connection, [case.id for case in cases])
    asked = report_of(told)
    found = [
        Alike(
            case=case,
            likeness=likeness(asked, report_of(told_by(case, numbers[case.id]))),
            calls=len(numbers[case.id]),
        )
        for case in cases
    ]
    offered = [each for each in found if each.likeness.is_offered]
    return sorted(offered, key=lambda each: -each.likeness.score)[:OFFERED_MAX]


async def _of_board(connection: AsyncConnection, centre_id: str, since: datetime) -> list[Case]:
    table, item = tables.case, tables.board_item
    query = (
        sa.select(table.c.body)
        .join(item, (item.c.subject == CASE.name) & (item.c.subject_id == table.c.id))
        .where(item.c.centre_id == centre_id, table.c.opened_at >= since)
        .order_by(table.c.opened_at.desc())
        .limit(LOOKED_AT_MAX)
    )
    bodies = (await connection.execute(query)).scalars()
    return [load(CASE.state, body) for body in bodies]


async def numbers_of(
    connection: AsyncConnection, case_ids: Collection[str]
) -> Mapping[str, list[str]]:
    """Return the numbers of the calls of these cases, one for each call; withheld ones empty."""
    table = tables.call
    query = sa.select(table.c.case_id, table.c.number).where(table.c.case_id.in_(case_ids))
    numbers: defaultdict[str, list[str]] = defaultdict(list)
    for row in await connection.execute(query):
        numbers[row.case_id].append(row.number)
    return numbers
