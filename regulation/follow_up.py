"""Following a case up by telephone: what is promised, what came of it, when it must come back."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from regulation.call_back import (
    CallBack,
    CallBackBooked,
    CallBackEnd,
    CallBackEnded,
    CallBackKind,
    CallBackMoved,
    CallBackOutcome,
    CallBackTried,
    hour,
)
from regulation.case import OPEN_STATES, Case, CaseState, Outcome, Requeue
from regulation.clocks import Clocks
from regulation.decision import DecisionType
from regulation.follow_event import CaseRequeued
from regulation.person import Person
from regulation.priority import Priority
from regulation.refusal import Refusal

AHEAD_S_MAX = 24 * 3600.0
"""A promise for later than tomorrow at this hour is somebody else's duty to keep."""

SAFETY_S_MIN = 60.0
"""Sooner than in a minute is not a call-back: the caller is still on the line."""

DEFERRED = frozenset({Priority.P3, Priority.NR})
"""Only these may leave the queue for an appointment; a more urgent one would be hidden by it."""

_SEEN = frozenset(
    {Outcome.TRANSPORTED, Outcome.TREATED_ON_SCENE, Outcome.DECEASED, Outcome.FALSE_ALARM}
)
"""Ends of a case after which nobody needs to ask how the patient is."""

_FINISHED = frozenset({CaseState.ACHEVE, CaseState.VALIDE})


