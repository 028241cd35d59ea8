"""The live board's door: one websocket a screen.

    hello → snapshot (or what was missed since `after`) → event N+1, N+2 … and positions

Close codes tell the screen what to do: 4401 sign in again, 4403 not yours, 4408 too slow, resume
with `after`; 1012 the service restarts, come back.
"""

import asyncio
import contextlib
from typing import Annotated

from fastapi import APIRouter, Query, WebSocket, WebSocketDisconnect

from dispatch.accounts import Session
from dispatch.policy import Reading, Target
from dispatch.reader import permitted
from dispatch.refusal import Refused
from dispatch.store import rows
from dispatch.store.engine import reading
from dispatch.subject import UNIT, WARD, Subject
from web.audience import Audience, RoomAudience, UnitAudience, WardAudience
from web.live import Hub
from web.message import ViewName
from web.seat import NOT_ALLOWED, SIGNED_OUT, Seat
from web.signin import refuse_foreign_site, service_of, session_of

router = APIRouter()

_Id = Annotated[str | None, Query(max_length=64)]


@router.websocket("/api/v1/live")
async def live(
    socket: WebSocket,
    view: ViewName = "room",
    centre: _Id = None,
    unit: _Id = None,
    ward: _Id = None,
    after: Annotated[int | None, Query(ge=0)] = None,
) -> None:
    """Show a centre's room, a crew or a ward its live board."""
    try:
        refuse_foreign_site(socket)
    except Refused:
        # Not even accepted: another site's page learns nothing at all.
        await socket.close(NOT_ALLOWED)
        return
    await socket.accept()
    try:
        session = await session_of(socket)
        centre_id, audience = await _audience(socket, session, view, centre, unit, ward)
    except Refused as refused:
        signed_out = refused.code in {"not_signed_in", "session_expired"}
        await socket.close(SIGNED_OUT if signed_out else NOT_ALLOWED, refused.code)
        return
    await _serve(socket, session, centre_id, audience, after)


async def _audience(
    socket: WebSocket,
    session: Session,
    view: ViewName,
    centre: str | None,
    unit: str | None,
    ward: str | None,
) -> tuple[str, Audience]:
    """Return whose board this screen watches and what of it it sees; raises Refused."""
    actor = session.actor
    if view == "unit" and unit is not None:
        permitted(actor, Reading.UNIT_BOARD, Target(unit_id=unit))
        return await _centre_of(socket, UNIT, unit), UnitAudience(unit)
    if view == "ward" and ward is not None:
        permitted(actor, Reading.WARD_BOARD, Target(ward_id=ward))
        return await _centre_of(socket, WARD, ward), WardAudience(ward)
    centre_id = centre or ""
    permitted(actor, Reading.BOARD, Target(centres=frozenset({centre_id})))
    return centre_id, RoomAudience()


async def _centre_of(socket: WebSocket, subject: Subject, id_: str) -> str:
    async with reading(service_of(socket).engine) as connection:
        state = await rows.find(connection, subject, id_)
    if state is None:
        raise Refused("not_found", kind=subject.name, id=id_)
    return str(state.centre_id)


async def _serve(
    socket: WebSocket, session: Session, centre_id: str, audience: Audience, after: int | None
) -> None:
    hub: Hub = socket.app.state.hub
    board = await hub.centre(centre_id)
    seat = Seat(socket, audience, session)
    await board.join(seat, after)
    listener = asyncio.create_task(_listen(socket))
    sender = asyncio.create_task(seat.send())
    try:
        await asyncio.wait({listener, sender}, return_when=asyncio.FIRST_COMPLETED)
        if sender.done() and sender.exception() is None:
            with contextlib.suppress(RuntimeError, WebSocketDisconnect):
                await socket.close(sender.result())
    finally:
        board.seats.discard(seat)
        for task in (listener, sender):
            task.cancel()
        await asyncio.gather(listener, sender, return_exceptions=True)


async def _listen(socket: WebSocket) -> None:
    """Wait for the screen to leave; it has nothing to say on this line."""
    with contextlib.suppress(WebSocketDisconnect):
        while True:
            await socket.receive_text()
