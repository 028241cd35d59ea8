"""Gathers what the ranking of wards needs: rows, answers, travel times. Reads only."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.needs import needs_of
from dispatch.notice import Notice
from dispatch.orient import WardCandidate
from dispatch.proposal.question import WardQuestion
from dispatch.room import Room
from dispatch.store import rows, tables
from dispatch.subject import NOTICE, WARD
from fleet.ward import Ward
from geo.travel import NotReached, TravelTime, Trip
from regulation.case import Case


async def ask_wards(
    connection: AsyncConnection,
    room: Room,
    case: Case,
    *,
    now: datetime,
) -> WardQuestion:
    """Gather all wards of the country for a case, with what each has already answered in it."""
    wards: list[Ward] = await rows.where(connection, WARD)
    notices: list[Notice] = await rows.where(connection, NOTICE, tables.notice.c.case_id == case.id)
    latest = {notice.ward_id: notice for notice in notices}
    travel: Sequence[TravelTime | NotReached | None] = [None] * len(wards)
    if case.place.position is not None:
        places = [ward.position for ward in wards]
        on_board = Trip(at=now, urgent=False)
        travel = (await room.router.one_to_many(case.place.position, places, on_board)).times
    candidates = tuple(
        WardCandidate(
            ward=ward,
            travel=drive if isinstance(drive, TravelTime) else None,
            answer=latest[ward.id].status if ward.id in latest else None,
            answer_reason=latest[ward.id].history[-1].reason if ward.id in latest else None,
        )
        for ward, drive in zip(wards, travel, strict=True)
    )
    return WardQuestion(
        candidates=candidates, needs=needs_of(case), centre_id=case.centre_id, now=now
    )
