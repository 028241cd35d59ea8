"""One screen's place at the board: what is still to be sent to it, and no more than it can take.

A screen that falls behind loses positions, never events; one that falls too far behind is closed
with a code that tells it to resume, so that it can delay nobody else.
"""

import asyncio
from collections import deque

from fastapi import WebSocket

from dispatch.accounts import Session
from dispatch.board import Board, Key
from dispatch.eta.expected import Eta
from fleet.track import Fix
from web.audience import Audience, view_of
from web.message import AnyView, Change

FRAMES_MAX = 400
"""Events a screen may be behind: some minutes of a busy night. Beyond it, resuming is cheaper."""

TOO_SLOW = 4408
SIGNED_OUT = 4401
NOT_ALLOWED = 4403
GOING_DOWN = 1012


class Seat:
    """One open socket with its queue."""

    def __init__(self, socket: WebSocket, audience: Audience, session: Session) -> None:
        self.socket = socket
        self.audience = audience
        self.session = session
        self.closing: int | None = None
        self._frames: deque[str] = deque()
        self._fixes: dict[str, Fix] = {}
        self._etas: dict[str, Eta] = {}
        self._shown: dict[Key, AnyView] = {}
        self._ready = asyncio.Event()

    def say(self, frame: str) -> None:
        """Queue a message; past the limit the seat is closed and must resume."""
        if len(self._frames) >= FRAMES_MAX:
            self.close(TOO_SLOW)
            return
        self._frames.append(frame)
        self._ready.set()

    def move(self, fix: Fix) -> None:
        """Note a unit's newest position; an older unsent one is replaced."""
        self._fixes[fix.unit_id] = fix

    def expect(self, eta: Eta) -> None:
        """Note a mission's newest expected arrival; an older unsent one is replaced."""
        self._etas[eta.mission_id] = eta

    def take_moving(self) -> tuple[list[Fix], list[Eta]]:
        """Return what moved and is to be sent now; none while older messages still wait."""
        if self._frames:
            return [], []
        fixes, etas = list(self._fixes.values()), list(self._etas.values())
        self._fixes.clear()
        self._etas.clear()
        return fixes, etas

    def close(self, code: int) -> None:
        """Close as soon as the sender sees it, whatever still waits."""
        self.closing = code
        self._frames.clear()
        self._ready.set()

    def look(self, board: Board) -> dict[Key, AnyView]:
        """Return all that this screen sees now, and remember it."""
        seen = self.audience.things(board)
        self._shown = {key: view_of(key[0], state) for key, state in seen.items()}
        return self._shown

    def differences(self, board: Board) -> list[Change]:
        """Return what changed on this screen since it last looked, and remember it."""
        before, now = self._shown, self.look(board)
        gone = [_change(key, None) for key in before.keys() - now.keys()]
        return gone + [_change(key, view) for key, view in now.items() if before.get(key) != view]

    async def send(self) -> int:
        """Send what is queued until the seat closes; returns the close code."""
        while self.closing is None:
            await self._ready.wait()
            self._ready.clear()
            while self._frames and self.closing is None:
                await self.socket.send_text(self._frames[0])
                if self._frames:
                    self._frames.popleft()
        return self.closing


def _change(key: Key, view: AnyView | None) -> Change:
    kind, id_ = key
    return Change.model_validate({"kind": kind, "id": id_, "view": view})
