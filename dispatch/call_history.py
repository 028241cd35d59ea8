"""What is known of a number that rings: how often it rang, what for, and what came of it.

Told so that a person can judge; no number rings any less for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.store import rows, tables
from dispatch.subject import CALL, CASE
from regulation.call import Call, CallState
from regulation.case import Case

CASES_MAX = 10
"""Cases told of one number; who needs more searches for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many calls of a number there were since a moment, by what became of them."""

    since: datetime
    by_state: dict[CallState, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.by_state.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class CallHistory:
    """The earlier calls of a call's number, over all centres.

    `withheld` says that the number was hidden, so that nothing is known; `cases` are those its
    calls led to, the newest first, as far as the reader may see them; `cases_elsewhere` counts
    the others.
    """

    call: Call
    withheld: bool
    month: Count
    year: Count
    cases: tuple[Case, ...]
    cases_elsewhere: int


def month_start(now: datetime) -> datetime:
    """Return the first moment of the month; Senegal keeps UTC all year."""
    return now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def year_before(now: datetime) -> datetime:
    """Return the moment a year ago."""
    return now - timedelta(days=365)


async def count(connection: AsyncConnection, call: Call, since: datetime) -> Count:
    """Count a number's other calls since a moment, by state."""
    found = await connection.execute(counted(call.number, since))
    by_state = {CallState(row.state): row.calls for row in found}
    if call.received_at >= since:
        by_state[call.state] = by_state.get(call.state, 0) - 1
    return Count(since=since, by_state={state: n for state, n in by_state.items() if n > 0})


def counted(number: str, since: datetime) -> sa.Select[Any]:
    """Return the question that `count` asks the store; one index answers it alone."""
    table = tables.call
    return (
        sa.select(table.c.state, sa.func.count().label("calls"))
        .where(
            table.c.number == number,
            # Every state by name: each is one range of the index, however long the number's past.
            table.c.state.in_(sorted(CallState)),
            table.c.received_at >= since,
        )
        .group_by(table.c.state)
    )


async def cases_of(connection: AsyncConnection, call: Call) -> list[Case]:
    """Return the newest cases that a number's other calls led to."""
    found = (await connection.execute(led_to(call))).scalars()
    ids = list(dict.fromkeys(found))[:CASES_MAX]
    cases: Sequence[Case] = await rows.where(connection, CASE, tables.case.c.id.in_(ids))
    return sorted(cases, key=lambda case: case.opened_at, reverse=True)


def led_to(call: Call) -> sa.Select[Any]:
    """Return the question that `cases_of` asks the store."""
    table = tables.call
    return (
        sa.select(table.c.case_id)
        .where(
            table.c.number == call.number,
            table.c.state == CallState.CASE,
            table.c.id != call.id,
            table.c.case_id.is_not(None),
        )
        .order_by(table.c.received_at.desc())
        # Several calls may have joined one case.
        .limit(CASES_MAX * CASES_MAX)
    )


async def calls_of_cases(connection: AsyncConnection, case_ids: frozenset[str]) -> list[Call]:
    """Return the calls tied to these cases, in the order in which they rang."""
    calls: Sequence[Call] = await rows.where(
        connection, CALL, tables.call.c.case_id.in_(sorted(case_ids))
    )
    return sorted(calls, key=lambda call: call.received_at)