def _bad_time(due_at: datetime, now: datetime) -> Refusal | None:
    if due_at <= now:
        return Refusal(code="call_back_in_past", facts={"at": hour(due_at), "now": hour(now)})
    if due_at > now + timedelta(seconds=AHEAD_S_MAX):
        hours = str(int(AHEAD_S_MAX // 3600))
        return Refusal(code="call_back_too_far", facts={"hours": hours})
    return None


def _not_open(case: Case) -> Refusal | None:
    if case.state in OPEN_STATES:
        return None
    return Refusal(code="case_not_active", facts={"state": case.state})


def book_appointment(case: Case, asked: CallBack, *, at: datetime) -> CallBackBooked | Refusal:
    """Promise the caller a call at a time agreed with them, at most a day ahead."""
    if refused := _not_open(case) or _bad_time(asked.due_at, at):
        return refused
    if case.waits_for_physician and case.priority not in DEFERRED:
        return Refusal(code="call_back_too_urgent", facts={"priority": case.priority})
    if not asked.number:
        return Refusal(code="call_back_needs_number")
    return CallBackBooked(case_id=case.id, call_back=asked, by=asked.booked_by, at=at)


def needs_safety_net(decision: DecisionType, *, unit_engaged: bool) -> bool:
    """Say whether a decision leaves the patient alone, so that somebody must ring later."""
    return decision is not DecisionType.INTER and not unit_engaged


def safety_net_delay(asked_s: float | None, default_s: float) -> timedelta | Refusal:
    """Return how long after the decision the safety net rings."""
    delay_s = default_s if asked_s is None else asked_s
    if not SAFETY_S_MIN <= delay_s <= AHEAD_S_MAX:
        hours = str(int(AHEAD_S_MAX // 3600))
        return Refusal(code="call_back_too_far", facts={"hours": hours})
    return timedelta(seconds=delay_s)


def _find(case: Case, call_back_id: str) -> CallBack | Refusal:
    found = next((each for each in case.call_backs if each.id == call_back_id), None)
    if found is None:
        return Refusal(code="not_found", facts={"kind": "call_back", "id": call_back_id})
    return found if found.is_open else Refusal(code="call_back_over")


def answer(
    case: Case,
    call_back_id: str,
    outcome: CallBackOutcome,
    *,
    note: str,
    clocks: Clocks,
    by: Person,
    at: datetime,
) -> CallBackTried | Refusal:
    """Note what came of ringing; when nobody was reached the next try is booked with it."""
    found = _find(case, call_back_id)
    if isinstance(found, Refusal):
        return found
    again = timedelta(seconds=clocks.retry_s)
    return CallBackTried(
        case_id=case.id,
        call_back_id=call_back_id,
        outcome=outcome,
        note=note.strip(),
        next_due_at=at + again if outcome is CallBackOutcome.NOT_REACHED else None,
        by=by,
        at=at,
    )


def move(
    case: Case, call_back_id: str, due_at: datetime, *, by: Person, at: datetime
) -> CallBackMoved | Refusal:
    """Bring a call-back forward or put it off, at most a day ahead."""
    found = _find(case, call_back_id)
    if isinstance(found, Refusal):
        return found
    return _bad_time(due_at, at) or CallBackMoved(
        case_id=case.id, call_back_id=call_back_id, due_at=due_at, by=by, at=at
    )


def cancel(
    case: Case, call_back_id: str, reason: str, *, by: Person, at: datetime
) -> CallBackEnded | Refusal:
    """Call a promise off, never without a reason."""
    return _call_off(case, call_back_id, CallBackEnd.CANCELLED, reason, by=by, at=at)


def decline(
    case: Case, call_back_id: str, reason: str, *, by: Person, at: datetime
) -> CallBackEnded | Refusal:
    """Judge that an advice needs no safety net, never without a reason."""
    return _call_off(case, call_back_id, CallBackEnd.DECLINED, reason, by=by, at=at)


def _call_off(
    case: Case, call_back_id: str, why: CallBackEnd, reason: str, *, by: Person, at: datetime
) -> CallBackEnded | Refusal:
    found = _find(case, call_back_id)
    if isinstance(found, Refusal):
        return found
    words = reason.strip()
    if not words:
        return Refusal(code="call_back_needs_reason")
    return _ended(case, found, why, words, by=by, at=at)


def _ended(
    case: Case, call_back: CallBack, why: CallBackEnd, reason: str, *, by: Person, at: datetime
) -> CallBackEnded:
    return CallBackEnded(
        case_id=case.id, call_back_id=call_back.id, why=why, reason=reason, by=by, at=at
    )


def end(
    case: Case, why: CallBackEnd, kinds: Iterable[CallBackKind], *, by: Person, at: datetime
) -> list[CallBackEnded]:
    """End the open call-backs of these kinds, because something made them needless."""
    wanted = frozenset(kinds)
    return [
        _ended(case, each, why, "", by=by, at=at)
        for each in case.open_call_backs
        if each.kind in wanted
    ]


def seen(outcome: Outcome | None) -> bool:
    """Say whether a case ended so that nobody needs to ask how the patient is."""
    return outcome in _SEEN


def recheck_due_at(case: Case, clocks: Clocks) -> datetime | None:
    """Return when a caller who waits for a physician is to be rung, or None when not at all.

    Only those who may wait wait so long (P2, and a P3 without an appointment): 10 to 15 minutes
    (reference: re-check call). The count begins anew with each time they were spoken with.
    """
    since = case.waiting_since
    if since is None or case.priority not in {Priority.P2, Priority.P3}:
        return None
    rechecks = [each for each in case.call_backs if each.kind is CallBackKind.RECHECK]
    if any(each.is_open for each in rechecks):
        return None
    spoken = [attempt.at for each in rechecks for attempt in each.attempts]
    return max([since, *spoken]) + timedelta(seconds=clocks.recheck_s)


def requeue(case: Case, why: Requeue, *, by: Person, at: datetime) -> CaseRequeued | Refusal:
    """Bring a case back before the physicians, whatever had been decided."""
    return _not_open(case) or CaseRequeued(case_id=case.id, why=why, by=by, at=at)


def rings_again(case: Case, *, unit_engaged: bool) -> bool:
    """Say whether a caller who rings again about this case means that its answer did not hold.

    A finished case had its answer; so had one whose last decision sent nobody. While a unit is on
    its way, or nothing was decided yet, another call tells nothing new by itself.
    """
    if case.state in _FINISHED:
        return True
    answered = bool(case.decisions) and needs_safety_net(
        case.decisions[-1].type, unit_engaged=unit_engaged
    )
    return case.state is CaseState.ACTIF and case.physician is not None and answered
