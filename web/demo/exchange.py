"""The telephone exchange: calls ring now and then, and some callers hang up.

It announces ringing like a real exchange, by its own account. How many ring already, it reads
from the rooms' screens, so that no room is flooded.
"""

import asyncio
from dataclasses import dataclass, field
from typing import Final

from web.demo.chance import between, pick
from web.demo.client import Client, Refusal
from web.demo.live_line import LiveLine
from web.demo.stories import number_of

TICK_S = 2.0
NEXT_CALL_S = (60.0, 120.0)
HANGS_UP_S = (60.0, 100.0)
RINGING_MAX = 3
UNANSWERED_MAX = 6
"""Ringing and abandoned calls a room may have on its board before no more are rung there."""

_WHERE: Final = ("KL", "DK", "KL", "DK", "TB", "ZG", "SL")
"""The two largest rooms are rung twice as often."""


_REGULARS = 3
"""Telephones that ring again and again, so that their past has something to tell."""


def _caller(rung: int) -> str:
    """Return the number of a call: every other one is one of the regulars'."""
    if rung % 2:
        return number_of("exchange", rung)
    return number_of("regular", rung // 2 % _REGULARS)


@dataclass(slots=True, kw_only=True)
class Exchange:
    """One exchange for all centres; `rooms` are the screens it counts on."""

    client: Client
    rooms: dict[str, LiveLine]
    _rung: int = 0
    _until: dict[str, tuple[str, float]] = field(default_factory=dict)

    async def play(self) -> None:
        """Ring and hang up until cancelled."""
        loop = asyncio.get_running_loop()
        next_at = loop.time() + NEXT_CALL_S[0] / 3
        while True:
            await asyncio.sleep(TICK_S)
            await self._hang_up(loop.time())
            if loop.time() >= next_at:
                next_at = loop.time() + between(*NEXT_CALL_S, self._rung)
                await self._ring(loop.time())

    async def _ring(self, now: float) -> None:
        self._rung += 1
        centre_id = pick(_WHERE, "where", self._rung)
        if not self.may_ring(centre_id):
            return
        body = {"centre_id": centre_id, "number": _caller(self._rung)}
        call = (await self.client.do("/calls", body))["call"]
        waits_s = between(*HANGS_UP_S, "hangs up", self._rung)
        self._until[call["id"]] = (centre_id, now + waits_s)

    def may_ring(self, centre_id: str) -> bool:
        """Say whether a room can bear another call."""
        room = self.rooms.get(centre_id)
        if room is None or not room.ready:
            return False
        states = [call["state"] for call in room.all("call")]
        ringing, abandoned = states.count("RINGING"), states.count("ABANDONED")
        return ringing < RINGING_MAX and ringing + abandoned < UNANSWERED_MAX

    async def _hang_up(self, now: float) -> None:
        late = [id_ for id_, (_, until) in self._until.items() if until <= now]
        for call_id in late:
            centre_id, _ = self._until.pop(call_id)
            call = self.rooms[centre_id].things["call"].get(call_id)
            if call is not None and call["state"] == "RINGING":
                await self._abandon(call_id)

    async def _abandon(self, call_id: str) -> None:
        try:
            await self.client.do(f"/calls/{call_id}/abandon")
        except Refusal:
            return  # answered in the same second
