"""Bringing a case back before the physicians, together with the event it is part of."""

from dispatch.handle.act import Act
from dispatch.refusal import must
from dispatch.subject import CASE
from regulation.case import OPEN_STATES, Case, Requeue
from regulation.follow_up import requeue
from regulation.person import Person


async def bring_back(act: Act, case: Case, why: Requeue, by: Person) -> Case:
    """Put the case at the top of the queue; one that follows another brings that one back too.

    A case that follows stands in no queue: the first case of its event is what physicians see.
    """
    event = must(requeue(case, why, by=by, at=act.work.at))
    back: Case = await act.work.record(event, by=by)
    first = await first_of(act, back)
    if first.id != back.id and first.state in OPEN_STATES:
        await act.work.record(must(requeue(first, why, by=by, at=act.work.at)), by=by)
    return back


async def first_of(act: Act, case: Case) -> Case:
    """Return the case that stands for the whole event: the one this follows, or itself."""
    if case.same_event_as is None:
        return case
    first: Case = await act.work.get(CASE, case.same_event_as.case_id)
    return first
