"""What all scenes of a rehearsal share: the people, their screens, and what was made so far."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from web.demo.client import Client, Refusal, View
from web.demo.live_line import LiveLine
from web.rehearse.cast import Cast
from web.rehearse.timeline import Step, Timeline, Who, expect

SEEN_S_MAX = 10.0
"""What is done must show on every screen within this; usually it takes some milliseconds."""

MARK = "RÉPÉTITION"
"""Stands first in everything a rehearsal writes, so that nobody takes it for a patient."""

NUMBER = "+221770009999"

_FASTER = frozenset({"mission_move_not_allowed", "notice_move_not_allowed"})


@dataclass(slots=True, kw_only=True)
class Stage:
    """The stage of one rehearsal."""

    cast: Cast
    timeline: Timeline
    tasks: asyncio.TaskGroup
    city: str = ""
    room: LiveLine = field(init=False)
    """The regulation room's screen, as the physician has it."""
    made_calls: list[str] = field(default_factory=list)
    made_cases: list[str] = field(default_factory=list)
    _lines: list[asyncio.Task[None]] = field(default_factory=list)

    async def screen(self, client: Client, **watched: str) -> LiveLine:
        """Open a person's screen and wait for its first picture."""
        line = LiveLine(client, **watched)
        self._lines.append(self.tasks.create_task(line.run()))
        await line.until(lambda: line.ready or None, SEEN_S_MAX)
        return line

    def close_screens(self) -> None:
        """Close every screen that was opened."""
        for line in self._lines:
            line.cancel()

    async def seen(
        self, line: LiveLine, kind: str, id_: str, wanted: Callable[[View], bool]
    ) -> View:
        """Return a thing as soon as a screen shows it as wanted; raises TimeoutError."""

        def look() -> View | None:
            thing = line.things[kind].get(id_)
            return thing if thing is not None and wanted(thing) else None

        return await line.until(look, SEEN_S_MAX)

    async def gone(self, line: LiveLine, kind: str, id_: str) -> None:
        """Wait until a thing has left a screen; raises TimeoutError."""
        await line.until(lambda: id_ not in line.things[kind] or None, SEEN_S_MAX)

    async def speaks_for_crew(self, unit_id: str) -> Client:
        """Return the crew, or the call-taker to whom it would report by radio."""
        return await self.cast.crew(unit_id) or self.cast.call_taker

    async def speaks_for_ward(self, ward_id: str) -> Client:
        """Return the ward's staff, or the call-taker who has it on the telephone."""
        return await self.cast.ward(ward_id) or self.cast.call_taker

    async def tap(self, who: Client, mission: View, status: str) -> View:
        """Declare a crew's state with one tap; a step of the timeline, checked in the room."""
        fr, en = f"Un appui : {status}", f"One tap: {status}"
        async with self.timeline.step(Who.CREW, fr, en) as step:
            path = f"/missions/{mission['id']}/moves"
            await self.unless_faster(step, who.do(path, {"status": status}))
            return await self.seen(
                self.room,
                "mission",
                mission["id"],
                lambda m: any(past["status"] == status for past in m["history"]),
            )

    async def unless_faster(self, step: Step, asked: Awaitable[View]) -> None:
        """Let it pass when an automatic actor did the same a moment before; the board tells."""
        try:
            await asked
        except Refusal as refusal:
            if refusal.code not in _FASTER:
                raise
            step.remark = refusal.code

    async def finish(self, case_id: str, outcome: str) -> None:
        """End a case, validate and close it; a step of the timeline."""
        fr, en = f"Termine, valide et clôt l'affaire ({outcome})", f"Ends and closes ({outcome})"
        async with self.timeline.step(Who.PHYSICIAN, fr, en):
            path = f"/cases/{case_id}/state"
            await self.cast.physician.do(path, {"state": "ACHEVE", "outcome": outcome})
            await self.cast.physician.do(path, {"state": "VALIDE"})
            done = await self.cast.physician.do(path, {"state": "CLOTURE"})
            expect("CLOTURE", done["case"]["state"])
            await self.gone(self.room, "case", case_id)
