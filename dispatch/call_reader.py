"""What the room may read about calls: one of them, a number's past, a case's callers."""

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.actor import Actor
from dispatch.alike import Alike, Told, find_alike, numbers_of, told_by
from dispatch.call_history import (
    CallHistory,
    Count,
    calls_of_cases,
    cases_of,
    count,
    month_start,
    year_before,
)
from dispatch.clock import Clock
from dispatch.policy import Reading, Target, allowed
from dispatch.reader import LIST_MAX, Reader, permitted
from dispatch.refusal import Refused
from dispatch.store import reads, rows, tables
from dispatch.store.engine import reading
from dispatch.subject import CALL, CASE
from regulation.call import Call, CallState
from regulation.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class CallReader:
    """Answers questions about calls."""

    engine: AsyncEngine
    clock: Clock
    reader: Reader

    async def call(self, call_id: str, *, actor: Actor) -> Call:
        """Return one call; raises Refused `not_found` or `not_allowed`."""
        async with reading(self.engine) as connection:
            call: Call | None = await rows.find(connection, CALL, call_id)
        if call is None:
            raise Refused("not_found", kind="call", id=call_id)
        permitted(actor, Reading.CALLS, Target(centres=CALL.centres(call)))
        return call

    async def calls(
        self, centre_id: str, states: Collection[CallState] = (), *, actor: Actor
    ) -> list[Call]:
        """Return a centre's newest calls in these states; in any, when none is named."""
        permitted(actor, Reading.CALLS, Target(centres=frozenset({centre_id})))
        table = tables.call
        newest = (
            sa.select(table.c.id)
            .where(table.c.centre_id == centre_id, table.c.state.in_(sorted(states or CallState)))
            .order_by(table.c.received_at.desc())
            .limit(LIST_MAX)
        )
        async with reading(self.engine) as connection:
            found = await rows.where(connection, CALL, table.c.id.in_(newest))
        return sorted(found, key=lambda call: call.received_at, reverse=True)

    async def history(self, call_id: str, *, actor: Actor) -> CallHistory:
        """Return what is known of a call's number; each case that is told is logged as read."""
        call, now = await self.call(call_id, actor=actor), self.clock.now()
        since_month, since_year = month_start(now), year_before(now)
        if call.number == "":
            nothing = Count(since=since_month, by_state={}), Count(since=since_year, by_state={})
            return _history(call, nothing, [], actor)
        async with reading(self.engine) as connection:
            # Read again with its counts: what somebody did with it meanwhile must not be counted.
            call = await rows.find(connection, CALL, call_id) or call
            counts = (
                await count(connection, call, since_month),
                await count(connection, call, since_year),
            )
            cases = await cases_of(connection, call)
        history = _history(call, counts, cases, actor)
        told = [case.id for case in history.cases]
        await reads.log(self.engine, self.clock, actor.id, told, "history")
        return history

    async def calls_of_case(self, case_id: str, *, actor: Actor) -> list[Call]:
        """Return the calls tied to a case and to those that follow it, as they rang."""
        case = await self.reader.case(case_id, actor=actor)
        event = {case.id, *(other.case_id for other in case.gathers)}
        async with reading(self.engine) as connection:
            return await calls_of_cases(connection, frozenset(event))

    async def alike(self, centre_id: str, told: Told, *, actor: Actor) -> list[Alike]:
        """Return the open cases of a centre's board that may be about what is told."""
        permitted(actor, Reading.CASE, Target(centres=frozenset({centre_id})))
        async with reading(self.engine) as connection:
            return await find_alike(connection, centre_id, told)

    async def alike_case(self, case_id: str, centre_id: str, *, actor: Actor) -> list[Alike]:
        """Return the open cases of a centre's board that may be about the event of this one."""
        async with reading(self.engine) as connection:
            case: Case | None = await rows.find(connection, CASE, case_id)
            if case is None:
                raise Refused("not_found", kind="case", id=case_id)
            permitted(actor, Reading.CASE, Target(centres=case.centres))
            numbers = (await numbers_of(connection, [case.id]))[case.id]
        return await self.alike(centre_id, told_by(case, numbers), actor=actor)


def _history(
    call: Call, counts: tuple[Count, Count], cases: list[Case], actor: Actor
) -> CallHistory:
    shown = tuple(
        case for case in cases if allowed(actor, Reading.CASE, Target(centres=case.centres))
    )
    month, year = counts
    return CallHistory(
        call=call,
        withheld=call.number == "",
        month=month,
        year=year,
        cases=shown,
        cases_elsewhere=len(cases) - len(shown),
    )
