"""One command's work in one transaction: read, record events, change rows, append entries.

The counters of the centres concerned are locked before anything is read for a decision. Which
centres those are is often known only after a first look (a unit of another centre, a place across
the border): then `CentresNeeded` is raised, and the desk starts over with those locked first, in
order of id, so that two commands can never wait for each other.
"""

import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.actor import Actor
from dispatch.board import FOLLOWERS, belongs
from dispatch.codec import dump
from dispatch.journal import Entry, digest_of, hash_of
from dispatch.policy import Operation, Target, allowed
from dispatch.refusal import Refused
from dispatch.store import journal, rows, tables
from dispatch.subject import CASE, Event, Subject, subject_of
from regulation.case import OPEN_STATES
from regulation.person import Person

SALT_BYTES = 16
"""128 bits: a dropped payload cannot be guessed back from its digest."""


class CentresNeeded(Exception):  # noqa: N818 - a request to start over, not an error
    """The work touches centres that it has not locked."""

    def __init__(self, centres: frozenset[str]) -> None:
        super().__init__(", ".join(sorted(centres)))
        self.centres = centres


@dataclass(slots=True, kw_only=True)
class _Head:
    """A locked centre's counters."""

    n: int
    hash: str
    case_year: int
    case_count: int


@dataclass(slots=True, kw_only=True)
class Work:
    """What one command may do; lives as long as its transaction."""

    connection: AsyncConnection
    actor: Actor
    operation: Operation
    caused_by: str
    at: datetime
    heads: dict[str, _Head] = field(default_factory=dict)
    authorised: bool = False
    changed: set[tuple[str, str]] = field(default_factory=set)
    """Kind and id of everything that something has happened to."""
    _known: dict[tuple[str, str], Any] = field(default_factory=dict)

    async def lock(self, centres: frozenset[str]) -> None:
        """Take the counters of these centres, in order of id.

        Raises Refused `unknown_centre`; raises CentresNeeded when others are held already, since
        locks may only ever be taken in order.
        """
        missing = centres - self.heads.keys()
        if not missing:
            return
        if self.heads:
            raise CentresNeeded(centres | self.heads.keys())
        table = tables.centre
        query = (
            sa.select(table).where(table.c.id.in_(missing)).order_by(table.c.id).with_for_update()
        )
        for row in await self.connection.execute(query):
            self.heads[row.id] = _Head(
                n=row.last_n,
                hash=row.last_hash,
                case_year=row.case_year,
                case_count=row.case_count,
            )
        if unknown := missing - self.heads.keys():
            raise Refused("unknown_centre", centre=", ".join(sorted(unknown)))

    async def get(self, subject: Subject, id_: str) -> Any:  # noqa: ANN401 - any state
        """Return a thing as it stands, with its centres locked; raises Refused `not_found`."""
        state = await self.peek(subject, id_)
        needed = subject.centres(state)
        if needed <= self.heads.keys():
            return state
        await self.lock(needed)
        # It was read before the lock: what another command changed meanwhile must be seen.
        self._known.pop((subject.name, id_), None)
        return await self.peek(subject, id_)

    async def peek(self, subject: Subject, id_: str) -> Any:  # noqa: ANN401 - any state
        """Return a thing without locking its centres; raises Refused `not_found`."""
        key = (subject.name, id_)
        if key not in self._known:
            state = await rows.find(self.connection, subject, id_)
            if state is None:
                raise Refused("not_found", kind=subject.name, id=id_)
            self._known[key] = state
        return self._known[key]

    def authorise(self, target: Target) -> Person:
        """Return who acts, in the role that permits it; raises Refused `not_allowed`."""
        person = allowed(self.actor, self.operation, target)
        if person is None:
            raise Refused("not_allowed")
        self.authorised = True
        return person

    async def record(
        self, event: Event, *, by: Person, new: bool = False, at_device: datetime | None = None
    ) -> Any:  # noqa: ANN401 - any state
        """Let an event happen: rows, boards and journals of all its centres change together."""
        subject = subject_of(event)
        id_ = subject.id_of(event)
        before = None if new else await self.peek(subject, id_)
        after = subject.evolve(before, event)
        centres = subject.centres(after) | (subject.centres(before) if before else frozenset())
        if not centres <= self.heads.keys():
            raise CentresNeeded(centres | self.heads.keys())
        self._known[subject.name, id_] = after
        self.changed.add((subject.name, id_))
        await rows.save(self.connection, subject, after, new=new)
        await self._place(subject, after)
        await self._append(subject, event, after, centres, by, at_device)
        return after

    async def next_case_number(self, centre_id: str, year: int) -> int:
        """Count the cases of a centre and year, without gaps; the centre must be locked."""
        head = self.heads[centre_id]
        head.case_count = head.case_count + 1 if head.case_year == year else 1
        head.case_year = year
        await self.connection.execute(
            tables.centre.update()
            .where(tables.centre.c.id == centre_id)
            .values(case_year=year, case_count=head.case_count)
        )
        return head.case_count

    async def _place(self, subject: Subject, state: Any) -> None:  # noqa: ANN401 - any state
        case_open = False
        if subject in FOLLOWERS and state.case_id is not None:
            case_open = (await self.peek(CASE, state.case_id)).state in OPEN_STATES
        stands = belongs(subject, state, case_open=case_open)
        centres = subject.centres(state) if stands else frozenset[str]()
        await rows.place(self.connection, subject, state.id, centres)
        if subject is CASE and not stands:
            await self._take_followers_down(state.id)

    async def _take_followers_down(self, case_id: str) -> None:
        for subject in FOLLOWERS:
            table = rows.TABLES[subject.name]
            for state in await rows.where(self.connection, subject, table.c.case_id == case_id):
                if not belongs(subject, state, case_open=False):
                    await rows.place(self.connection, subject, state.id, frozenset())

    async def _append(
        self,
        subject: Subject,
        event: Event,
        state: Any,  # noqa: ANN401 - any state
        centres: frozenset[str],
        by: Person,
        at_device: datetime | None,
    ) -> None:
        payload, salt = dump(event), secrets.token_hex(SALT_BYTES)
        event_id = secrets.token_hex(SALT_BYTES)
        # A call that was split off stands in no case; its leaving is a line of the case's record.
        told = getattr(event, "case_id", None) or getattr(state, "case_id", None)
        case_id = state.id if subject is CASE else told
        for centre_id in sorted(centres):
            head = self.heads[centre_id]
            entry = Entry(
                centre_id=centre_id,
                n=head.n + 1,
                event_id=event_id,
                type=type(event).__name__,
                subject=subject.name,
                subject_id=state.id,
                case_id=case_id,
                actor=by,
                at=self.at,
                at_device=at_device,
                caused_by=self.caused_by,
                payload=payload,
                salt=salt,
                digest=digest_of(payload, salt),
                previous_hash=head.hash,
                hash="",
            )
            head.n, head.hash = entry.n, hash_of(entry)
            await journal.append(self.connection, replace(entry, hash=head.hash))
