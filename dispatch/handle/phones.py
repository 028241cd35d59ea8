"""Acts on what a phone says of itself (AML): a statement of its call, or of the call's case."""

from datetime import datetime, timedelta
from typing import Final

from dispatch import phones
from dispatch.command import HearPhone
from dispatch.handle.act import Act, Things
from dispatch.handle.ground import lay
from dispatch.handle.hear import hear
from dispatch.policy import Target
from dispatch.subject import CALL, CASE
from geo.place import Place, PlaceSource, precision_within
from regulation import locating
from regulation.call import CLASSES, Call
from regulation.call_event import CallLocated
from regulation.case import OPEN_STATES, Case
from regulation.person import Person, Role
from regulation.statement import STATEMENTS_MAX, Statement, next_number

AML: Final = Person(id="aml", name="AML", role=Role.TELEPHONY)
"""Signs what phones send by themselves."""

STALE: Final = timedelta(minutes=15)
"""A phone may send where it was last; older than this it may have been driven ten kilometres."""

_NOBODY: Final[Things] = {"call": None, "case": None}


async def hear_phone(act: Act, command: HearPhone) -> Things:
    """Add a phone's position to its call or case; one that comes before its call waits for it."""
    act.work.authorise(Target())
    if command.fix_at is not None and command.fix_at < act.work.at - STALE:
        return _NOBODY
    call = await phones.newest_call(act.work.connection, command.number, act.work.at)
    if call is None:
        await phones.keep(act.work.connection, command, act.new_id(), act.work.at)
        return _NOBODY
    return await _tell(act, call.id, command, act.work.at)


async def tell_what_waited(act: Act, call: Call) -> Call:
    """Give a call the positions that its phone sent before the call was known here."""
    if not call.number:
        return call
    for command, at in await phones.take_kept(act.work.connection, call.number, act.work.at):
        call = (await _tell(act, call.id, command, at))["call"] or call
    return call


async def _tell(act: Act, call_id: str, command: HearPhone, at: datetime) -> Things:
    call: Call = await act.work.get(CALL, call_id)
    if call.case_id is None:
        return await _tell_call(act, call, command, at)
    case: Case = await act.work.get(CASE, call.case_id)
    said = case.said_where
    if case.state not in OPEN_STATES or not _adds(said, command):
        return _NOBODY
    return await hear(act, case, _statement(command, said, at))


async def _tell_call(act: Act, call: Call, command: HearPhone, at: datetime) -> Things:
    if call.state in CLASSES or not _adds(call.statements, command):
        return {"call": call, "case": None}
    statement = _statement(command, call.statements, at)
    place, ground = lay(act.room.country, statement.place, call.statements)
    located = Statement(
        number=statement.number,
        place=place,
        by=AML,
        at=at,
        fix_at=locating.believed(statement.fix_at, at),
        ground=ground,
        link_id=statement.link_id,
    )
    event = CallLocated(call_id=call.id, statement=located, by=AML, at=act.work.at)
    return {"call": await act.work.record(event, by=AML), "case": None}


def _adds(said: tuple[Statement, ...], command: HearPhone) -> bool:
    """Say whether a position is news: SMS and HTTPS bring the same one twice."""
    mine = [one for one in said if one.link_id == phones.channel(command.number)]
    known = any(_is_same(one, command) for one in mine)
    return not known and len(said) < STATEMENTS_MAX and len(mine) < phones.KEPT_OF_NUMBER_MAX


def _is_same(one: Statement, command: HearPhone) -> bool:
    here, there = one.place.position, command.position
    same_fix = one.fix_at == command.fix_at and one.fix_at is not None
    if here is None or (one.fix_at and command.fix_at and not same_fix):
        return False
    return (here.lat, here.lon, here.accuracy_m) == (there.lat, there.lon, there.accuracy_m)


def _statement(command: HearPhone, said: tuple[Statement, ...], at: datetime) -> Statement:
    precision = precision_within(command.position.accuracy_m)
    place = Place(said="", position=command.position, precision=precision, source=PlaceSource.AML)
    return Statement(
        number=next_number(said),
        place=place,
        by=AML,
        at=at,
        fix_at=command.fix_at,
        link_id=phones.channel(command.number),
    )
