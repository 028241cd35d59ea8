"""What following up by telephone does to a case: promises to ring, and the way back in queue."""

from dataclasses import dataclass, replace
from datetime import datetime

from regulation import call_back
from regulation.call_back import CallBackEvent, CallBackKind
from regulation.case import Case, CaseState, Requeue
from regulation.person import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRequeued:
    """A case that had been dealt with goes back to the top of the physicians' queue."""

    case_id: str
    why: Requeue
    by: Person
    at: datetime


FollowEvent = CaseRequeued | CallBackEvent


def followed(case: Case, event: FollowEvent) -> Case:
    """Return the case after it was rung about, or came back to the queue."""
    if isinstance(event, CaseRequeued):
        free = replace(case, state=CaseState.ACTIF, physician=None, taken_at=None)
        return replace(free, waits_from=event.at, requeued=event.why)
    return _rung_back(case, event)


def _rung_back(case: Case, event: CallBackEvent) -> Case:
    """Note a call-back; a case whose appointment is over comes to the queue at this moment."""
    noted = replace(case, call_backs=call_back.evolve(case.call_backs, event))
    if _agreed(case) and not _agreed(noted):
        return replace(noted, waits_from=event.at)
    return noted


def _agreed(case: Case) -> bool:
    return any(each.kind is CallBackKind.APPOINTMENT for each in case.open_call_backs)
