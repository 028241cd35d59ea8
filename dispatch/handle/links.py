"""Acts on callers' links: make one, and take the position that a caller's phone sends by it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from dispatch.command import AnswerLink, MakeCallLink, MakeCaseLink
from dispatch.handle.act import Act, Things
from dispatch.handle.ground import lay
from dispatch.handle.hear import hear
from dispatch.policy import Target
from dispatch.refusal import Refused, refuse
from dispatch.store import tables
from dispatch.subject import CALL, CASE
from geo.place import Place, PlaceSource, precision_within
from regulation import caller_link, locating
from regulation.call import CLASSES, Call
from regulation.call_event import CallLinkMade, CallLocated
from regulation.case import OPEN_STATES, Case
from regulation.location_event import CaseLinkMade
from regulation.person import Person
from regulation.refusal import Refusal
from regulation.statement import (
    CallerLink,
    Statement,
    next_number,
)

KEPT = timedelta(days=1)
"""An expired link is told from a wrong one for a day; then nobody presses it any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What a link belongs to, and until when it is good."""

    call_id: str | None
    case_id: str | None
    expires_at: datetime


async def make_for_call(act: Act, command: MakeCallLink) -> Things:
    """Make a link for the caller's phone; a call that became a case gets it on the case."""
    call: Call = await act.work.get(CALL, command.call_id)
    by = act.work.authorise(Target(centres=CALL.centres(call)))
    if call.case_id is not None:
        case: Case = await act.work.get(CASE, call.case_id)
        return await _make_for_case(act, case, by)
    link = await _new_link(act, call.links, by, call_id=call.id)
    event = CallLinkMade(call_id=call.id, link=link, by=by, at=act.work.at)
    return {"call": await act.work.record(event, by=by), "case": None}


async def make_for_case(act: Act, command: MakeCaseLink) -> Things:
    """Make a link for the caller's phone."""
    case: Case = await act.work.get(CASE, command.case_id)
    by = act.work.authorise(Target(centres=case.centres))
    return await _make_for_case(act, case, by)


async def _make_for_case(act: Act, case: Case, by: Person) -> Things:
    if case.state not in OPEN_STATES:
        raise Refused("case_not_active", state=case.state)
    link = await _new_link(act, case.links, by, case_id=case.id)
    event = CaseLinkMade(case_id=case.id, link=link, by=by, at=act.work.at)
    return {"case": await act.work.record(event, by=by), "call": None}


async def _new_link(
    act: Act,
    links: tuple[CallerLink, ...],
    by: Person,
    *,
    call_id: str | None = None,
    case_id: str | None = None,
) -> CallerLink:
    at = act.work.at
    link = caller_link.make(links, act.new_id(), lasts_s=act.room.link_lasts_s, by=by, at=at)
    if isinstance(link, Refusal):
        raise Refused(link.code, **link.facts)
    table = tables.location_link
    await act.work.connection.execute(table.delete().where(table.c.expires_at < at - KEPT))
    await act.work.connection.execute(
        table.insert().values(
            id=link.id, call_id=call_id, case_id=case_id, expires_at=link.expires_at
        )
    )
    return link


async def answer(act: Act, command: AnswerLink) -> Things:
    """Take the position that the caller's phone sends: a statement of its call or case."""
    by = act.work.authorise(Target())
    bound = await _bound(act, command.link_id)
    case_id = bound.case_id
    if bound.call_id is not None:
        call: Call = await act.work.get(CALL, bound.call_id)
        if call.case_id is None:
            return await _of_call(act, command, bound, call, by)
        case_id = call.case_id
    case: Case = await act.work.get(CASE, case_id or "")
    return await _of_case(act, command, bound, case, by)


async def _bound(act: Act, link_id: str) -> Bound:
    table = tables.location_link
    row = (
        await act.work.connection.execute(sa.select(table).where(table.c.id == link_id))
    ).one_or_none()
    if row is None:
        raise Refused("link_unknown")
    return Bound(call_id=row.call_id, case_id=row.case_id, expires_at=row.expires_at)


def _place(command: AnswerLink) -> Place:
    precision = precision_within(command.position.accuracy_m)
    return Place(said="", position=command.position, precision=precision, source=PlaceSource.CALLER)


def _refuse_late(
    act: Act, command: AnswerLink, bound: Bound, said: tuple[Statement, ...], place: Place
) -> None:
    refuse(
        caller_link.refuse_answer(
            command.link_id,
            expires_at=bound.expires_at,
            said=said,
            radius_m=place.radius_m,
            at=act.work.at,
        )
    )


async def _of_call(act: Act, command: AnswerLink, bound: Bound, call: Call, by: Person) -> Things:
    if call.state in CLASSES:
        # Nobody looks at it any more: the caller must know, and ring again.
        raise Refused("link_expired")
    at, place = act.work.at, _place(command)
    _refuse_late(act, command, bound, call.statements, place)
    place, ground = lay(act.room.country, place, call.statements)
    statement = Statement(
        number=next_number(call.statements),
        place=place,
        by=by,
        at=at,
        fix_at=locating.believed(command.fix_at, at),
        ground=ground,
        link_id=command.link_id,
    )
    event = CallLocated(call_id=call.id, statement=statement, by=by, at=at)
    return {"call": await act.work.record(event, by=by), "case": None}


async def _of_case(act: Act, command: AnswerLink, bound: Bound, case: Case, by: Person) -> Things:
    if case.state not in OPEN_STATES:
        # Whoever holds the link learns nothing of the case, not even that it is over.
        raise Refused("link_expired")
    place = _place(command)
    _refuse_late(act, command, bound, case.said_where, place)
    statement = Statement(
        number=next_number(case.said_where),
        place=place,
        by=by,
        at=act.work.at,
        fix_at=command.fix_at,
        link_id=command.link_id,
    )
    return await hear(act, case, statement)
