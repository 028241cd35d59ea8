"""Keeps what stood on the screens: each proposal that differs from the one shown before it.

A screen asks every half minute and at every move; most answers say what the last one said. What
is new is handed to a writer in the background, so that reading never waits for a write. What an
act was done on is another matter: that is stored by the act itself (`dispatch/handle/keep.py`).
"""

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.clock import Clock
from dispatch.proposal.stored import Packed, StoredProposal, pack, shown
from dispatch.propose import Proposal
from dispatch.store import proposals
from dispatch.store.engine import writing
from regulation.case import Case

DRIFT_S: Final = 120.0
"""A list in the same order for the same reasons is the same list while no time in it has changed
by more than two minutes since it was kept: less is within the error of any estimate."""

WAITING_MAX: Final = 64
"""Proposals that may wait for the writer; beyond it the store is in trouble, and the newest are
left out rather than let memory grow."""

CASES_MAX: Final = 500
"""Cases whose last list is remembered: more than a whole country has open."""

SHOWN_MAX: Final = 100
"""Lists kept of one case by one process: a case open for a day does not fill the store."""

PURGE_EVERY_S: Final = 6 * 3600.0

_log = logging.getLogger(__name__)

Look = tuple[tuple[object, ...], ...]


@dataclass(slots=True, kw_only=True)
class _Last:
    """The last list of a case that was kept."""

    id: str
    look: Look
    times_s: tuple[float | None, ...]
    count: int = 1


@dataclass(slots=True, kw_only=True)
class ProposalKeeper:
    """Decides what is new, and writes it; one a process."""

    engine: AsyncEngine
    clock: Clock
    kept_days: float
    left_out: int = 0
    """How many could not be kept since the start, because the store was slow or failed."""
    _last: OrderedDict[str, _Last] = field(default_factory=OrderedDict)
    _waiting: asyncio.Queue[StoredProposal] = field(
        default_factory=lambda: asyncio.Queue(WAITING_MAX)
    )

    def note(self, proposal: Proposal, case: Case) -> str | None:
        """Hand a proposal that is about to be shown to the writer, if it says anything new.

        Returns the id under which this list is kept, None when it is not.
        """
        look, times_s = _look(proposal), _times_s(proposal)
        last = self._last.get(case.id)
        if last is not None and last.look == look and _near(last.times_s, times_s):
            return last.id
        count = last.count + 1 if last else 1
        if count > SHOWN_MAX:
            return None
        stored = shown(proposal, case, id_=self.clock.new_id())
        try:
            self._waiting.put_nowait(stored)
        except asyncio.QueueFull:
            self._leave_out(stored)
            return None
        self._last[case.id] = _Last(id=stored.id, look=look, times_s=times_s, count=count)
        self._last.move_to_end(case.id)
        while len(self._last) > CASES_MAX:
            self._last.popitem(last=False)
        return stored.id

    async def run(self) -> None:
        """Write what comes, and drop what is old, until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._write_on())
            group.create_task(self._purge_on())

    async def flush(self) -> None:
        """Write everything that waits; for the end of the process."""
        while not self._waiting.empty():
            await self._write(self._waiting.get_nowait())

    async def purge(self) -> int:
        """Drop what is older than the service keeps; returns how many."""
        return await proposals.purge(self.engine, self.clock.now() - timedelta(days=self.kept_days))

    async def _write_on(self) -> None:
        while True:
            await self._write(await self._waiting.get())

    async def _write(self, stored: StoredProposal) -> None:
        try:
            # Pressing a thousand units takes some milliseconds, which nobody's answer waits for.
            packed: Packed = await asyncio.to_thread(pack, stored)
            async with writing(self.engine) as connection:
                await proposals.insert(connection, stored, packed)
        except Exception:  # noqa: BLE001 - a store in trouble must not end the writer
            _log.exception("the proposal %s could not be kept", stored.id)
            self._leave_out(stored)

    def _leave_out(self, stored: StoredProposal) -> None:
        self.left_out += 1
        last = self._last.get(stored.case_id)
        if last is not None and last.id == stored.id:
            # The next look at this case is kept, even if it says the same.
            del self._last[stored.case_id]

    async def _purge_on(self) -> None:
        while True:
            try:
                if dropped := await self.purge():
                    _log.info("%s proposals older than %s days dropped", dropped, self.kept_days)
            except Exception:  # noqa: BLE001 - the next round drops them
                _log.exception("old proposals could not be dropped; next try later")
            await asyncio.sleep(PURGE_EVERY_S)


def _look(proposal: Proposal) -> Look:
    """Return what a reader sees of a list, save its times and ages, which change by themselves."""
    units = (
        (o.candidate.unit.id, o.can_go, o.proposed, *(reason.code for reason in o.reasons))
        for o in proposal.units
    )
    wards = (
        (
            o.candidate.ward.id,
            o.proposed,
            o.candidate.ward.beds_free,
            o.candidate.answer,
            *(reason.code for reason in o.reasons),
        )
        for o in proposal.wards
    )
    return (("router", proposal.router), *units, ("wards",), *wards)


def _times_s(proposal: Proposal) -> tuple[float | None, ...]:
    drives = (
        *(option.candidate.travel for option in proposal.units),
        *(option.candidate.travel for option in proposal.wards),
    )
    return tuple(drive.duration_s if drive else None for drive in drives)


def _near(before: tuple[float | None, ...], after: tuple[float | None, ...]) -> bool:
    """Say whether no time drifted; lists with the same look have the same lengths."""
    return all(
        then == now or (then is not None and now is not None and abs(then - now) <= DRIFT_S)
        for then, now in zip(before, after, strict=True)
    )
