"""What may be read of stored proposals: one of them, whether it is whole, and ranked again."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.actor import Actor
from dispatch.clock import Clock
from dispatch.policy import Reading, Target
from dispatch.proposal.stored import StoredProposal, Unreadable, unpack
from dispatch.reader import permitted
from dispatch.refusal import Refused
from dispatch.store import proposals, reads, rows
from dispatch.store.engine import reading
from dispatch.subject import CASE
from regulation.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRead:
    """A stored proposal, and whether it is the one that was written.

    `vouched` is whether an act's event in the journal names its digest: then it cannot have been
    exchanged, only dropped. A list that was merely shown is vouched for by its own row alone.
    """

    stored: StoredProposal
    whole: bool
    vouched: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalReader:
    """Answers questions about stored proposals."""

    engine: AsyncEngine
    clock: Clock

    async def get(self, proposal_id: str, *, actor: Actor | None) -> ProposalRead:
        """Return one proposal; the look is logged.

        `actor` None is whoever has the machine's command line. Raises Refused `not_found` (it may
        have been dropped), `not_allowed`, `proposal_unreadable`.
        """
        async with reading(self.engine) as connection:
            row = await proposals.find(connection, proposal_id)
            if row is None:
                raise Refused("proposal_not_kept", id=proposal_id)
            case: Case | None = await rows.find(connection, CASE, row.case_id)
            told = await proposals.told_by_event(connection, row.case_id, row.id)
        centres = case.centres if case else frozenset[str]()
        if actor is not None:
            permitted(actor, Reading.PROPOSAL, Target(centres=centres))
        try:
            stored, sha256 = unpack(row.body)
        except Unreadable as fault:
            raise Refused("proposal_unreadable", id=proposal_id) from fault
        reader_id = actor.id if actor else COMMAND_LINE
        await reads.log(self.engine, self.clock, reader_id, [row.case_id], "proposal")
        return ProposalRead(
            stored=stored,
            whole=sha256 == row.sha256 and told in {None, sha256},
            vouched=told is not None,
        )


COMMAND_LINE = "command-line"
"""Stands in the log of readers for an operator at the machine itself."""
