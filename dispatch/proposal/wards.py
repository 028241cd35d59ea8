"""Gathers what the ranking of wards needs: rows, answers, travel times. Reads only.

Three queries whatever the number of wards: the wards, the notices of this case together with the
refusals of the last hours, and once a minute how long hand-overs took.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.handover import UNKNOWN_WARD, Handover
from dispatch.needs import needs_of
from dispatch.notice import Notice, NoticeStatus
from dispatch.orient import WardCandidate, WardOption
from dispatch.proposal.question import WardQuestion
from dispatch.room import Room
from dispatch.store import rows, tables
from dispatch.subject import NOTICE, WARD
from dispatch.two_steps import Onward, first_steps, second_steps, wanted
from dispatch.ward_past import LOOK_BACK, past_of
from fleet.ward import Ward
from geo.travel import NotReached, TravelTime, Trip
from regulation.case import Case
from regulation.paths.time_critical import path_of


async def ask_wards(
    connection: AsyncConnection,
    room: Room,
    case: Case,
    *,
    now: datetime,
) -> WardQuestion:
    """Gather all wards of the country for a case, with what each has answered in it.

    While nobody knows where the patient is, only the wards of the case's centre are gathered:
    which of the country's is near cannot be said, and the centre's are the likeliest.
    """
    wards: list[Ward] = await room.decoded.where(connection, WARD)
    if case.place.position is None:
        wards = [ward for ward in wards if ward.centre_id == case.centre_id]
    notices = await _notices(connection, case, now)
    question = WardQuestion(
        candidates=_candidates(
            wards,
            travel=await _drives(room, case, wards, now),
            notices=notices,
            handovers=await room.handovers.now(connection, now),
            case=case,
        ),
        needs=needs_of(case),
        centre_id=case.centre_id,
        now=now,
        path=path_of(case.leading),
        since=case.opened_at,
    )
    return replace(question, onward=await _onward(room, question))


async def _notices(connection: AsyncConnection, case: Case, now: datetime) -> list[Notice]:
    table = tables.notice
    refused = table.c.status.in_([NoticeStatus.REFUSED, NoticeStatus.EXPIRED])
    lately = refused & (table.c.expires_at > now - LOOK_BACK)
    return await rows.where(connection, NOTICE, (table.c.case_id == case.id) | lately)


async def _drives(
    room: Room, case: Case, wards: Sequence[Ward], now: datetime
) -> Sequence[TravelTime | NotReached | None]:
    """Ask one drive a hospital, not one a ward; without a place there is none to ask."""
    if case.place.position is None:
        return [None] * len(wards)
    places = list(dict.fromkeys(ward.position for ward in wards))
    on_board = Trip(at=now, urgent=False)
    answer = await room.router.one_to_many(case.place.position, places, on_board)
    drives = dict(zip(places, answer.times, strict=True))
    return [drives[ward.position] for ward in wards]


def _candidates(
    wards: Sequence[Ward],
    *,
    travel: Sequence[TravelTime | NotReached | None],
    notices: Iterable[Notice],
    handovers: Mapping[str, Handover],
    case: Case,
) -> tuple[WardCandidate, ...]:
    told = list(notices)
    latest = {notice.ward_id: notice for notice in told if notice.case_id == case.id}
    past = past_of(told, needs_of(case), except_case_id=case.id)
    return tuple(
        WardCandidate(
            ward=ward,
            travel=drive if isinstance(drive, TravelTime) else None,
            not_reached=drive if isinstance(drive, NotReached) else None,
            answer=latest[ward.id].status if ward.id in latest else None,
            answer_reason=latest[ward.id].history[-1].reason if ward.id in latest else None,
            handover=handovers.get(ward.id, UNKNOWN_WARD),
            refusals=past.get(ward.id, ()),
        )
        for ward, drive in zip(wards, travel, strict=True)
    )


async def _onward(room: Room, question: WardQuestion) -> tuple[Onward, ...]:
    """Ask the drives between hospitals, where a way in two steps is wanted."""
    options = question.ranked(at_most=None)
    if not wanted(options):
        return ()
    legs = [(first, second_steps(first, options)) for first in first_steps(options)]
    found = await asyncio.gather(
        *(_from(room, first, seconds, question.now) for first, seconds in legs if seconds)
    )
    return tuple(onward for drives in found for onward in drives)


async def _from(
    room: Room, first: WardOption, seconds: Sequence[WardOption], now: datetime
) -> list[Onward]:
    start = first.candidate.ward
    ends = [option.candidate.ward for option in seconds]
    trip = Trip(at=now, urgent=False)
    drives = await room.router.one_to_many(start.position, [end.position for end in ends], trip)
    return [
        Onward(from_ward_id=start.id, to_ward_id=end.id, travel=drive)
        for end, drive in zip(ends, drives.times, strict=True)
        if isinstance(drive, TravelTime)
    ]
