"""Acts on calls: ring, take, class, join, and taking the last two back."""

from dispatch.command import (
    AbandonCall,
    ClassifyCall,
    JoinCall,
    ReceiveCall,
    SplitCall,
    TakeCall,
    UndoClass,
)
from dispatch.handle.act import Act, Things
from dispatch.handle.ground import lay
from dispatch.handle.hear import tell_case
from dispatch.handle.phones import tell_what_waited
from dispatch.handle.rings_again import follow_caller, open_following
from dispatch.policy import Target
from dispatch.refusal import must
from dispatch.store import known_callers
from dispatch.subject import CALL, CASE
from geo.place import Place
from regulation import locating
from regulation import receive as rules
from regulation.call import Call
from regulation.call_event import CallReceived
from regulation.case import OPEN_STATES, Case
from regulation.person import Person
from regulation.refusal import Refusal


async def receive(act: Act, command: ReceiveCall) -> Things:
    """Let the phone ring at a centre."""
    centres = frozenset({command.centre_id})
    by = act.work.authorise(Target(centres=centres))
    await act.work.lock(centres)
    event = CallReceived(
        call_id=act.new_id(),
        centre_id=command.centre_id,
        number=command.number,
        at=act.work.at,
        known=await known_callers.find(act.work.connection, command.number),
    )
    call: Call = await act.work.record(event, by=by, new=True)
    return {"call": await tell_what_waited(act, call)}


async def take(act: Act, command: TakeCall) -> Things:
    """Pick up; the second one to try is told who has it."""
    call: Call = await act.work.get(CALL, command.call_id)
    by = act.work.authorise(Target(centres=CALL.centres(call)))
    event = must(rules.take(call, by=by, at=act.work.at))
    call = await act.work.record(event, by=by)
    return {"call": await tell_what_waited(act, call)}


async def classify(act: Act, command: ClassifyCall) -> Things:
    """End a call without a case, or correct its class."""
    call: Call = await act.work.get(CALL, command.call_id)
    by = act.work.authorise(Target(centres=CALL.centres(call)))
    event = must(rules.classify(call, command.as_, by=by, at=act.work.at))
    return {"call": await act.work.record(event, by=by)}


async def undo(act: Act, command: UndoClass) -> Things:
    """Take a class back: the call is in hand again."""
    call: Call = await act.work.get(CALL, command.call_id)
    by = act.work.authorise(Target(centres=CALL.centres(call)))
    event = must(rules.undo(call, by=by, at=act.work.at))
    return {"call": await act.work.record(event, by=by)}


async def abandon(act: Act, command: AbandonCall) -> Things:
    """Note that the caller hung up while it rang."""
    call: Call = await act.work.get(CALL, command.call_id)
    by = act.work.authorise(Target(centres=CALL.centres(call)))
    event = must(rules.abandon(call, at=act.work.at))
    return {"call": await act.work.record(event, by=by)}


async def join(act: Act, command: JoinCall) -> Things:
    """Tie a call to a case; one whose answer did not hold is before the physicians again.

    A closed case stays closed: the call opens another that follows it.
    """
    call: Call = await act.work.get(CALL, command.call_id)
    by = act.work.authorise(Target(centres=CALL.centres(call)))
    case: Case = await act.work.peek(CASE, command.case_id)
    act.work.authorise(Target(centres=case.centres))
    if case.state not in OPEN_STATES:
        case = await open_following(act, case, call, by)
    for statement in call.statements:
        await tell_case(act, case.id, statement)
    place = command.place or Place(said="")
    joined = rules.join(
        call,
        case.id,
        caller=command.caller,
        where=", ".join(filter(None, (place.said, place.landmark))),
        what=command.what,
        by=by,
        at=act.work.at,
    )
    call = await act.work.record(must(joined), by=by)
    await _state_place(act, case.id, place, by)
    return {"call": call, "case": await follow_caller(act, case.id, by)}


async def _state_place(act: Act, case_id: str, place: Place, by: Person) -> None:
    """Write down where this caller says it is, beside what others said.

    A case that takes no more statements keeps the words at the call.
    """
    if place.is_blank:
        return
    case: Case = await act.work.get(CASE, case_id)
    laid, ground = lay(act.room.country, place, case.said_where)
    event = locating.state(case, laid, ground=ground, by=by, at=act.work.at)
    if not isinstance(event, Refusal):
        await act.work.record(event, by=by)


async def split(act: Act, command: SplitCall) -> Things:
    """Take a call off its case: it is in hand again, and may open a case of its own."""
    call: Call = await act.work.get(CALL, command.call_id)
    by = act.work.authorise(Target(centres=CALL.centres(call)))
    event = must(rules.split(call, by=by, at=act.work.at))
    return {"call": await act.work.record(event, by=by)}
