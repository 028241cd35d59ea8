"""What the room may read: boards, cases, calls, proposals, the record.

Changes nothing but the log of who looked at which case.
"""

from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.actor import Actor
from dispatch.board import Board
from dispatch.clock import Clock
from dispatch.journal import READ_PAGE, Entry
from dispatch.policy import Operation, Reading, Target, allowed
from dispatch.proposal.keeper import ProposalKeeper
from dispatch.propose import Proposal, propose
from dispatch.refusal import Refused
from dispatch.room import Room
from dispatch.store import journal, reads, rows, tables
from dispatch.store.engine import reading
from dispatch.subject import CASE, TASK
from dispatch.task import Task
from regulation.call_back import CallBack
from regulation.case import Case
from regulation.person import Person
from regulation.queue import promised, waiting

LIST_MAX = 200
"""A search answers with the newest two hundred; more is a report, not a look."""


def permitted(actor: Actor, operation: Operation, target: Target) -> Person:
    """Return who reads, in the role that permits it; raises Refused `not_allowed`."""
    person = allowed(actor, operation, target)
    if person is None:
        raise Refused("not_allowed")
    return person


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Answers questions about the store."""

    engine: AsyncEngine
    clock: Clock
    room: Room
    keeper: ProposalKeeper | None = None
    """Keeps what is shown; a process that shows nothing has none."""

    async def case(self, case_id: str, *, actor: Actor) -> Case:
        """Return one case; raises Refused `not_found` or `not_allowed`; the look is logged."""
        case = await self._case(case_id, actor, Reading.CASE)
        await reads.log(self.engine, self.clock, actor.id, [case_id], "case")
        return case

    async def record(self, case_id: str, *, actor: Actor) -> list[Entry]:
        """Return all that was written about a case, in order; the look is logged."""
        await self._case(case_id, actor, Reading.CASE)
        await reads.log(self.engine, self.clock, actor.id, [case_id], "record")
        async with reading(self.engine) as connection:
            return await journal.of_case(connection, case_id)

    async def proposal(self, case_id: str, *, actor: Actor) -> Proposal:
        """Return the ranked units and wards for a case as it stands now; it is kept if new."""
        case = await self._case(case_id, actor, Reading.PROPOSAL)
        async with reading(self.engine) as connection:
            proposal = await propose(connection, self.room, case, now=self.clock.now())
        kept_as = self.keeper.note(proposal, case) if self.keeper else None
        return replace(proposal, id=kept_as)

    async def cases(self, centre_id: str, words: str, *, actor: Actor) -> list[Case]:
        """Return a centre's newest cases whose number or words contain `words`."""
        permitted(actor, Reading.CASE, Target(centres=frozenset({centre_id})))
        table = tables.case
        newest = (
            sa.select(table.c.id)
            .where(table.c.centre_id == centre_id, table.c.number.contains(words, autoescape=True))
            .order_by(table.c.opened_at.desc())
            .limit(LIST_MAX)
        )
        async with reading(self.engine) as connection:
            found = await rows.where(connection, CASE, table.c.id.in_(newest))
        return sorted(found, key=lambda case: case.opened_at, reverse=True)

    async def queue(self, centre_id: str, *, actor: Actor) -> list[Case]:
        """Return the cases of a centre that wait for a physician, the next one first."""
        permitted(actor, Reading.CASE, Target(centres=frozenset({centre_id})))
        board = await self.board(centre_id)
        return waiting(board.things[CASE.name].values())

    async def promised(self, centre_id: str, *, actor: Actor) -> list[tuple[Case, CallBack]]:
        """Return what a centre has promised its callers, the earliest first."""
        permitted(actor, Reading.CASE, Target(centres=frozenset({centre_id})))
        board = await self.board(centre_id)
        own = [case for case in board.things[CASE.name].values() if case.centre_id == centre_id]
        return promised(own)

    async def tasks(self, centre_id: str, *, actor: Actor) -> list[Task]:
        """Return what a centre's room still has to do, longest due first."""
        permitted(actor, Reading.BOARD, Target(centres=frozenset({centre_id})))
        board = await self.board(centre_id)
        still: list[Task] = [task for task in board.things[TASK.name].values() if task.is_open]
        return sorted(still, key=lambda task: task.raised.due_at)

    async def board(self, centre_id: str) -> Board:
        """Return a centre's board as of one journal number, read in one transaction."""
        async with reading(self.engine) as connection:
            n, _ = await journal.head(connection, centre_id)
            things = await rows.of_board(connection, centre_id)
        return Board(centre_id=centre_id, n=n, things=things)

    async def entries(self, centre_id: str, *, after: int, limit: int = READ_PAGE) -> list[Entry]:
        """Return a centre's journal entries above a number, in order."""
        async with reading(self.engine) as connection:
            return await journal.read(connection, centre_id, after=after, limit=limit)

    async def _case(self, case_id: str, actor: Actor, operation: Operation) -> Case:
        async with reading(self.engine) as connection:
            case: Case | None = await rows.find(connection, CASE, case_id)
        if case is None:
            raise Refused("not_found", kind="case", id=case_id)
        permitted(actor, operation, Target(centres=case.centres))
        return case
