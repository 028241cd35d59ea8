"""A caller who rings again about a case that had its answer."""

from dispatch.handle.act import Act
from dispatch.handle.bring_back import bring_back, first_of
from dispatch.handle.safety_net import unit_engaged
from dispatch.handle.share import share
from dispatch.subject import CASE
from regulation.call import Call
from regulation.case import Case, Requeue
from regulation.case_event import CaseOpened
from regulation.follow_up import rings_again
from regulation.person import Person
from regulation.statement import NO_GROUND


async def follow_caller(act: Act, case_id: str, by: Person) -> Case:
    """Bring the case back before the physicians if its answer did not hold.

    For several cases of one event it is the first that was decided.
    """
    case: Case = await act.work.get(CASE, case_id)
    answered = await first_of(act, case)
    if not rings_again(answered, unit_engaged=await unit_engaged(act, answered.id)):
        return case
    return await bring_back(act, case, Requeue.RANG_AGAIN, by)


async def open_following(act: Act, closed: Case, call: Call, by: Person) -> Case:
    """Open the case that goes on where a closed one ended; every source's words are kept."""
    said = closed.said_where
    believed = next((each for each in said if each.number == closed.number_in_force), None)
    work = act.work
    await work.lock(closed.centres | {call.centre_id})
    number = await work.next_case_number(closed.centre_id, work.at.year)
    event = CaseOpened(
        case_id=act.new_id(),
        number=f"{closed.centre_id}-{work.at.year}-{number:06d}",
        centre_id=closed.centre_id,
        caller=closed.caller,
        place=closed.place,
        what=closed.what,
        patient=closed.patient,
        by=by,
        at=work.at,
        heard=tuple(each for each in said if each is not believed),
        ground=believed.ground if believed else NO_GROUND,
        follows_id=closed.id,
        follows_number=closed.number,
    )
    case: Case = await work.record(event, by=by, new=True)
    return await share(act, case, call.centre_id, by)
